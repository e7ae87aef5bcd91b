// How far one course of states is from another, state by state and in points of craving.
#pragma once

#include <sinew/model/slow_state.hpp>

#include <array>
#include <span>

namespace sinew::model {

/// The largest difference of one thing, and when.
struct Gap {
    double largest = 0;
    int day = 0;
};

struct StepDistance {
    std::array<Gap, kStateNames.size()> states;  ///< in the order of kStateNames
    Gap vas;                                     ///< expected craving at rest, points of 100

    /// Over states 1 to 21, each divided by max(1, its largest size): the error of docs/methods/model.md.
    double relative = 0;
    std::size_t worst = 0;  ///< the state that `relative` is of
};

/// @pre as many states on both sides
/// @source docs/methods/model.md (section 2)
[[nodiscard]] StepDistance distance_between(std::span<const SlowState> states,
                                            std::span<const SlowState> reference) noexcept;

/// The larger of both, thing by thing.
void fold(StepDistance& into, const StepDistance& more) noexcept;

}  // namespace sinew::model
