// A function on the positive numbers from its Laplace transform: how sums of unequal chi-squares are distributed.
#pragma once

#include <complex>
#include <functional>

namespace sinew::numerics {

/// f(at) for a transform whose singularities all lie on the negative real axis and 0. The trapezoid rule on a contour of
/// Talbot's kind, opened to the left: the error falls by 3.9 with each point, and `points` above 24 only help functions
/// that change quickly on the scale of `at` (about half as many points as such a sum has terms).
/// @pre    at > 0, points > 0
/// @source trefethen2006 (modified Talbot contour)
[[nodiscard]] double inverse_laplace(
    const std::function<std::complex<double>(std::complex<double>)>& transform, double at,
    int points = 32);

}  // namespace sinew::numerics
