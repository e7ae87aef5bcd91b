// Integrals of smooth functions of one number.
#pragma once

#include <functional>
#include <vector>

namespace sinew::numerics {

struct Integral {
    double value = 0;
    double error = 0;  ///< estimated, absolute
};

/// The integral of `f` from `low` to `high`; either may be infinite. Halves the span where the estimate is poor, down to
/// `depth` halvings. For integrands that are smooth between the limits.
/// @source kronrod1965 (31 points, as in Boost.Math)
[[nodiscard]] Integral integral_of(const std::function<double(double)>& f, double low, double high,
                                   double relative_tolerance = 1e-10, unsigned depth = 15);

/// Points and weights of a Gauss-Legendre rule on [-1, 1]: exact for polynomials of degree 2 n - 1.
struct GaussRule {
    std::vector<double> points, weights;
};

/// @pre  1 <= n
[[nodiscard]] GaussRule gauss_legendre(std::size_t n);

}  // namespace sinew::numerics
