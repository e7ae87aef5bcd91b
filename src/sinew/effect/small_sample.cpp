#include <sinew/effect/small_sample.hpp>

#include <cmath>
#include <limits>

namespace sinew::effect {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

/// Gamma(x + 1/2) / (Gamma(x) sqrt(x)) for large x, by its series in 1/x.
double half_step_ratio(double x) noexcept {
    const double t = 1 / x;
    return 1 + t * (-1.0 / 8 + t * (1.0 / 128 + t * (5.0 / 1024 +
                                                     t * (-21.0 / 32768 + t * (-399.0 / 262144)))));
}

}  // namespace

double exact_j(double degrees) noexcept {
    if (!(degrees > 1)) return kNone;
    // Gamma functions themselves until they grow large; logarithms of them would lose three digits on the way.
    constexpr double kSeriesFrom = 200;
    const double x = (degrees - 1) / 2;
    if (degrees < kSeriesFrom)
        return std::tgamma(degrees / 2) / (std::sqrt(degrees / 2) * std::tgamma(x));
    return std::sqrt(x / (degrees / 2)) * half_step_ratio(x);
}

double approximate_j(double degrees) noexcept {
    return degrees > 1 ? 1 - 3 / (4 * degrees - 1) : kNone;
}

}  // namespace sinew::effect
