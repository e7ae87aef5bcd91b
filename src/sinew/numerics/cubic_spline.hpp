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

/// Memory of a spline that is worth keeping from one series to the next. It never changes a result.
struct SplineWorkspace {
    std::vector<double> bend, ratio;
};

/// The same into `values`, which is given the size it needs.
void resample_spline(std::span<const double> x, std::span<const double> y, double step,
                     SplineWorkspace& workspace, std::vector<double>& values);

}  // namespace sinew::numerics
