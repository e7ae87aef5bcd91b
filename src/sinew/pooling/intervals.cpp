#include <sinew/numerics/distributions.hpp>
#include <sinew/numerics/root.hpp>
#include <sinew/pooling/fit_inference.hpp>
#include <sinew/pooling/intervals.hpp>

#include <algorithm>
#include <cmath>

namespace sinew::pooling {
namespace {

/// What both methods need of the input.
std::optional<Error> unfit(std::span<const double> yi, std::span<const double> vi,
                           const numerics::Matrix& design, const Settings& settings) {
    if (auto wrong = wrong_with(yi, vi, settings)) return wrong;
    if (yi.size() <= design.columns)
        return Error{ErrorCode::bad_input,
                     "an interval of tau2 needs more studies than coefficients",
                     std::to_string(yi.size()) + " studies", "give at least one more"};
    return {};
}

Tau2Interval with_shares(double low, double high, bool below_zero, double typical) {
    return {{low, high},
            {100 * low / (typical + low), 100 * high / (typical + high)},
            {low / typical + 1, high / typical + 1},
            below_zero};
}

double typical_variance(const Basis& basis, std::span<const double> yi,
                        std::span<const double> vi) {
    BasisSweep sweep{basis, yi, vi};
    return (static_cast<double>(basis.studies) - static_cast<double>(basis.columns)) /
           sweep.at(0).trace;
}

}  // namespace

Result<Tau2Interval> q_profile(std::span<const double> yi, std::span<const double> vi,
                               const numerics::Matrix& design, const Settings& settings) {
    if (auto wrong = unfit(yi, vi, design, settings)) return fail(*std::move(wrong));
    SINEW_TRY(const Basis basis, basis_of(design));
    const double df = static_cast<double>(yi.size() - design.columns);
    const double tail = (1 - settings.level) / 2;
    const double most = numerics::chi_squared_quantile(1 - tail, df);
    const double least = numerics::chi_squared_quantile(tail, df);
    BasisSweep sweep{basis, yi, vi};
    const double typical = df / sweep.at(0).trace;
    if (sweep.at(0).residual < least) return with_shares(0, 0, true, typical);
    SINEW_TRY(const Tau2 low, tau2_where_q_is(sweep, most, settings));
    SINEW_TRY(const Tau2 high, tau2_where_q_is(sweep, least, settings));
    return with_shares(low.value, high.value, false, typical);
}

Result<Tau2Interval> generalised_q(std::span<const double> yi, std::span<const double> vi,
                                   const numerics::Matrix& design, const Settings& settings,
                                   QWeights weights) {
    if (auto wrong = unfit(yi, vi, design, settings)) return fail(*std::move(wrong));
    SINEW_TRY(const Basis basis, basis_of(design));
    SINEW_TRY(const GeneralisedQ statistic, GeneralisedQ::of(vi, design, weights));
    const double typical = typical_variance(basis, yi, vi);
    const double q = statistic.value(yi);
    const double tail = (1 - settings.level) / 2;
    const double at_zero = statistic.probability_below(q, 0);
    if (at_zero < tail) return with_shares(0, 0, true, typical);
    // The chance of so small a Q falls as tau2 grows: a limit lies where it has fallen to `chance`.
    const auto where_chance_is = [&](double chance) -> Result<double> {
        if (at_zero <= chance) return 0.0;
        double high = typical;
        for (int doubling = 0; statistic.probability_below(q, high) > chance; ++doubling) {
            if (doubling == 200)
                return fail({ErrorCode::did_not_converge,
                             "no upper limit of tau2 was found",
                             {},
                             "look at the effects: one may be far off"});
            high *= 4;
        }
        const auto root = numerics::root_between(
            [&](double tau2) { return statistic.probability_below(q, tau2) - chance; }, 0, high);
        if (!root)
            return fail({ErrorCode::did_not_converge,
                         "the limit of tau2 did not settle",
                         {},
                         "take the Q-profile interval"});
        return *root;
    };
    SINEW_TRY(const double low, where_chance_is(1 - tail));
    SINEW_TRY(const double high, where_chance_is(tail));
    return with_shares(low, high, false, typical);
}

}  // namespace sinew::pooling
