#include <sinew/pooling/tau2.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace sinew::pooling {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();
/// Where the slope of the likelihood nearly touches 0 Fisher's steps creep: after so many they stretch.
constexpr int kPatience = 30;
/// The likelihood at 0 wins over a positive solution by at least this much, as in metafor.
constexpr double kLikelier = 1.2207031250000000e-4;

template <class Sweep>
double degrees(const Sweep& sweep) {
    return static_cast<double>(sweep.studies()) - static_cast<double>(sweep.coefficients());
}

/// The step at which an iteration may end: absolute in the units of tau2, but never below what a double can tell.
template <class Sweep>
double least_step(const Sweep& sweep, double step) {
    const auto v = sweep.vi();
    return step * std::accumulate(v.begin(), v.end(), 0.0) / static_cast<double>(v.size());
}

bool still(double step, double least, double at) noexcept {
    return std::abs(step) <= std::max(least, 4 * std::numeric_limits<double>::epsilon() * at);
}

Error no_convergence() {
    return {ErrorCode::did_not_converge,
            "the estimate of tau2 did not settle",
            {},
            "take an estimator with a closed form, such as DL or HE, and look at the effects: one "
            "may be far off"};
}

/// -2 log likelihood without its constants.
template <class Sweep>
double deviance(const Sweep& sweep, const Sums& sums, double tau2, bool restricted) {
    LogProduct product;
    for (const double v : sweep.vi()) product.take(v + tau2);
    return product.value() + sums.residual + (restricted ? sweep.log_cross() : 0.0);
}

template <class Sweep>
double by_hedges(Sweep& sweep, VarianceSums* kept = nullptr) {
    const Sums& sums = sweep.equal();
    const VarianceSums variances = sweep.variance_sums();
    if (kept) *kept = variances;
    return (sums.residual - variances.pv) / degrees(sweep);
}

/// Newton's step where the likelihood is concave and the step not wild, else Fisher's; a bracket keeps both honest.
template <class Sweep>
Result<Tau2> by_likelihood(Sweep& sweep, const Settings& settings, bool restricted) {
    const double least = least_step(sweep, settings.step);
    const Sums at_zero = sweep.at(0);
    const double zero_deviance = deviance(sweep, at_zero, 0, restricted);
    // Twice the derivative of the log likelihood.
    const auto score_of = [&](const Sums& sums) {
        return sums.squared - (restricted ? sums.trace : sums.weight);
    };
    const bool rises_from_zero = score_of(at_zero) > 0;
    Tau2 found;
    double tau2 = std::max(0.0, by_hedges(sweep));
    double low = 0, high = kInfinity, stretch = 1;
    for (found.steps = 1; found.steps <= settings.most_steps; ++found.steps) {
        const Sums& sums = sweep.at(tau2);
        const double score = score_of(sums);
        const double expected = restricted ? sums.trace_squared : sums.weight_squared;
        const double observed = 2 * sums.cubed - expected;
        (score > 0 ? low : high) = tau2;
        const double fisher = score / expected;
        double next = tau2 + fisher;
        if (observed > 0 && std::abs(score / observed) <= 4 * std::abs(fisher))
            next = tau2 + score / observed;
        else if (found.steps > kPatience)
            next = tau2 + (stretch *= 2) * fisher;
        if (!(next > low)) {
            if (low == 0 && !rises_from_zero)
                next = 0;  // nothing between here and 0 but a falling slope
            else if (next < low)
                next = 0.5 * (low + tau2);
        } else if (next > high) {
            next = 0.5 * (tau2 + high);
        }
        const double step = next - tau2;
        tau2 = next;
        if (still(step, least, tau2)) break;
    }
    if (found.steps > settings.most_steps) return fail(no_convergence());
    found.value = tau2;
    if (tau2 > 0) {
        const Sums& sums = sweep.at(tau2);
        if (deviance(sweep, sums, tau2, restricted) - zero_deviance > 2 * kLikelier) {
            found.value = 0;
            found.zero_likelier = true;
        }
    }
    const Sums& last = found.value > 0 ? sweep.at(found.value) : at_zero;
    found.se = std::sqrt(2 / (restricted ? last.trace_squared : last.weight_squared));
    return found;
}

