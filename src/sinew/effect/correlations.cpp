#include <sinew/effect/correlations.hpp>
#include <sinew/numerics/integral.hpp>

#include <cmath>
#include <limits>
#include <numbers>

namespace sinew::effect {
namespace {

constexpr Estimate kNone{std::numeric_limits<double>::quiet_NaN(),
                         std::numeric_limits<double>::quiet_NaN()};

double square(double value) noexcept { return value * value; }

/// F(1/2, 1/2; c; z) by Euler's integral with t = sin^2: smooth up to z = 1 for c > 1.
double gauss_half_half(double c, double z) {
    const auto integrand = [&](double angle) {
        return std::pow(std::cos(angle), 2 * c - 2) / std::sqrt(1 - z * square(std::sin(angle)));
    };
    const double area = numerics::integral_of(integrand, 0, std::numbers::pi / 2, 1e-14).value;
    const double log_factor =
        std::lgamma(c) - std::lgamma(c - 0.5) - 0.5 * std::log(std::numbers::pi);
    return 2 * std::exp(log_factor) * area;
}

}  // namespace

Estimate from_correlation(Measure measure, double r, double n) {
    if (!(n > 3)) return kNone;
    const auto with_variance = [&](double value) {
        return Estimate{value, square(1 - square(value)) / (n - 1)};
    };
    if (measure == Measure::COR) return with_variance(r);
    if (measure == Measure::ZCOR) return {std::atanh(r), 1 / (n - 3)};
    if (measure == Measure::UCOR)
        return n > 4 ? with_variance(r * gauss_half_half((n - 2) / 2, 1 - square(r))) : kNone;
    return kNone;
}

}  // namespace sinew::effect
