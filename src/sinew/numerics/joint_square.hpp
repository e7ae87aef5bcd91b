// How far several estimates lie from zero together, in the units of their covariance.
#pragma once

#include <sinew/numerics/matrix.hpp>

#include <span>

namespace sinew::numerics {

/// b'C^-1 b over the places in `kept` (the statistic of a joint Wald test). Rows and columns are scaled first: units do not
/// matter. NaN when a variance is 0 or the covariance of the kept places is not positive definite.
[[nodiscard]] double joint_square(const Matrix& covariance, std::span<const double> b,
                                  std::span<const std::size_t> kept);

}  // namespace sinew::numerics
