// The pictures of a pooled answer: what the forest and the funnel are told.
#pragma once

#include <sinew/care/pool_use.hpp>
#include <sinew/figure/scene.hpp>

namespace sinew::render {

/// Studies, subgroups, the pooled effect and its prediction interval.
/// @param exponentiate  tell ratios on a logarithmic axis
[[nodiscard]] figure::Scene pool_forest(const care::PoolAnswer& answer, bool exponentiate);

/// Effects against their standard errors over the regions of significance.
[[nodiscard]] figure::Scene pool_funnel(const care::PoolAnswer& answer, bool exponentiate);

}  // namespace sinew::render
