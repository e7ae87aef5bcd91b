// The exponential of a square matrix: what a linear system becomes after a time.
#pragma once

#include <sinew/numerics/matrix.hpp>

namespace sinew::numerics {

/// exp(A), by scaling, a Pade approximant and squaring.
/// @pre    A is square and its values are finite
/// @source higham2005
[[nodiscard]] Matrix exponential_of(const Matrix& a);

}  // namespace sinew::numerics
