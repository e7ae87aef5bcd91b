// Influence and small-study effects of published data sets against metafor (tests/golden/evidence/bias.R).
#include <gtest/gtest.h>
#include <sinew/base/files.hpp>
#include <sinew/base/table_text.hpp>
#include <sinew/base/text.hpp>
#include <sinew/pooling/begg.hpp>
#include <sinew/pooling/egger.hpp>
#include <sinew/pooling/gosh.hpp>
#include <sinew/pooling/influence.hpp>
#include <sinew/pooling/leave_one_out.hpp>
#include <sinew/pooling/selection_model.hpp>
#include <sinew/pooling/trim_fill.hpp>

#include <cmath>
#include <limits>
#include <map>

namespace sinew::pooling {
namespace {

/// A golden table: the comment of its first line is taken off.
struct Golden {
    Table table;
    explicit Golden(const std::string& name, const std::vector<std::string>& columns) {
        const std::string file = "bias_" + name + ".csv";
        std::string text = read_file(SINEW_SOURCE_DIR "/tests/golden/evidence/" + file).value();
        text.erase(0, text.find('\n') + 1);
        table = read_table(text, file, columns).value();
    }
    [[nodiscard]] const std::string& text(std::size_t row, const char* column) const {
        return table.cell(row, column);
    }
    /// NA is NaN.
    [[nodiscard]] double number(std::size_t row, const char* column) const {
        return parse_number(table.cell(row, column))
            .value_or(std::numeric_limits<double>::quiet_NaN());
    }
    [[nodiscard]] std::size_t rows() const { return table.rows.size(); }
};

struct Studies {
    std::vector<double> yi, vi, ni;
};
const std::map<std::string, Studies>& sets() {
    static const auto all = [] {
        std::map<std::string, Studies> made;
        const Golden data{"data", {"set", "study", "yi", "vi", "ni"}};
        for (std::size_t row = 0; row < data.rows(); ++row) {
            Studies& one = made[data.text(row, "set")];
            one.yi.push_back(data.number(row, "yi"));
            one.vi.push_back(data.number(row, "vi"));
            one.ni.push_back(data.number(row, "ni"));
        }
        return made;
    }();
    return all;
}

Settings settings_of(const Golden& golden, std::size_t row) {
    Settings settings;
    settings.method = method_of(golden.text(row, "method")).value();
    settings.test = test_of(golden.text(row, "test")).value();
    return settings;
}

/// 1e-6 relative, 1e-9 absolute near 0; not a number on both sides is agreement.
void expect_same(double ours, double theirs, const std::string& what, double relative = 1e-6,
                 double near_zero = 1e-9) {
    if (std::isnan(theirs)) {
        EXPECT_TRUE(std::isnan(ours)) << what << ": " << ours;
        return;
    }
    EXPECT_NEAR(ours, theirs, std::max(relative * std::abs(theirs), near_zero)) << what;
}

std::string place(const Golden& golden, std::size_t row, const char* more = "") {
    return golden.text(row, "set") + " " + golden.text(row, "method") + " " + more + " line " +
           std::to_string(row + 3);
}

void expect_step(const Golden& golden, std::size_t row, const MeanStep& step) {
    ASSERT_TRUE(step.fit) << place(golden, row);
    const MeanFit& fit = *step.fit;
    const std::vector<std::pair<const char*, double>> pairs{
        {"estimate", fit.mean.b},     {"se", fit.mean.se},           {"stat", fit.mean.stat},
        {"pval", fit.mean.pval},      {"ci_lb", fit.mean.ci_lb},     {"ci_ub", fit.mean.ci_ub},
        {"Q", fit.heterogeneity.QE},  {"Qp", fit.heterogeneity.QEp}, {"tau2", fit.tau2.value},
        {"I2", fit.heterogeneity.I2}, {"H2", fit.heterogeneity.H2}};
    for (const auto& [column, ours] : pairs)
        expect_same(ours, golden.number(row, column), place(golden, row, column));
}

const std::vector<std::string> kStepColumns{"set", "method", "test", "row",   "estimate",
                                            "se",  "stat",   "pval", "ci_lb", "ci_ub",
                                            "Q",   "Qp",     "tau2", "I2",    "H2"};

TEST(EvidenceBias, leave_one_out_as_metafor) {
    const Golden golden{"leave_one_out", kStepColumns};
    std::vector<MeanStep> steps;
    ASSERT_GT(golden.rows(), 900U);
    for (std::size_t row = 0; row < golden.rows(); ++row) {
        const auto index = static_cast<std::size_t>(golden.number(row, "row")) - 1;
        const Studies& set = sets().at(golden.text(row, "set"));
        if (index == 0) steps = leave_one_out(set.yi, set.vi, settings_of(golden, row)).value();
        expect_step(golden, row, steps[index]);
    }
}

TEST(EvidenceBias, cumulative_as_metafor) {
    const Golden golden{"cumulative", kStepColumns};
    std::vector<MeanStep> steps;
    ASSERT_GT(golden.rows(), 900U);
    for (std::size_t row = 0; row < golden.rows(); ++row) {
        const auto index = static_cast<std::size_t>(golden.number(row, "row")) - 1;
        const Studies& set = sets().at(golden.text(row, "set"));
        if (index == 0)
            steps = cumulative_means(set.yi, set.vi, set.vi, settings_of(golden, row)).value();
        if (std::isnan(golden.number(row, "estimate"))) continue;  // one study with a t: see bias.R
        expect_step(golden, row, steps[index]);
    }
}

TEST(EvidenceBias, influence_as_metafor) {
    const Golden golden{
        "influence",
        {"set", "method", "test", "row", "rstudent", "dffits", "cook.d", "cov.r", "tau2.del",
         "QE.del", "hat", "weight", "dfbs", "infl", "baujat_x", "baujat_y"}};
    Influence all;
    ASSERT_GT(golden.rows(), 900U);
    for (std::size_t row = 0; row < golden.rows(); ++row) {
        const auto index = static_cast<std::size_t>(golden.number(row, "row")) - 1;
        const Studies& set = sets().at(golden.text(row, "set"));
        if (index == 0) all = influence_of(set.yi, set.vi, settings_of(golden, row)).value();
        const StudyInfluence& one = all.studies[index];
        const std::vector<std::pair<const char*, double>> pairs{
            {"rstudent", one.rstudent},
            {"dffits", one.dffits},
            {"cook.d", one.cook_d},
            {"cov.r", one.cov_r},
            {"tau2.del", one.tau2_del},
            {"QE.del", one.QE_del},
            {"hat", one.hat},
            {"weight", one.weight},
            {"dfbs", one.dfbetas.at(0)},
            {"baujat_x", one.baujat_x},
            {"baujat_y", one.baujat_y},
            {"infl", one.influential ? 1.0 : 0.0}};
        for (const auto& [column, ours] : pairs)
            expect_same(ours, golden.number(row, column), place(golden, row, column));
    }
}

TEST(EvidenceBias, egger_and_pet_peese_as_metafor) {
    const Golden golden{"regtest",
                        {"set", "method", "test", "model", "predictor", "stat", "pval", "est",
                         "ci_lb", "ci_ub", "tau2"}};
    ASSERT_GT(golden.rows(), 300U);
    for (std::size_t row = 0; row < golden.rows(); ++row) {
        const Studies& set = sets().at(golden.text(row, "set"));
        const auto precision = precision_of(golden.text(row, "predictor")).value();
        const auto spread = spread_of(golden.text(row, "model")).value();
        const auto test =
            regression_test(set.yi, set.vi, settings_of(golden, row), precision, spread, set.ni);
        ASSERT_TRUE(test) << to_line(test.error()) << place(golden, row);
        const std::vector<std::pair<const char*, double>> pairs{
            {"stat", test->slope.stat},       {"pval", test->slope.pval},
            {"est", test->intercept.b},       {"ci_lb", test->intercept.ci_lb},
            {"ci_ub", test->intercept.ci_ub}, {"tau2", test->tau2.value}};
        for (const auto& [column, ours] : pairs)
            expect_same(ours, golden.number(row, column), place(golden, row, column));
        if (precision != Precision::standard_error && precision != Precision::variance) continue;
        const auto both = pet_peese(set.yi, set.vi, settings_of(golden, row), spread).value();
        const auto& one = precision == Precision::variance ? both.peese : both.pet;
        expect_same(one.intercept.b, golden.number(row, "est"), place(golden, row, "PET-PEESE"));
        EXPECT_EQ(both.takes_peese, both.pet.intercept.pval < 0.10);
    }
}

TEST(EvidenceBias, rank_test_as_metafor) {
    const Golden golden{"ranktest", {"set", "tau", "pval"}};
    for (std::size_t row = 0; row < golden.rows(); ++row) {
        const Studies& set = sets().at(golden.text(row, "set"));
        const RankTest test = rank_test(set.yi, set.vi).value();
        expect_same(test.tau, golden.number(row, "tau"), golden.text(row, "set"));
        expect_same(test.pval, golden.number(row, "pval"), golden.text(row, "set"));
    }
}

TEST(EvidenceBias, trim_and_fill_as_metafor) {
    const Golden golden{"trimfill",
                        {"set", "method", "test", "estimator", "asked", "side", "k0", "se_k0",
                         "p_k0", "b", "se", "pval", "ci_lb", "ci_ub", "tau2", "QE", "I2"}};
    ASSERT_GT(golden.rows(), 150U);
    for (std::size_t row = 0; row < golden.rows(); ++row) {
        const Studies& set = sets().at(golden.text(row, "set"));
        std::optional<Side> side;
        if (golden.text(row, "asked") != "auto") side = side_of(golden.text(row, "asked")).value();
        const auto made = trim_fill(set.yi, set.vi, settings_of(golden, row),
                                    missing_of(golden.text(row, "estimator")).value(), side);
        ASSERT_TRUE(made) << to_line(made.error()) << place(golden, row);
        EXPECT_EQ(code_of(made->side), golden.text(row, "side")) << place(golden, row);
        const std::vector<std::pair<const char*, double>> pairs{
            {"k0", static_cast<double>(made->k0)},
            {"se_k0", made->se_k0},
            {"p_k0", made->p_k0},
            {"b", made->fit.mean.b},
            {"se", made->fit.mean.se},
            {"pval", made->fit.mean.pval},
            {"ci_lb", made->fit.mean.ci_lb},
            {"ci_ub", made->fit.mean.ci_ub},
            {"tau2", made->fit.tau2.value},
            {"QE", made->fit.heterogeneity.QE},
            {"I2", made->fit.heterogeneity.I2}};
        for (const auto& [column, ours] : pairs)
            expect_same(ours, golden.number(row, column), place(golden, row, column));
    }
}

TEST(EvidenceBias, every_subset_as_metafor) {
    const Golden golden{"gosh", {"set", "method", "subset", "estimate", "QE", "I2", "H2", "tau2"}};
    std::map<std::string, Gosh> clouds;
    ASSERT_EQ(golden.rows(), 3U * 511U);
    for (std::size_t row = 0; row < golden.rows(); ++row) {
        const std::string& method = golden.text(row, "method");
        const Studies& set = sets().at(golden.text(row, "set"));
        if (!clouds.contains(method)) {
            Settings settings;
            settings.method = method_of(method).value();
            clouds[method] = gosh(set.yi, set.vi, settings).value();
            EXPECT_TRUE(clouds[method].all);
        }
        const Gosh& cloud = clouds[method];
        const auto subset = static_cast<std::size_t>(golden.number(row, "subset")) - 1;
        const std::vector<std::pair<const char*, double>> pairs{
            {"estimate", cloud.estimate[subset]},
            {"QE", cloud.QE[subset]},
            {"I2", cloud.I2[subset]},

            {"tau2", cloud.tau2[subset]}};
        for (const auto& [column, ours] : pairs)
            expect_same(ours, golden.number(row, column), place(golden, row, column));
        // metafor's short way for DL tells Q / (k - 1) here, below 1 too; its own `rma` and ours stop at 1.
        expect_same(
            cloud.H2[subset],
            method == "DL" ? std::max(1.0, golden.number(row, "H2")) : golden.number(row, "H2"),
            place(golden, row, "H2"));
    }
}

/// Where metafor's climb ended on a lower hill than ours, only the heights are compared.
TEST(EvidenceBias, selection_models_as_metafor) {
    const Golden golden{"selmodel",
                        {"set", "method", "alternative", "steps", "b", "se", "pval", "tau2",
                         "se_tau2", "ll", "LRT", "LRTp", "delta2", "delta3", "se2", "se3"}};
    ASSERT_GT(golden.rows(), 100U);
    std::size_t close = 0;
    for (std::size_t row = 0; row < golden.rows(); ++row) {
        const Studies& set = sets().at(golden.text(row, "set"));
        SelectionSettings settings;
        settings.common_effect = golden.text(row, "method") == "FE";
        settings.alternative = alternative_of(golden.text(row, "alternative")).value();
        settings.steps.clear();
        for (const auto step : split(golden.text(row, "steps"), ' '))
            settings.steps.push_back(parse_number(step).value());
        const auto made = selection_model(set.yi, set.vi, settings);
        const std::string where = place(golden, row) + " " + golden.text(row, "steps") + " " +
                                  golden.text(row, "alternative");
        ASSERT_TRUE(made) << to_line(made.error()) << where;
        EXPECT_GE(made->log_likelihood, golden.number(row, "ll") - 1e-8) << where;
        if (made->log_likelihood > golden.number(row, "ll") + 1e-8) continue;
        ++close;
        const std::vector<std::pair<const char*, double>> pairs{{"b", made->mean.b},
                                                                {"tau2", made->tau2},
                                                                {"LRT", made->LRT},
                                                                {"LRTp", made->LRTp},
                                                                {"delta2", made->steps[1].delta.b},
                                                                {"se", made->mean.se},
                                                                {"se2", made->steps[1].delta.se},
                                                                {"se_tau2", made->se_tau2},
                                                                {"ll", made->log_likelihood}};
        for (const auto& [column, ours] : pairs)
            expect_same(ours, golden.number(row, column), where + " " + column, 1e-6, 1e-8);
        if (made->steps.size() == 3) {
            expect_same(made->steps[2].delta.b, golden.number(row, "delta3"), where + " delta3");
            expect_same(made->steps[2].delta.se, golden.number(row, "se3"), where + " se3");
        }
    }
    EXPECT_GT(close * 10, golden.rows() * 9) << "nine of ten are the same hill";
}

}  // namespace
}  // namespace sinew::pooling
