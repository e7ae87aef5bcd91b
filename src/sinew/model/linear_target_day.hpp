// The exponential step whose targets run linearly from the start of the step to its end: two looks at the targets, second order.
#pragma once

#include <sinew/model/slow_pulls.hpp>

namespace sinew::model {

/// The state after `days` without use. Predictor: the frozen-target step with dependence and withdrawal exact; hazards by the trapezoid.
/// @param days  above 0, at most 1
/// @source docs/methods/model.md (section 2)
[[nodiscard]] SlowState linear_target_step(const SlowState& start, const DayInputs& day,
                                           double days, const Parameters& parameters) noexcept;

}  // namespace sinew::model
