// The slow layer as a system of differential equations: its right-hand side, and where within a day that has a kink. What every
// general-purpose solver is given.
#pragma once

#include <sinew/model/slow_pulls.hpp>

#include <span>
#include <vector>

namespace sinew::model {

inline constexpr std::size_t kSlowStates = kStateNames.size();
/// The states in the order of kStateNames.
using SlowValues = std::array<double, kSlowStates>;

[[nodiscard]] SlowValues values_of(const SlowState& x) noexcept;
/// @pre values.size() == kSlowStates
[[nodiscard]] SlowState state_of(std::span<const double> values) noexcept;

/// The whole right-hand side, per day; inputs are constants of the day.
/// @pre both spans hold kSlowStates numbers
/// @source docs/methods/model.md (sections 6.3, 6.4)
void slow_slopes(std::span<const double> values, const DayInputs& day, const Parameters& parameters,
                 std::span<double> slopes) noexcept;

/// Where a smooth piece of the day ends, in days, rising; the last is 1. The withdrawal gap closes, overload sets in or is full, one training
/// drive passes the other: all follow from states that decay on their own.
[[nodiscard]] std::vector<double> smooth_ends(const SlowState& start, const DayInputs& day,
                                              const Parameters& parameters);

}  // namespace sinew::model
