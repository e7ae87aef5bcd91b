// What a model must be before it is fitted, told with the rows and columns at fault. Inside the room only.
#pragma once

#include <sinew/multilevel/layout.hpp>

namespace sinew::multilevel {

/// log|X'X|.
/// @errors bad_input  sizes, values that are not numbers, repeated or asymmetric covariances, collinear columns
[[nodiscard]] Result<double> checked_model(const MixedModel& model);

/// True.
/// @errors bad_input  the sampling covariance of a block is not positive definite
[[nodiscard]] Result<bool> checked_blocks(const Layout& layout);

}  // namespace sinew::multilevel
