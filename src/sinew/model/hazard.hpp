// Hazards of lapse and of dropping out, per day, and the shares that are still free of them.
#pragma once

#include <sinew/model/craving_level.hpp>

namespace sinew::model {

template <class Number>
struct HazardsOf {
    Number lapse = Number(0);    ///< per day, before frailty
    Number dropout = Number(0);  ///< per day
};
using Hazards = HazardsOf<double>;

/// From the state at one instant, the setting and the medication of that day.
/// @source docs/methods/model.md (section 6.4)
template <class Number>
[[nodiscard]] constexpr HazardsOf<Number> hazards_at(const SlowStateOf<Number>& x,
                                                     const DayInputsOf<Number>& day,
                                                     const std::type_identity_t<Number>& Psi,
                                                     const ParametersOf<Number>& p) noexcept {
    using std::exp;
    const Number cue = vas_of<Number>(x.C + cue_gain(x, p));
    HazardsOf<Number> hazards;
    hazards.lapse = p.lam_0 * day.A_v *
                    exp(p.beta_C * (cue - Number(50)) / Number(10) - p.beta_P * x.P +
                        p.beta_X * x.X - p.beta_mu * day.E_m);
    hazards.dropout = p.dlt_0 * exp(p.d_Psi * Psi + p.d_X * x.X);
    return hazards;
}

/// Share of a population whose gamma frailty has variance theta_f; without frailty (theta_f = 0) exp(-H).
template <class Number>
[[nodiscard]] constexpr Number free_of_lapse(const std::type_identity_t<Number>& H,
                                             const ParametersOf<Number>& p) noexcept {
    using std::exp, std::pow;
    return select(p.theta_f > Number(0), pow(Number(1) + p.theta_f * H, Number(-1) / p.theta_f),
                  exp(-H));
}
template <class Number>
[[nodiscard]] constexpr Number still_in_programme(const Number& D) noexcept {
    using std::exp;
    return exp(-D);
}

}  // namespace sinew::model
