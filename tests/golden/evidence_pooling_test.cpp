// Means and regressions of published data sets against metafor::rma with every estimator of tau2 (tests/golden/evidence/pooling.R).
#include <sinew/base/files.hpp>
#include <sinew/base/table_text.hpp>
#include <sinew/base/text.hpp>
#include <sinew/pooling/intervals.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <map>
#include <set>

namespace sinew::pooling {
namespace {

constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();
const std::string kFolder = std::string{SINEW_SOURCE_DIR} + "/tests/golden/evidence/";

/// A table whose first line is a comment naming tool and version.
Table table_at(const std::string& file, const std::vector<std::string>& columns) {
    std::string text = read_file(kFolder + file).value();
    if (text.starts_with("#")) text.erase(0, text.find('\n') + 1);
    return read_table(text, file, columns).value();
}

double value_of(const std::string& text) { return parse_number(text).value_or(kUnknown); }

struct Set {
    std::vector<double> yi, vi, x;

    [[nodiscard]] numerics::Matrix design(bool moderator) const {
        numerics::Matrix made{yi.size(), moderator ? std::size_t{2} : std::size_t{1}, 1.0};
        if (moderator)
            for (std::size_t i = 0; i < yi.size(); ++i) made.at(i, 1) = x[i];
        return made;
    }
};

const std::map<std::string, Set>& sets() {
    static const auto all = [] {
        std::map<std::string, Set> made;
        const Table rows = table_at("pooling_effects.csv", {"set", "yi", "vi", "x"});
        for (std::size_t r = 0; r < rows.rows.size(); ++r) {
            Set& set = made[rows.cell(r, "set")];
            set.yi.push_back(value_of(rows.cell(r, "yi")));
            set.vi.push_back(value_of(rows.cell(r, "vi")));
            set.x.push_back(value_of(rows.cell(r, "x")));
        }
        return made;
    }();
    return all;
}

/// One row of pooling_answers.csv: what R said of one set by one estimator and test.
class Cell {
public:
    Cell(const Table& table, std::size_t row) : table_{table}, row_{row} {}

    [[nodiscard]] const std::string& text(std::string_view column) const {
        return table_.cell(row_, column);
    }
    /// 1e-6 relative, 1e-9 absolute near 0; nothing is asked where R gives no number.
    void expect(std::string_view column, double got) const {
        const double wanted = value_of(text(column));
        if (std::isnan(wanted)) return;
        EXPECT_LE(std::abs(got - wanted), std::max(1e-9, 1e-6 * std::abs(wanted)))
            << text("set") << ' ' << text("method") << ' ' << text("test") << " mods "
            << text("mods") << ": " << column << ' ' << got << " wanted " << wanted;
    }

private:
    const Table& table_;
    std::size_t row_;
};

void expect_coefficient(const Cell& cell, const Coefficient& got, const std::string& place) {
    cell.expect("b" + place, got.b);
    cell.expect("se" + place, got.se);
    cell.expect("stat" + place, got.stat);
    cell.expect("pval" + place, got.pval);
    cell.expect("ci_lb" + place, got.ci_lb);
    cell.expect("ci_ub" + place, got.ci_ub);
}

void expect_shared(const Cell& cell, const Tau2& tau2, const Heterogeneity& heterogeneity,
                   double log_likelihood) {
    cell.expect("tau2", tau2.value);
    cell.expect("se_tau2", tau2.se);
    cell.expect("QE", heterogeneity.QE);
    cell.expect("QEp", heterogeneity.QEp);
    cell.expect("I2", heterogeneity.I2);
    cell.expect("H2", heterogeneity.H2);
    cell.expect("vt", heterogeneity.typical_variance);
    cell.expect("logLik", log_likelihood);
}

void expect_profile(const Cell& cell, const Set& set, const numerics::Matrix& design) {
    if (std::isnan(value_of(cell.text("qp_tau2_ub")))) return;
    const auto got = q_profile(set.yi, set.vi, design);
    ASSERT_TRUE(got);
    cell.expect("qp_tau2_lb", got->tau2.low);
    cell.expect("qp_tau2_ub", got->tau2.high);
    cell.expect("qp_I2_lb", got->I2.low);
    cell.expect("qp_I2_ub", got->I2.high);
    cell.expect("qp_H2_lb", got->H2.low);
    cell.expect("qp_H2_ub", got->H2.high);
}

TEST(PoolingGoldens, AgreeWithMetaforOnEverySetEstimatorAndTest) {
    const Table answers = table_at("pooling_answers.csv", {"set", "method", "test", "mods", "b0"});
    std::set<std::string> seen;
    for (std::size_t r = 0; r < answers.rows.size(); ++r) {
        const Cell cell{answers, r};
        const Set& set = sets().at(cell.text("set"));
        const bool moderator = cell.text("mods") == "1";
        const Settings settings{.method = method_of(cell.text("method")).value(),
                                .test = test_of(cell.text("test")).value()};
        // A cell without an estimate would carry R's words for why; there is none today.
        ASSERT_FALSE(std::isnan(value_of(cell.text("b0")))) << cell.text("words");
        seen.insert(cell.text("set"));
        const numerics::Matrix design = set.design(moderator);
        if (!moderator) {
            const auto got = pooled_mean(set.yi, set.vi, settings);
            ASSERT_TRUE(got) << cell.text("set") << got.error().what;
            expect_coefficient(cell, got->mean, "0");
            expect_shared(cell, got->tau2, got->heterogeneity, got->log_likelihood);
            cell.expect("pi_lb", got->prediction.low);
            cell.expect("pi_ub", got->prediction.high);
            Settings wide = settings;
            wide.prediction = Prediction::hts;
            const auto other = pooled_mean(set.yi, set.vi, wide);
            cell.expect("hts_lb", other->prediction.low);
            cell.expect("hts_ub", other->prediction.high);
        }
        const auto got = fit(set.yi, set.vi, design, settings);
        ASSERT_TRUE(got) << cell.text("set") << got.error().what;
        expect_coefficient(cell, got->coefficients[0], "0");
        if (moderator) expect_coefficient(cell, got->coefficients[1], "1");
        expect_shared(cell, got->tau2, got->heterogeneity, got->log_likelihood);
        cell.expect("QM", got->QM);
        cell.expect("QMp", got->QMp);
        cell.expect("R2", got->R2);
        expect_profile(cell, set, design);
    }
    EXPECT_EQ(answers.rows.size(), 1560U);
    EXPECT_GE(seen.size(), 25U);
}

}  // namespace
}  // namespace sinew::pooling
