// The slow layer: one number a day and level. Symbols as in the specification (docs/methods/model.md). Over any number (number.hpp).
#pragma once

#include <array>
#include <string_view>

namespace sinew::model {

/// Defaults are the start of the specification: the day of last use of a daily user.
template <class Number>
struct SlowStateOf {
    /// Smoothed daily dose of aerobic, resistance, mind-body work, reference sessions/d.
    Number LA = Number(0), LR = Number(0), LM = Number(0);
    Number F = Number(0);                   ///< accumulated load, reference session-days
    Number T = Number(0.8);                 ///< dependence: adapted level of agonist drive, 0-1
    Number W = Number(0);                   ///< withdrawal, 0 to 0.9 k_W
    Number V = Number(0);                   ///< trait vagal tone, ln(RMSSD / RMSSD0)
    Number L = Number(0.3);                 ///< allostatic load; 0 = unloaded, 1 = full stress
    Number N = Number(0.5);                 ///< chronic inflammation, SD
    Number R = Number(0.85);                ///< striatal D2/D3 availability / healthy
    Number Q = Number(0);                   ///< plasticity, SMD
    Number G = Number(1);                   ///< VO2max / VO2max0
    Number S = Number(1);                   ///< strength / 1RM0
    Number P = Number(-0.8);                ///< prefrontal inhibitory control, SD
    Number U = Number(0.8);                 ///< sleep disturbance, SD
    Number X = Number(0.8);                 ///< negative affect, SD
    Number C = Number(0.8);                 ///< tonic craving, logit of VAS/100
    Number i1 = Number(1), i2 = Number(1);  ///< incubation pair
    Number H = Number(0);                   ///< integrated lapse hazard, before frailty
    Number D = Number(0);                   ///< integrated drop-out hazard
    Number t_rec = Number(0);               ///< recovery clock, d
};
using SlowState = SlowStateOf<double>;

template <class Number>
struct StateNameOf {
    std::string_view symbol;
    Number SlowStateOf<Number>::*member;
};
using StateName = StateNameOf<double>;

template <class Number>
inline constexpr auto kStateNamesOf = std::to_array<StateNameOf<Number>>({
    {"LA", &SlowStateOf<Number>::LA}, {"LR", &SlowStateOf<Number>::LR},
    {"LM", &SlowStateOf<Number>::LM}, {"F", &SlowStateOf<Number>::F},
    {"T", &SlowStateOf<Number>::T},   {"W", &SlowStateOf<Number>::W},
    {"V", &SlowStateOf<Number>::V},   {"L", &SlowStateOf<Number>::L},
    {"N", &SlowStateOf<Number>::N},   {"R", &SlowStateOf<Number>::R},
    {"Q", &SlowStateOf<Number>::Q},   {"G", &SlowStateOf<Number>::G},
    {"S", &SlowStateOf<Number>::S},   {"P", &SlowStateOf<Number>::P},
    {"U", &SlowStateOf<Number>::U},   {"X", &SlowStateOf<Number>::X},
    {"C", &SlowStateOf<Number>::C},   {"i1", &SlowStateOf<Number>::i1},
    {"i2", &SlowStateOf<Number>::i2}, {"H", &SlowStateOf<Number>::H},
    {"D", &SlowStateOf<Number>::D},   {"t_rec", &SlowStateOf<Number>::t_rec},
});
inline constexpr const auto& kStateNames = kStateNamesOf<double>;

[[nodiscard]] constexpr bool operator==(const SlowState& a, const SlowState& b) noexcept {
    for (const StateName& name : kStateNames)
        if (a.*name.member != b.*name.member) return false;
    return true;
}

/// The same state in another number. @pre Number can be made from a double
template <class Number>
[[nodiscard]] constexpr SlowStateOf<Number> state_in(const SlowState& state) {
    SlowStateOf<Number> made;
    for (std::size_t i = 0; i < kStateNames.size(); ++i)
        made.*kStateNamesOf<Number>[i].member = Number(state.*kStateNames[i].member);
    return made;
}

/// Nothing when no state has this symbol.
[[nodiscard]] constexpr double SlowState::*state_named(std::string_view symbol) noexcept {
    for (const StateName& name : kStateNames)
        if (name.symbol == symbol) return name.member;
    return nullptr;
}

}  // namespace sinew::model
