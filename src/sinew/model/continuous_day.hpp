// One day of the slow layer as differential equations, integrated to close to the last digits.
#pragma once

#include <sinew/model/slow_pulls.hpp>

namespace sinew::model {

/// The state after a day of constant inputs, without the jumps of a use day. Restarted at the kinks of the right-hand side: where the
/// withdrawal gap closes, where overload begins or ends to grow, where one training drive passes the other.
/// @source docs/methods/model.md (section 2), dormand1980
[[nodiscard]] SlowState continuous_day(const SlowState& start, const DayInputs& day,
                                       const Parameters& parameters);

}  // namespace sinew::model
