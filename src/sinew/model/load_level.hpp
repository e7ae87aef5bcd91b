// Load: smoothed doses of training, and the fatigue they leave.
#pragma once

#include <sinew/model/moment.hpp>

namespace sinew::model {

template <class Number>
[[nodiscard]] constexpr PullOf<Number> pull_of_LA(const MomentOf<Number>& m) noexcept {
    return {m.day.dose_A, m.p.tau_Lam};
}
template <class Number>
[[nodiscard]] constexpr PullOf<Number> pull_of_LR(const MomentOf<Number>& m) noexcept {
    return {m.day.dose_R, m.p.tau_Lam};
}
template <class Number>
[[nodiscard]] constexpr PullOf<Number> pull_of_LM(const MomentOf<Number>& m) noexcept {
    return {m.day.dose_M, m.p.tau_Lam};
}

/// Fatigue-producing dose of a day, reference sessions.
template <class Number>
[[nodiscard]] constexpr Number fatiguing_dose(const DayInputsOf<Number>& day,
                                              const ParametersOf<Number>& p) noexcept {
    return day.dose_A + day.dose_R + p.w_M * day.dose_M;
}
/// A leaky sum of the fatiguing doses.
template <class Number>
[[nodiscard]] constexpr PullOf<Number> pull_of_F(const MomentOf<Number>& m) noexcept {
    return {fatiguing_dose(m.day, m.p) * m.p.tau_F, m.p.tau_F};
}

}  // namespace sinew::model
