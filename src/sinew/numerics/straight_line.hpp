// The straight line that fits points best.
#pragma once

#include <span>

namespace sinew::numerics {

struct StraightLine {
    double intercept = 0, slope = 0;
};

/// Least squares. Two points or more, not all at one x; else the slope is 0.
[[nodiscard]] StraightLine fit_line(std::span<const double> x, std::span<const double> y) noexcept;

}  // namespace sinew::numerics
