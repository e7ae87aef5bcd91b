// Takes the noise of binary arithmetic out of values that have a short decimal form, before they are compared.
#pragma once

#include <cmath>

namespace sinew::numerics {

/// 1.2 * 35 is 42, not 41.999...: the value to nine decimals. Comparisons with thresholds, floors and roundings are
/// made on settled values. Above 4e6 nine decimals are finer than a double, and the value stays as it is.
[[nodiscard]] inline double settled(double value) noexcept {
    constexpr double kScale = 1e9;
    constexpr double kLargest = 4e6;
    return std::abs(value) < kLargest ? std::nearbyint(value * kScale) / kScale : value;
}

}  // namespace sinew::numerics
