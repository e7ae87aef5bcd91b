#include <sinew/effect/one_group.hpp>
#include <sinew/effect/small_sample.hpp>

#include <cmath>
#include <limits>

namespace sinew::effect {
namespace {

constexpr Estimate kNone{std::numeric_limits<double>::quiet_NaN(),
                         std::numeric_limits<double>::quiet_NaN()};

double square(double value) noexcept { return value * value; }

/// d with its factor; `of_mean` is what the mean change alone contributes to the variance.
Estimate standardised(double d, double n, double of_mean,
                      const MeasureSettings& settings) noexcept {
    const double j = settings.approximate_j ? approximate_j(n - 1) : exact_j(n - 1);
    const double g = j * d;
    if (settings.form == VarianceForm::LS2) return {g, square(j) * (of_mean + square(d) / (2 * n))};
    return {g, of_mean + square(g) / (2 * n)};
}

}  // namespace

double sd_of_change(double sd1, double sd2, double r) noexcept {
    return std::sqrt(square(sd1) + square(sd2) - 2 * r * sd1 * sd2);
}

Estimate from_before_after(Measure measure, const BeforeAfter& x,
                           const MeasureSettings& settings) noexcept {
    const double change = x.mean1 - x.mean2, sd = sd_of_change(x.sd1, x.sd2, x.r);
    const double relative1 = x.sd1 / x.mean1, relative2 = x.sd2 / x.mean2;
    if (measure == Measure::MC) return {change, square(sd) / x.n};
    if (measure == Measure::SMCC) return standardised(change / sd, x.n, 1 / x.n, settings);
    if (measure == Measure::SMCR)
        return standardised(change / x.sd1, x.n, 2 * (1 - x.r) / x.n, settings);
    if (measure == Measure::ROMC)
        return {std::log(x.mean1 / x.mean2),
                (square(relative1) + square(relative2) - 2 * x.r * relative1 * relative2) / x.n};
    return kNone;
}

Estimate from_mean(double n, double mean, double sd) noexcept { return {mean, square(sd) / n}; }

Estimate from_events(Measure measure, double events, double others,
                     const MeasureSettings& settings) noexcept {
    const double n = events + others, p = events / n;
    const double less = settings.form == VarianceForm::UB ? 1 : 0;
    if (measure == Measure::PR) return {p, p * (1 - p) / (n - less)};
    if (measure == Measure::PLN) return {std::log(p), 1 / events - 1 / n};
    if (measure == Measure::PLO) return {std::log(events / others), 1 / events + 1 / others};
    if (measure == Measure::PAS) return {std::asin(std::sqrt(p)), 1 / (4 * n)};
    if (measure == Measure::PFT)
        return {(std::asin(std::sqrt(events / (n + 1))) +
                 std::asin(std::sqrt((events + 1) / (n + 1)))) /
                    2,
                1 / (4 * n + 2)};
    return kNone;
}

Estimate from_rate(Measure measure, double events, double time) noexcept {
    const double rate = events / time;
    if (measure == Measure::IR) return {rate, rate / time};
    if (measure == Measure::IRLN) return {std::log(rate), 1 / events};
    if (measure == Measure::IRS) return {std::sqrt(rate), 1 / (4 * time)};
    if (measure == Measure::IRFT)
        return {(std::sqrt(rate) + std::sqrt(rate + 1 / time)) / 2, 1 / (4 * time)};
    return kNone;
}

}  // namespace sinew::effect
