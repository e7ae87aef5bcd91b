// The slow layer: one number a day and level. Symbols as in the specification (docs/methods/model.md).
#pragma once

#include <array>
#include <string_view>

namespace sinew::model {

/// Defaults are the start of the specification: the day of last use of a daily user.
struct SlowState {
    double
        LA = 0,
        LR = 0,
        LM =
            0;  ///< smoothed daily dose of aerobic, resistance, mind-body work, reference sessions/d
    double F = 0;           ///< accumulated load, reference session-days
    double T = 0.8;         ///< dependence: adapted level of agonist drive, 0-1
    double W = 0;           ///< withdrawal, 0 to 0.9 k_W
    double V = 0;           ///< trait vagal tone, ln(RMSSD / RMSSD0)
    double L = 0.3;         ///< allostatic load; 0 = unloaded, 1 = full stress
    double N = 0.5;         ///< chronic inflammation, SD
    double R = 0.85;        ///< striatal D2/D3 availability / healthy
    double Q = 0;           ///< plasticity, SMD
    double G = 1;           ///< VO2max / VO2max0
    double S = 1;           ///< strength / 1RM0
    double P = -0.8;        ///< prefrontal inhibitory control, SD
    double U = 0.8;         ///< sleep disturbance, SD
    double X = 0.8;         ///< negative affect, SD
    double C = 0.8;         ///< tonic craving, logit of VAS/100
    double i1 = 1, i2 = 1;  ///< incubation pair
    double H = 0;           ///< integrated lapse hazard, before frailty
    double D = 0;           ///< integrated drop-out hazard
    double t_rec = 0;       ///< recovery clock, d

    friend bool operator==(const SlowState&, const SlowState&) = default;
};

struct StateName {
    std::string_view symbol;
    double SlowState::*member;
};

inline constexpr auto kStateNames = std::to_array<StateName>({
    {"LA", &SlowState::LA},       {"LR", &SlowState::LR}, {"LM", &SlowState::LM},
    {"F", &SlowState::F},         {"T", &SlowState::T},   {"W", &SlowState::W},
    {"V", &SlowState::V},         {"L", &SlowState::L},   {"N", &SlowState::N},
    {"R", &SlowState::R},         {"Q", &SlowState::Q},   {"G", &SlowState::G},
    {"S", &SlowState::S},         {"P", &SlowState::P},   {"U", &SlowState::U},
    {"X", &SlowState::X},         {"C", &SlowState::C},   {"i1", &SlowState::i1},
    {"i2", &SlowState::i2},       {"H", &SlowState::H},   {"D", &SlowState::D},
    {"t_rec", &SlowState::t_rec},
});

/// Nothing when no state has this symbol.
[[nodiscard]] constexpr double SlowState::*state_named(std::string_view symbol) noexcept {
    for (const StateName& name : kStateNames)
        if (name.symbol == symbol) return name.member;
    return nullptr;
}

}  // namespace sinew::model
