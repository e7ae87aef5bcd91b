// The whole slow layer at one instant: every state with its pull, level by level.
#pragma once

#include <sinew/model/affect_level.hpp>
#include <sinew/model/autonomic_level.hpp>
#include <sinew/model/control_level.hpp>
#include <sinew/model/craving_level.hpp>
#include <sinew/model/dopamine_level.hpp>
#include <sinew/model/exposure_level.hpp>
#include <sinew/model/fitness_level.hpp>
#include <sinew/model/hazard.hpp>
#include <sinew/model/immune_level.hpp>
#include <sinew/model/load_level.hpp>
#include <sinew/model/plasticity_level.hpp>
#include <sinew/model/sleep_level.hpp>
#include <sinew/model/stress_axis_level.hpp>

#include <array>

namespace sinew::model {

/// A state that tends to a target, and the function that says which.
template <class Number>
struct PulledStateOf {
    Number SlowStateOf<Number>::*member;
    PullOf<Number> (*pull)(const MomentOf<Number>&) noexcept;
};
using PulledState = PulledStateOf<double>;

/// States 1-19 of the specification. Hazards and the recovery clock have no target.
template <class Number>
inline constexpr auto kPulledStatesOf = std::to_array<PulledStateOf<Number>>({
    {&SlowStateOf<Number>::LA, pull_of_LA<Number>}, {&SlowStateOf<Number>::LR, pull_of_LR<Number>},
    {&SlowStateOf<Number>::LM, pull_of_LM<Number>}, {&SlowStateOf<Number>::F, pull_of_F<Number>},
    {&SlowStateOf<Number>::T, pull_of_T<Number>},   {&SlowStateOf<Number>::W, pull_of_W<Number>},
    {&SlowStateOf<Number>::V, pull_of_V<Number>},   {&SlowStateOf<Number>::L, pull_of_L<Number>},
    {&SlowStateOf<Number>::N, pull_of_N<Number>},   {&SlowStateOf<Number>::R, pull_of_R<Number>},
    {&SlowStateOf<Number>::Q, pull_of_Q<Number>},   {&SlowStateOf<Number>::G, pull_of_G<Number>},
    {&SlowStateOf<Number>::S, pull_of_S<Number>},   {&SlowStateOf<Number>::P, pull_of_P<Number>},
    {&SlowStateOf<Number>::U, pull_of_U<Number>},   {&SlowStateOf<Number>::X, pull_of_X<Number>},
    {&SlowStateOf<Number>::C, pull_of_C<Number>},   {&SlowStateOf<Number>::i1, pull_of_i1<Number>},
    {&SlowStateOf<Number>::i2, pull_of_i2<Number>},
});
inline constexpr const auto& kPulledStates = kPulledStatesOf<double>;

}  // namespace sinew::model
