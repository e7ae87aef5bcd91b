#include <sinew/base/text.hpp>
#include <sinew/evidence/pack_checks.hpp>
#include <sinew/numerics/distributions.hpp>

#include <algorithm>
#include <cmath>

namespace sinew::evidence {
namespace {

using knowledge::PublishedPool;
using knowledge::ResultMeasure;

constexpr double kWidthOf95 = 3.9199;  // as the golden cases of the contract print it

/// Half a unit of the second decimal: how far a printed number may be from the exact one.
constexpr double kRounding = 0.005;

bool ratio(ResultMeasure measure) {
    return measure == ResultMeasure::OR || measure == ResultMeasure::RR ||
           measure == ResultMeasure::HR;
}

/// An interval as printed: the estimate, its ends, and how far rounding may have moved each on the analysis scale.
struct Printed {
    double estimate = 0, low = 0, high = 0, slack = kRounding;
    [[nodiscard]] double se() const noexcept { return (high - low) / kWidthOf95; }
};

Printed printed(double estimate, double low, double high, ResultMeasure measure) {
    // On the log scale half a unit of the second decimal is a share of the smallest number.
    return {estimate, low, high,
            ratio(measure) ? kRounding / std::exp(std::min(estimate, low)) : kRounding};
}

void check_interval(const std::string& where, const Printed& at, std::vector<PackFlag>& flags) {
    const std::vector<std::pair<std::string, std::string>> values{
        {"estimate", fixed_text(at.estimate, 3)},
        {"low", fixed_text(at.low, 3)},
        {"high", fixed_text(at.high, 3)},
        {"middle", fixed_text((at.low + at.high) / 2, 3)}};
    if (at.estimate < at.low - at.slack || at.estimate > at.high + at.slack)
        flags.push_back({where, "estimate_in_ci", values});
    // Rounding of three numbers: one whole unit for the estimate and half for each end, and as much again for the model.
    else if (std::fabs((at.low + at.high) / 2 - at.estimate) >
             std::max(3 * at.slack, 0.03 * (at.high - at.low)))
        flags.push_back({where, "ci_symmetric", values});
}

/// The z that the interval allows, with every number moved to its worst rounding.
void check_z(const std::string& where, const Printed& at, double z, std::vector<PackFlag>& flags) {
    const double lowest =
        (std::fabs(at.estimate) - at.slack) / ((at.high - at.low + 2 * at.slack) / kWidthOf95);
    const double highest =
        (std::fabs(at.estimate) + at.slack) / ((at.high - at.low - 2 * at.slack) / kWidthOf95);
    if (std::fabs(z) < lowest - kRounding || std::fabs(z) > highest + kRounding)
        flags.push_back(
            {where,
             "z_and_ci",
             {{"printed", number_text(z)}, {"recomputed", fixed_text(at.estimate / at.se(), 2)}}});
}

void check_p(const std::string& where, const Printed& at, double p, std::vector<PackFlag>& flags) {
    const auto p_of = [](double z) { return 2 * numerics::normal_cdf(-std::fabs(z)); };
    const double lowest = p_of((std::fabs(at.estimate) + at.slack) /
                               ((at.high - at.low - 2 * at.slack) / kWidthOf95));
    const double highest = p_of(std::max(0.0, std::fabs(at.estimate) - at.slack) /
                                ((at.high - at.low + 2 * at.slack) / kWidthOf95));
    if (p < lowest - kRounding || p > highest + kRounding)
        flags.push_back({where,
                         "p_and_ci",
                         {{"printed", number_text(p)},
                          {"recomputed", fixed_text(p_of(at.estimate / at.se()), 3)}}});
}

/// People of both arms; nothing when one is not printed.
std::optional<double> people(const knowledge::Trials& trials, const knowledge::TrialResult& row) {
    const auto* arm = trials.arm(row.study, row.arm);
    const auto* other = trials.arm(row.study, row.versus);
    if (!arm || !other || !arm->n || !other->n) return {};
    return *arm->n + *other->n;
}

void check_eta(const knowledge::Trials& trials, const knowledge::TrialResult& row,
               std::vector<PackFlag>& flags) {
    const auto n = people(trials, row);
    const auto p = parse_number(row.p_printed);
    if (!row.eta_squared || !n || !p) return;
    const double df = *n - 2;
    const auto p_of = [&](double eta) {
        return numerics::fisher_upper_tail(eta / (1 - eta) * df, 1, df);
    };
    const double slack = kRounding / 10;  // printed to three decimals
    if (*p < p_of(*row.eta_squared + slack) - slack || *p > p_of(*row.eta_squared - slack) + slack)
        flags.push_back({"results.csv:" + row.row,
                         "eta_and_p",
                         {{"eta", number_text(*row.eta_squared)},
                          {"printed", row.p_printed},
                          {"recomputed", fixed_text(p_of(*row.eta_squared), 3)}}});
}

}  // namespace

std::vector<PackFlag> checks_of(const knowledge::Trials& trials) {
    std::vector<PackFlag> flags;
    for (const auto& row : trials.results) {
        if (row.yi && row.ci_lb && row.ci_ub)
            check_interval("results.csv:" + row.row,
                           printed(*row.yi, *row.ci_lb, *row.ci_ub, row.measure), flags);
        check_eta(trials, row, flags);
    }
    for (const auto& pool : trials.pooled) {
        const std::string where = "pooled.csv:" + pool.row;
        if (pool.use == knowledge::PooledUse::superseded)
            flags.push_back({where, "superseded", {}});
        if (!pool.estimate || !pool.ci_lb || !pool.ci_ub ||
            pool.use == knowledge::PooledUse::context)
            continue;
        const Printed at = printed(*pool.estimate, *pool.ci_lb, *pool.ci_ub, pool.measure);
        check_interval(where, at, flags);
        if (pool.z_printed) check_z(where, at, *pool.z_printed, flags);
        if (pool.p_printed) check_p(where, at, *pool.p_printed, flags);
    }
    return flags;
}

std::vector<SubgroupTest> subgroup_tests_of(const knowledge::Trials& trials,
                                            const knowledge::SynthesisRules& rules) {
    std::vector<SubgroupTest> tests;
    for (const auto& check : rules.subgroup_checks) {
        SubgroupTest test{.id = check.id, .rows = check.rows};
        std::vector<std::pair<double, double>> groups;  // estimate, weight
        for (const std::string& wanted : check.rows)
            for (const PublishedPool& pool : trials.pooled)
                if (pool.row == wanted && pool.estimate && pool.ci_lb && pool.ci_ub) {
                    const double se = (*pool.ci_ub - *pool.ci_lb) / kWidthOf95;
                    groups.emplace_back(*pool.estimate, 1 / (se * se));
                }
        if (groups.size() != check.rows.size() || groups.size() < 2) continue;
        double weights = 0, sum = 0;
        for (const auto& [estimate, weight] : groups) {
            weights += weight;
            sum += weight * estimate;
        }
        test.mean = sum / weights;
        for (const auto& [estimate, weight] : groups)
            test.Q += weight * (estimate - test.mean) * (estimate - test.mean);
        test.df = static_cast<int>(groups.size()) - 1;
        test.p = numerics::chi_squared_upper_tail(test.Q, test.df);
        tests.push_back(std::move(test));
    }
    return tests;
}

}  // namespace sinew::evidence
