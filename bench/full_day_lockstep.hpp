// Our own Runge-Kutta in lanes on the whole day: eight draws at once through one adaptive step of order 5, the right-hand side that every peer
// gets. What the kernels of room `ensemble` are compared with.
#pragma once

#include <sinew/model/full_day.hpp>

namespace bench {

inline constexpr std::size_t kFullLanes = 8;

/// Eight draws: numbers in registers' order.
struct FullLanes {
    alignas(64) double state[sinew::model::full_day::kStates][kFullLanes];
    alignas(64) double parameter[sinew::model::kParameterNames.size()][kFullLanes];
    sinew::model::full_day::Stretch stretch[kFullLanes];
};

/// From one jump to the next. @param tolerance  of a step, of max(1, |value|)
void lockstep_stretch(FullLanes& lanes, double from, double to, double tolerance);

}  // namespace bench
