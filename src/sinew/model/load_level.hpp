// Load: smoothed doses of training, and the fatigue they leave.
#pragma once

#include <sinew/model/moment.hpp>

namespace sinew::model {

[[nodiscard]] inline Pull pull_of_LA(const Moment& m) noexcept {
    return {m.day.dose_A, m.p.tau_Lam};
}
[[nodiscard]] inline Pull pull_of_LR(const Moment& m) noexcept {
    return {m.day.dose_R, m.p.tau_Lam};
}
[[nodiscard]] inline Pull pull_of_LM(const Moment& m) noexcept {
    return {m.day.dose_M, m.p.tau_Lam};
}

/// Fatigue-producing dose of a day, reference sessions.
[[nodiscard]] inline double fatiguing_dose(const DayInputs& day, const Parameters& p) noexcept {
    return day.dose_A + day.dose_R + p.w_M * day.dose_M;
}
/// A leaky sum of the fatiguing doses.
[[nodiscard]] inline Pull pull_of_F(const Moment& m) noexcept {
    return {fatiguing_dose(m.day, m.p) * m.p.tau_F, m.p.tau_F};
}

}  // namespace sinew::model
