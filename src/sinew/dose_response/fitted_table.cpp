#include <sinew/base/text.hpp>
#include <sinew/dose_response/fitted_table.hpp>
#include <sinew/numerics/root.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace sinew::dose_response {
namespace {

double sum_of(std::span<const double> values) {
    return std::accumulate(values.begin(), values.end(), 0.0);
}

/// The log ratio of a level against the reference in a table.
double log_ratio(Design design, double cases, double total, double ref_cases, double ref_total) {
    if (design == Design::case_control)
        return std::log(cases) - std::log(total - cases) - std::log(ref_cases) +
               std::log(ref_total - ref_cases);
    return std::log(cases / total) - std::log(ref_cases / ref_total);
}

double misfit_of(const ReportedTable& reported, const FittedTable& table) {
    double largest = 0;
    for (std::size_t i = 0; i < reported.effects.size(); ++i)
        largest = std::max(
            largest, std::abs(reported.effects[i] - log_ratio(reported.design, table.cases[i + 1],
                                                              table.totals[i + 1], table.cases[0],
                                                              table.totals[0])));
    return largest;
}

tl::unexpected<Error> no_table(std::string why) {
    return fail({ErrorCode::did_not_converge, std::move(why), "",
                 "check cases, n and type of this study, or take --cov-method independent "
                 "(stated in the output)"});
}

/// Odds of the reference under which the expected cases add up to `cases`: the sum rises in the odds from 0 to all.
std::optional<double> reference_log_odds(const ReportedTable& reported, double cases,
                                         unsigned& steps) {
    return numerics::root_between(
        [&](double log_odds) {
            ++steps;
            double sum = -cases;
            for (std::size_t i = 0; i < reported.totals.size(); ++i) {
                const double shift = i == 0 ? 0.0 : reported.effects[i - 1];
                sum += reported.totals[i] / (1 + std::exp(-(log_odds + shift)));
            }
            return sum;
        },
        -60.0, 60.0, 400);
}

}  // namespace

double level_variance(Design design, double cases, double total) {
    if (design == Design::case_control) return 1 / cases + 1 / (total - cases);
    if (design == Design::cumulative_incidence) return 1 / cases - 1 / total;
    return 1 / cases;
}

Result<FittedTable> greenland_longnecker_table(const ReportedTable& reported) {
    FittedTable table;
    table.totals.assign(reported.totals.begin(), reported.totals.end());
    table.cases.resize(table.totals.size());
    const double cases = sum_of(reported.cases);
    const auto shift = [&](std::size_t i) { return i == 0 ? 0.0 : reported.effects[i - 1]; };
    if (reported.design == Design::case_control) {
        if (!(cases > 0) || !(cases < sum_of(reported.totals)))
            return no_table("a case-control study needs cases and controls");
        const auto log_odds = reference_log_odds(reported, cases, table.steps);
        if (!log_odds) return no_table("no table with these totals has the reported odds ratios");
        for (std::size_t i = 0; i < table.cases.size(); ++i)
            table.cases[i] = table.totals[i] / (1 + std::exp(-(*log_odds + shift(i))));
    } else {
        double weight = 0;
        for (std::size_t i = 0; i < table.totals.size(); ++i)
            weight += table.totals[i] * std::exp(shift(i));
        if (!(cases > 0)) return no_table("a study without cases has no log ratios");
        for (std::size_t i = 0; i < table.cases.size(); ++i) {
            table.cases[i] = table.totals[i] * std::exp(shift(i)) * (cases / weight);
            if (reported.design == Design::cumulative_incidence &&
                table.cases[i] >= table.totals[i])
                return no_table("with the reported risk ratios, dose level " +
                                number_text(static_cast<double>(i + 1)) +
                                " would need more cases than people");
        }
        table.steps = 1;
    }
    table.largest_misfit = misfit_of(reported, table);
    return table;
}

namespace {

/// Cases, and what stands beside them: people without the outcome (cc), all people (ci), person-time (ir). Kept apart,
/// because their difference loses its digits far from the answer.
struct TwoColumns {
    std::vector<double> cases, others;
};

/// Hamling's equations for a given size of the reference's own variance and its odds, risk, or (rates) nothing.
class HamlingTable {
public:
    explicit HamlingTable(const ReportedTable& reported) : reported_{reported} {
        least_variance_ = *std::min_element(reported.variances.begin(), reported.variances.end());
        double base = reported.totals[0], all = sum_of(reported.totals);
        if (reported.design == Design::case_control) {
            base -= reported.cases[0];
            all -= sum_of(reported.cases);
        }
        share_ = base / all;
        ratio_ = all / sum_of(reported.cases);
    }

