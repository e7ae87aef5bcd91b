#include <sinew/effect/small_sample.hpp>
#include <sinew/effect/two_means.hpp>

#include <cmath>
#include <limits>
#include <numbers>

namespace sinew::effect {
namespace {

constexpr Estimate kNone{std::numeric_limits<double>::quiet_NaN(),
                         std::numeric_limits<double>::quiet_NaN()};

double square(double value) noexcept { return value * value; }

double j_of(double degrees, const MeasureSettings& settings) noexcept {
    return settings.approximate_j ? approximate_j(degrees) : exact_j(degrees);
}

Estimate hedges_g(double d, double n1, double n2, const MeasureSettings& settings) noexcept {
    const double n = n1 + n2, degrees = n - 2, j = j_of(degrees, settings);
    const double g = j * d, of_sizes = 1 / n1 + 1 / n2;
    switch (settings.form) {
        case VarianceForm::LS:
        case VarianceForm::HO: return {g, of_sizes + square(g) / (2 * n)};
        case VarianceForm::LS2: return {g, square(j) * (of_sizes + square(d) / (2 * n))};
        case VarianceForm::UB:
            return {g, of_sizes + (1 - (degrees - 2) / (degrees * square(j))) * square(g)};
        case VarianceForm::RevMan: return {g, of_sizes + square(g) / (2 * (n - 3.94))};
    }
    return kNone;
}

/// The difference over the root of the mean of both variances.
Estimate unequal_variances(const Group& one, const Group& other,
                           const MeasureSettings& settings) noexcept {
    const double v1 = square(one.sd), v2 = square(other.sd), mean_v = (v1 + v2) / 2;
    const double j = j_of(one.n + other.n - 2, settings);
    const double g = j * (one.mean - other.mean) / std::sqrt(mean_v);
    if (settings.form == VarianceForm::LS2)
        return {g, square(g) * (v1 / (2 * one.n) + v2 / (2 * other.n)) / square(v1 + v2) +
                       2 * (v1 / one.n + v2 / other.n) / (v1 + v2)};
    const double of_spread =
        square(g) * (square(v1) / (one.n - 1) + square(v2) / (other.n - 1)) / (2 * square(v1 + v2));
    const double of_means = (v1 / (one.n - 1) + v2 / (other.n - 1)) / mean_v;
    return {g, square(j) * (of_spread + of_means)};
}

/// Square of the coefficient of variation over the size.
double relative_variance(const Group& group, double sd) noexcept {
    return square(sd / group.mean) / group.n;
}

}  // namespace

double pooled_sd(const Group& one, const Group& other) noexcept {
    return std::sqrt(((one.n - 1) * square(one.sd) + (other.n - 1) * square(other.sd)) /
                     (one.n + other.n - 2));
}

Estimate from_standardised(Measure measure, double d, double n1, double n2,
                           const MeasureSettings& settings) noexcept {
    if (measure == Measure::SMD) return hedges_g(d, n1, n2, settings);
    // As metafor: conversions take d as it is, without J.
    constexpr double kNormal = 1.65;
    const double factor = measure == Measure::D2ORL   ? std::numbers::pi / std::numbers::sqrt3
                          : measure == Measure::D2ORN ? kNormal
                                                      : kNone.yi;
    return {factor * d, square(factor) * (1 / n1 + 1 / n2 + square(d) / (2 * (n1 + n2)))};
}

Estimate from_two_means(Measure measure, const Group& one, const Group& other,
                        const MeasureSettings& settings) noexcept {
    const double difference = one.mean - other.mean, sd = pooled_sd(one, other);
    const bool one_spread = settings.form == VarianceForm::HO;
    if (measure == Measure::MD)
        return {difference, one_spread ? square(sd) * (1 / one.n + 1 / other.n)
                                       : square(one.sd) / one.n + square(other.sd) / other.n};
    if (measure == Measure::SMDH) return unequal_variances(one, other, settings);
    if (measure == Measure::ROM)
        return {std::log(one.mean / other.mean),
                relative_variance(one, one_spread ? sd : one.sd) +
                    relative_variance(other, one_spread ? sd : other.sd)};
    return from_standardised(measure, difference / sd, one.n, other.n, settings);
}

Estimate from_crossover(Measure measure, const Group& one, const Group& other, double r,
                        const MeasureSettings& settings) noexcept {
    const double n = one.n;
    Estimate estimate = from_two_means(measure, one, other, settings);
    if (measure == Measure::MD)
        estimate.vi = (square(one.sd) + square(other.sd) - 2 * r * one.sd * other.sd) / n;
    else if (measure == Measure::SMD)
        estimate.vi = (1 / n + square(estimate.yi) / (2 * n)) * 2 * (1 - r);
    else if (measure == Measure::ROM)
        estimate.vi = (square(one.sd / one.mean) + square(other.sd / other.mean) -
                       2 * r * (one.sd / one.mean) * (other.sd / other.mean)) /
                      n;
    else
        return kNone;
    return estimate;
}

}  // namespace sinew::effect
