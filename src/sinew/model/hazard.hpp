// Hazards of lapse and of dropping out, per day, and the shares that are still free of them.
#pragma once

#include <sinew/model/craving_level.hpp>

namespace sinew::model {

struct Hazards {
    double lapse = 0;    ///< per day, before frailty
    double dropout = 0;  ///< per day
};

/// From the state at one instant, the setting and the medication of that day.
/// @source docs/methods/model.md (section 6.4)
[[nodiscard]] inline Hazards hazards_at(const SlowState& x, const DayInputs& day, double Psi,
                                        const Parameters& p) noexcept {
    const double cue = vas_of(x.C + cue_gain(x, p));
    Hazards hazards;
    hazards.lapse = p.lam_0 * day.A_v *
                    std::exp(p.beta_C * (cue - 50) / 10 - p.beta_P * x.P + p.beta_X * x.X -
                             p.beta_mu * day.E_m);
    hazards.dropout = p.dlt_0 * std::exp(p.d_Psi * Psi + p.d_X * x.X);
    return hazards;
}

/// Share of a population whose gamma frailty has variance theta_f; without frailty (theta_f = 0) exp(-H).
[[nodiscard]] inline double free_of_lapse(double H, const Parameters& p) noexcept {
    return p.theta_f > 0 ? std::pow(1 + p.theta_f * H, -1 / p.theta_f) : std::exp(-H);
}
[[nodiscard]] inline double still_in_programme(double D) noexcept { return std::exp(-D); }

}  // namespace sinew::model
