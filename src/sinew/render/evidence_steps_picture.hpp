// The pictures of what a pooled answer rests on: Baujat, GOSH, cumulative, leave-one-out; and the funnel of small-study effects.
#pragma once

#include <sinew/care/bias_use.hpp>
#include <sinew/care/pool_steps_use.hpp>
#include <sinew/figure/scene.hpp>

namespace sinew::render {

/// @pre  steps.influence
[[nodiscard]] figure::Scene pool_baujat(const care::PoolAnswer& answer,
                                        const care::PoolSteps& steps);
/// Subsets with and without the study that moves the answer most stand apart. @pre steps.gosh and steps.influence
[[nodiscard]] figure::Scene pool_gosh(const care::PoolAnswer& answer, const care::PoolSteps& steps,
                                      bool exponentiate);
/// @pre  steps.cumulative
[[nodiscard]] figure::Scene pool_cumulative(const care::PoolAnswer& answer,
                                            const care::PoolSteps& steps, bool exponentiate);
/// @pre  steps.leave_one_out
[[nodiscard]] figure::Scene pool_leave_one_out(const care::PoolAnswer& answer,
                                               const care::PoolSteps& steps, bool exponentiate);

/// Studies and those filled in over the regions of significance, with Egger's line.
[[nodiscard]] figure::Scene bias_funnel(const care::BiasAnswer& answer, bool exponentiate);

}  // namespace sinew::render