    /// @param level  odds (cc) or risk (ci) of the reference; 1 for rates
    std::optional<TwoColumns> at(double level, unsigned& steps) const {
        const auto own = numerics::root_between(
            [&](double variance) {
                ++steps;
                return off_share(table_at(level, variance));
            },
            least_variance_ * 1e-13, least_variance_ * (1 - 1e-13), 400);
        if (!own) return {};
        return table_at(level, *own);
    }
    double off_ratio(const TwoColumns& table) const {
        return std::log(sum_of(table.others) / sum_of(table.cases)) - std::log(ratio_);
    }
    double off_share(const TwoColumns& table) const {
        return table.others[0] / sum_of(table.others) - share_;
    }
    /// Above it a dose would have a risk of one.
    double highest_risk() const {
        double highest = 0;
        for (const double effect : reported_.effects) highest = std::max(highest, effect);
        return std::exp(-highest);
    }

private:
    TwoColumns table_at(double level, double own) const {
        const std::size_t n = reported_.totals.size();
        TwoColumns table{std::vector<double>(n), std::vector<double>(n)};
        for (std::size_t i = 0; i < n; ++i) {
            const double left = i == 0 ? own : reported_.variances[i - 1] - own;
            const double times = i == 0 ? 1.0 : std::exp(reported_.effects[i - 1]);
            const double here = level * times;
            if (reported_.design == Design::case_control) {
                table.cases[i] = (1 + here) / left;
                table.others[i] = (1 + 1 / here) / left;
            } else if (reported_.design == Design::cumulative_incidence) {
                table.cases[i] = (1 - here) / left;
                table.others[i] = (1 / here - 1) / left;
            } else {
                table.cases[i] = 1 / left;
                table.others[i] = table.cases[i] / times;  // in units that the ratio settles
            }
        }
        return table;
    }

    const ReportedTable& reported_;
    double share_ = 0, ratio_ = 0, least_variance_ = 0;
};

}  // namespace

Result<FittedTable> hamling_table(const ReportedTable& reported) {
    const std::string none = "no table has these log ratios, variances and shares of cases";
    if (reported.design == Design::case_control && !(reported.totals[0] > reported.cases[0]))
        return no_table("the reference dose has no controls");
    if (!(sum_of(reported.cases) > 0)) return no_table("a study without cases has no log ratios");
    const HamlingTable equations{reported};
    FittedTable table;
    std::optional<TwoColumns> found;
    if (reported.design == Design::incidence_rate) {
        found = equations.at(1, table.steps);
        if (found) {  // person-time has no size of its own in a log rate ratio: the crude one is kept
            const double scale = std::exp(-equations.off_ratio(*found));
            for (double& time : found->others) time *= scale;
        }
    } else {
        const double top = reported.design == Design::case_control
                               ? 60.0
                               : std::log(equations.highest_risk()) - 1e-12;
        const auto level = numerics::root_between(
            [&](double log_level) {
                const auto here = equations.at(std::exp(log_level), table.steps);
                return here ? equations.off_ratio(*here) : std::numeric_limits<double>::quiet_NaN();
            },
            -60.0, top, 400);
        if (level) found = equations.at(std::exp(*level), table.steps);
    }
    if (!found) return no_table(none);
    table.method = CovarianceMethod::hamling;
    table.cases = found->cases;
    table.totals = found->others;
    if (reported.design == Design::case_control)
        for (std::size_t i = 0; i < table.cases.size(); ++i) table.totals[i] += table.cases[i];
    table.largest_misfit =
        std::max({misfit_of(reported, table), std::abs(equations.off_share(*found)),
                  std::abs(equations.off_ratio(*found))});
    if (!(table.largest_misfit < 1e-8)) return no_table(none);
    return table;
}

numerics::Matrix covariance_of(const ReportedTable& reported, const FittedTable& table) {
    const std::size_t n = reported.effects.size();
    numerics::Matrix covariance{n, n};
    const double own = level_variance(reported.design, table.cases[0], table.totals[0]);
    std::vector<double> size(n);  // SD as reported, over the SD of the fitted table
    for (std::size_t i = 0; i < n; ++i)
        size[i] = std::sqrt(
            reported.variances[i] /
            (own + level_variance(reported.design, table.cases[i + 1], table.totals[i + 1])));
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = 0; j < n; ++j)
            covariance.at(i, j) = i == j ? reported.variances[i] : own * size[i] * size[j];
    return covariance;
}

}  // namespace sinew::dose_response
