// The room multilevel against rma.mv, clubSandwich, nlme and lme4: every number of tests/golden/evidence/multilevel_expected.csv.
#include <sinew/multilevel/reading.hpp>
#include <sinew/multilevel/robust.hpp>

#include <gtest/gtest.h>
#include <cmath>
#include <fstream>
#include <map>
#include <sstream>

namespace sinew::multilevel {
namespace {

const std::string kFolder = std::string{SINEW_SOURCE_DIR} + "/tests/golden/evidence/multilevel_";

using Row = std::map<std::string, std::string>;

std::vector<std::string> cells_of(const std::string& line) {
    std::vector<std::string> cells{""};
    for (const char letter : line)
        if (letter == ',')
            cells.emplace_back();
        else
            cells.back() += letter;
    return cells;
}

std::vector<Row> table(const std::string& name) {
    std::ifstream file{kFolder + name + ".csv"};
    EXPECT_TRUE(file) << name;
    std::string line;
    std::getline(file, line);  // tool and version
    EXPECT_EQ(line.substr(0, 1), "#");
    std::getline(file, line);
    const auto names = cells_of(line);
    std::vector<Row> rows;
    while (std::getline(file, line)) {
        const auto cells = cells_of(line);
        Row& row = rows.emplace_back();
        for (std::size_t i = 0; i < names.size(); ++i) row[names[i]] = cells.at(i);
    }
    return rows;
}

double number(const std::string& cell) { return cell == "NA" ? std::nan("") : std::stod(cell); }

std::vector<std::string> parted(const std::string& text, char at) {
    std::vector<std::string> parts{""};
    for (const char letter : text)
        if (letter == at)
            parts.emplace_back();
        else if (letter != ' ' || at == ' ')
            parts.back() += letter;
    return parts;
}

struct Table {
    std::vector<Row> rows;
    [[nodiscard]] std::vector<double> numbers(const std::string& column) const {
        std::vector<double> made;
        for (const Row& row : rows) made.push_back(number(row.at(column)));
        return made;
    }
    [[nodiscard]] std::vector<std::size_t> groups(const std::string& column) const {
        std::vector<std::size_t> made;
        for (const Row& row : rows)
            made.push_back(static_cast<std::size_t>(number(row.at(column))));
        return made;
    }
};

Structure structure_of(const std::string& word) {
    if (word == "UN") return Structure::unstructured;
    if (word == "CS") return Structure::compound;
    if (word == "HCS") return Structure::hetero_compound;
    return Structure::diagonal;
}

MixedModel model_of(const Row& given, const Table& data) {
    MixedModel model;
    model.y = data.numbers("yi");
    model.v.variance = data.numbers("vi");
    const auto names = parted(given.at("x"), ' ');
    model.x = numerics::Matrix{model.y.size(), names.size()};
    for (std::size_t column = 0; column < names.size(); ++column) {
        const auto values = data.numbers(names[column]);
        for (std::size_t row = 0; row < values.size(); ++row) model.x.at(row, column) = values[row];
        model.names.push_back(names[column] == "one" ? "intrcpt" : names[column]);
    }
    const auto cov = parted(given.at("cov"), ':');
    if (cov[0] == "rho")
        model.v = correlated_in_clusters(model.v.variance, data.groups(cov[1]), number(cov[2]));
    if (cov[0] == "file")
        for (const Row& pair : table("cov_" + given.at("data")))
            model.v.pairs.push_back({static_cast<std::size_t>(number(pair.at("row_i")) - 1),
                                     static_cast<std::size_t>(number(pair.at("row_j")) - 1),
                                     number(pair.at("cov"))});
    for (const std::string& part : parted(given.at("random"), ';')) {
        if (const auto inner = parted(part, '|'); inner.size() == 2) {
            model.terms.push_back(inner_within_outer(part, data.groups(inner[0]),
                                                     data.groups(inner[1]),
                                                     structure_of(given.at("struct"))));
            continue;
        }
        for (const std::string& level : parted(part, '/'))
            model.terms.push_back(random_intercept(level, data.groups(level)));
    }
    return model;
}

class Against {
public:
    Against() {
        for (const Row& row : table("expected"))
            values_[row.at("case")][row.at("quantity")].push_back(number(row.at("value")));
    }
    /// Relative 1e-6, absolute 1e-9 near zero.
    void compare(const std::string& name, const std::string& quantity,
                 const std::vector<double>& ours, double relative = 1e-6, double absolute = 1e-9) {
        const auto found = values_.at(name).find(quantity);
        if (found == values_[name].end()) return;
        const auto& theirs = found->second;
        ASSERT_EQ(theirs.size(), ours.size()) << name << " " << quantity;
        for (std::size_t i = 0; i < ours.size(); ++i) {
            if (std::isnan(theirs[i])) continue;
            EXPECT_NEAR(ours[i], theirs[i], std::max(relative * std::fabs(theirs[i]), absolute))
                << name << " " << quantity << "[" << i << "]";
            ++compared;
        }
    }
    [[nodiscard]] bool has(const std::string& name, const std::string& quantity) {
        return values_.at(name).contains(quantity);
    }
    std::size_t compared = 0;

private:
    std::map<std::string, std::map<std::string, std::vector<double>>> values_;
};

std::vector<double> variances_of(const MixedFit& fit, bool inner) {
    std::vector<double> made;
    for (const TermFit& term : fit.terms)
        if ((term.variance.size() > 1 || !term.correlation.empty()) == inner)
            made.insert(made.end(), term.variance.begin(), term.variance.end());
    return made;
}

void compare_robust(Against& against, const Row& given, const Table& data, const MixedModel& model,
                    const MixedFit& fit) {
    const std::string& name = given.at("case");
    const auto cluster = data.groups(given.at("cluster"));
    for (const auto& [word, correction] :
         std::map<std::string, Correction>{{"CR0", Correction::cr0},
                                           {"CR1", Correction::cr1},
                                           {"CR1p", Correction::cr1p},
                                           {"CR1S", Correction::cr1s},
                                           {"CR2", Correction::cr2}}) {
        RobustSettings settings;
        settings.correction = correction;
        for (std::size_t column = 1; column < fit.p; ++column)
            settings.tested.push_back(column);  // as the script does
        const auto robust = robust_variance(model, fit, cluster, settings);
        ASSERT_TRUE(robust) << to_line(robust.error());
        against.compare(name, word + "_se", robust->se);
        against.compare(name, word + "_df", robust->df);
        against.compare(name, word + "_p", robust->pval);
        if (correction == Correction::cr2)
            against.compare(name, "HTZ", {robust->f, robust->df1, robust->df2, robust->f_p});
    }
    RobustSettings plain;
    plain.correction = Correction::cr1p;
    plain.degrees = RobustDegrees::clusters_less_p;
    const auto robust = robust_variance(model, fit, cluster, plain);
    ASSERT_TRUE(robust) << to_line(robust.error());
    against.compare(name, "robust_se", robust->se);
    against.compare(name, "robust_p", robust->pval);
}

TEST(EvidenceMultilevel, agrees_with_rma_mv_and_clubsandwich) {
    Against against;
    std::size_t cases = 0;
    for (const Row& given : table("cases")) {
        const std::string& name = given.at("case");
        SCOPED_TRACE(name);
        const Table data{table("data_" + given.at("data"))};
        const MixedModel model = model_of(given, data);
        FitSettings settings;
        settings.criterion = given.at("method") == "ML" ? Criterion::ml : Criterion::reml;
        settings.quantile = given.at("test") == "t" ? Quantile::t : Quantile::z;
        const auto fit = fit_mixed(model, settings);
        ASSERT_TRUE(fit) << name << ": " << to_line(fit.error());
        ++cases;
        EXPECT_LT(fit->convergence.gradient, 1e-8);
        against.compare(name, "b", fit->b);
        against.compare(name, "se", fit->se);
        against.compare(name, "stat", fit->stat);
        against.compare(name, "pval", fit->pval);
        against.compare(name, "ci_lb", fit->ci_lb);
        against.compare(name, "ci_ub", fit->ci_ub);
        against.compare(name, "sigma2", variances_of(*fit, false));
        against.compare(name, "tau2", variances_of(*fit, true));
        std::vector<double> rho;
        for (const TermFit& term : fit->terms)
            rho.insert(rho.end(), term.correlation.begin(), term.correlation.end());
        against.compare(name, "rho", rho);
        against.compare(name, "ll", {fit->log_likelihood}, 1e-10);
        against.compare(name, "QE", {fit->qe});
        against.compare(name, "QEp", {fit->qe_p});
        against.compare(name, "QM", {fit->qm});
        against.compare(name, "QMp", {fit->qm_p});
        against.compare(name, "AIC", {fit->aic});
        against.compare(name, "BIC", {fit->bic});
        against.compare(name, "AICc", {fit->aicc});
        const auto shares = variance_shares(model, *fit);
        ASSERT_TRUE(shares);
        against.compare(name, "typical", {shares->typical});
        against.compare(name, "i2", shares->by_term);
        if (against.has(name, "pi")) {
            const auto prediction = predict(model, *fit, std::vector<double>{1});
            ASSERT_TRUE(prediction);
            against.compare(name, "pi", {prediction->pi_lb, prediction->pi_ub});
        }
        if (against.has(name, "blup")) {
            const auto effects = group_effects(model, *fit);
            ASSERT_TRUE(effects);
            std::vector<double> value, se;
            for (const GroupEffect& effect : *effects)
                if (effect.term == 0) {
                    value.push_back(effect.value);
                    se.push_back(effect.se);
                }
            against.compare(name, "blup", value);
            against.compare(name, "blup_se", se);
        }
        for (std::size_t term = 0; term < fit->terms.size(); ++term) {
            const std::string quantity = "profile_" + std::to_string(term);
            if (!against.has(name, quantity)) continue;
            const auto interval = profile_interval(model, *fit, term, Component::variance, 0);
            ASSERT_TRUE(interval) << to_line(interval.error());
            against.compare(name, quantity, {interval->lower, interval->upper});
        }
        if (!given.at("cluster").empty()) compare_robust(against, given, data, model, *fit);
    }
    EXPECT_GE(cases, 20u);
    EXPECT_GE(against.compared, 900u);
}

TEST(EvidenceMultilevel, is_the_model_of_nlme_with_fixed_weights) {
    Against against;
    const Table data{table("data_konstantopoulos2011")};
    const Row given{
        {"x", "one"}, {"cov", ""}, {"random", "district/school"}, {"struct", ""}, {"data", ""}};
    FitSettings settings;
    settings.criterion = Criterion::ml;
    const auto fit = fit_mixed(model_of(given, data), settings);
    ASSERT_TRUE(fit);
    against.compare("nlme_kon", "b", fit->b, 1e-5);  // lme stops by its own values
    against.compare("nlme_kon", "sigma2", variances_of(*fit, false), 1e-5);
    EXPECT_EQ(against.compared, 3u);
}

TEST(EvidenceMultilevel, is_the_model_of_lme4_when_v_is_the_residual_variance) {
    Against against;
    const Table data{table("data_sleepstudy")};
    const Row given{
        {"x", "one days"}, {"cov", ""}, {"random", "subject"}, {"struct", ""}, {"data", ""}};
    MixedModel model = model_of(given, data);
    model.terms = {
        random_slopes("days|subject", model.x, data.groups("subject"), Structure::unstructured)};
    const auto fit = fit_mixed(model);
    ASSERT_TRUE(fit) << to_line(fit.error());
    against.compare("lmer_slopes", "b", fit->b);
    against.compare("lmer_slopes", "se", fit->se);
    against.compare("lmer_slopes", "tau2", fit->terms[0].variance,
                    1e-5);  // lmer stops by its own values
    against.compare("lmer_slopes", "rho", fit->terms[0].correlation, 1e-5);
    const auto effects = group_effects(model, *fit);
    ASSERT_TRUE(effects);
    std::vector<double> intercepts, slopes;
    for (const GroupEffect& effect : *effects)
        (effect.inner == 0 ? intercepts : slopes).push_back(effect.value);
    against.compare("lmer_slopes", "blup_intercept", intercepts, 1e-5);
    against.compare("lmer_slopes", "blup_slope", slopes, 1e-5);
    EXPECT_GE(against.compared, 40u);
}

}  // namespace
}  // namespace sinew::multilevel
