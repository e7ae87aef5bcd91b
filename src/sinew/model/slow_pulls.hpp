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
struct PulledState {
    double SlowState::*member;
    Pull (*pull)(const Moment&) noexcept;
};

/// States 1-19 of the specification. Hazards and the recovery clock have no target.
inline constexpr auto kPulledStates = std::to_array<PulledState>({
    {&SlowState::LA, pull_of_LA}, {&SlowState::LR, pull_of_LR}, {&SlowState::LM, pull_of_LM},
    {&SlowState::F, pull_of_F},   {&SlowState::T, pull_of_T},   {&SlowState::W, pull_of_W},
    {&SlowState::V, pull_of_V},   {&SlowState::L, pull_of_L},   {&SlowState::N, pull_of_N},
    {&SlowState::R, pull_of_R},   {&SlowState::Q, pull_of_Q},   {&SlowState::G, pull_of_G},
    {&SlowState::S, pull_of_S},   {&SlowState::P, pull_of_P},   {&SlowState::U, pull_of_U},
    {&SlowState::X, pull_of_X},   {&SlowState::C, pull_of_C},   {&SlowState::i1, pull_of_i1},
    {&SlowState::i2, pull_of_i2},
});

}  // namespace sinew::model
