#include <sinew/base/text.hpp>
#include <sinew/prescribe/rounding.hpp>

#include <cmath>

namespace sinew::prescribe {

double settled(double value) noexcept {
    constexpr double kScale = 1e9;
    constexpr double kLargest =
        4e6;  // above it nine decimals are finer than a double, and there is nothing to settle
    return std::abs(value) < kLargest ? std::nearbyint(value * kScale) / kScale : value;
}

double rounded(double value, int decimals) {
    return round_half_away(settled(value), decimals) + 0.0;  // -0.0 + 0.0 is 0.0
}

double nearest_step(double value, double step) noexcept {
    return std::ceil(settled(value / step) - 0.5) * step + 0.0;
}

double floor_step(double value, double step) noexcept {
    return std::floor(settled(value / step)) * step;
}

}  // namespace sinew::prescribe
