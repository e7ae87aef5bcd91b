// The natural cubic spline through points, on an even grid.
#pragma once

#include <span>
#include <vector>

namespace sinew::numerics {

/// The smooth curve through (x_i, y_i) whose second derivative is 0 at both ends, at x_0, x_0 + step, ... up to the last x.
/// One value of y_0 for one point; a straight line for two.
/// @param x  strictly rising, as many as y, at least one
/// @param step  above zero
[[nodiscard]] std::vector<double> resample_spline(std::span<const double> x,
                                                  std::span<const double> y, double step);

}  // namespace sinew::numerics