/// 1 / Q is nearly straight in tau2, so Newton's step on it settles in a few rounds from 0.
template <class Sweep>
Result<Tau2> where_q_is(Sweep& sweep, double target, const Settings& settings) {
    const double least = least_step(sweep, settings.step);
    Tau2 found;
    found.se = kNone;
    double tau2 = 0, low = 0, high = kInfinity;
    for (found.steps = 1; found.steps <= settings.most_steps; ++found.steps) {
        const Sums& sums = sweep.at(tau2);
        if (tau2 == 0 && sums.residual <= target) break;
        (sums.residual > target ? low : high) = tau2;
        double next = tau2 + sums.residual * (sums.residual / target - 1) / sums.squared;
        if (next < low || next > high) next = 0.5 * (low + high);
        const double step = next - tau2;
        tau2 = next;
        if (still(step, least, tau2)) break;
    }
    if (found.steps > settings.most_steps) return fail(no_convergence());
    found.value = tau2;
    return found;
}

template <class Sweep>
Result<Tau2> by_equation(Sweep& sweep, const Settings& settings) {
    const double df = degrees(sweep);
    Result<Tau2> found = where_q_is(sweep, df, settings);
    if (!found) return found;
    const double k = static_cast<double>(sweep.studies());
    found->se = std::sqrt(2 * k * k / df) / sweep.at(found->value).weight;
    return found;
}

template <class Sweep>
Tau2 by_moments(Sweep& sweep, Method method) {
    const double df = degrees(sweep);
    if (method == Method::hedges) {
        VarianceSums variances;
        const double tau2 = std::max(0.0, by_hedges(sweep, &variances));
        return {
            tau2,
            std::sqrt(2 * variances.pvpv + 4 * tau2 * variances.pv + 2 * tau2 * tau2 * df) / df};
    }
    const Sums& sums = sweep.at(0);
    const bool plain = method == Method::hunter_schmidt;
    const double scale = plain ? sums.weight : sums.trace;
    const double spare = plain ? static_cast<double>(sweep.studies()) : df;
    const double tau2 = std::max(0.0, (sums.residual - spare) / scale);
    return {tau2, std::sqrt(2 * df + 4 * tau2 * sums.trace + 2 * tau2 * tau2 * sums.trace_squared) /
                      scale};
}

template <class Sweep>
Tau2 by_sidik_jonkman(Sweep& sweep) {
    const auto y = sweep.yi();
    const double k = static_cast<double>(y.size());
    const double mean = std::accumulate(y.begin(), y.end(), 0.0) / k;
    double crude = 0;
    for (const double value : y) crude += (value - mean) * (value - mean);
    crude /= k;
    const double df = degrees(sweep);
    const Sums sums = sweep.at(crude);
    const VarianceSums variances = sweep.variance_sums();
    const double tau2 = crude * sums.residual / df;
    return {tau2, crude / df *
                      std::sqrt(2 * variances.pvpv + 4 * tau2 * variances.pvp +
                                2 * tau2 * tau2 * sums.trace_squared)};
}

template <class Sweep>
Result<Tau2> estimated(Sweep& sweep, const Settings& settings) {
    if (settings.tau2) return Tau2{*settings.tau2, kNone};
    if (settings.method == Method::common || sweep.studies() == 1) return Tau2{0, kNone};
    switch (settings.method) {
        case Method::common: break;
        case Method::reml: return by_likelihood(sweep, settings, true);
        case Method::ml: return by_likelihood(sweep, settings, false);
        case Method::paule_mandel:
        case Method::empirical_bayes: return by_equation(sweep, settings);
        case Method::sidik_jonkman: return by_sidik_jonkman(sweep);
        case Method::dersimonian_laird:
        case Method::hedges:
        case Method::hunter_schmidt: return by_moments(sweep, settings.method);
    }
    return Tau2{0, kNone};
}

}  // namespace

Result<Tau2> tau2_of(MeanSweep& sweep, const Settings& settings) {
    return estimated(sweep, settings);
}
Result<Tau2> tau2_of(BasisSweep& sweep, const Settings& settings) {
    return estimated(sweep, settings);
}

Result<Tau2> tau2_where_q_is(MeanSweep& sweep, double target, const Settings& settings) {
    return where_q_is(sweep, target, settings);
}
Result<Tau2> tau2_where_q_is(BasisSweep& sweep, double target, const Settings& settings) {
    return where_q_is(sweep, target, settings);
}

}  // namespace sinew::pooling
