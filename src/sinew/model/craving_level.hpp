// Craving: the tonic level, and what a cue adds to it, which incubates in abstinence.
#pragma once

#include <cmath>
#include <sinew/model/moment.hpp>

namespace sinew::model {

template <class Number>
[[nodiscard]] constexpr PullOf<Number> pull_of_C(const MomentOf<Number>& m) noexcept {
    const ParametersOf<Number>& p = m.p;
    return {p.c_0 + p.g_CW * m.x.W + p.g_CX * m.x.X + p.g_CU * m.x.U +
                p.g_CR * (Number(1) - m.x.R) - p.g_CP * m.x.P - p.g_CE * m.drive.E_X -
                p.g_CM * m.drive.E_M - p.g_Cmu * m.day.E_m + p.g_CF * m.drive.Psi,
            p.tau_C};
}
template <class Number>
[[nodiscard]] constexpr PullOf<Number> pull_of_i1(const MomentOf<Number>& m) noexcept {
    return {Number(0), m.p.t_K1};
}
template <class Number>
[[nodiscard]] constexpr PullOf<Number> pull_of_i2(const MomentOf<Number>& m) noexcept {
    return {Number(0), m.p.t_K2};
}

/// One over the largest difference of the two decays, so that a_K is the rise at its peak. @pre t_K1 < t_K2
template <class Number>
[[nodiscard]] constexpr Number incubation_norm(const ParametersOf<Number>& p) noexcept {
    using std::exp, std::log;
    const Number peak = log(p.t_K2 / p.t_K1) / (Number(1) / p.t_K1 - Number(1) / p.t_K2);
    return Number(1) / (exp(-peak / p.t_K2) - exp(-peak / p.t_K1));
}
/// What a cue adds to craving, logit.
template <class Number>
[[nodiscard]] constexpr Number cue_gain(const SlowStateOf<Number>& x,
                                        const ParametersOf<Number>& p) noexcept {
    return p.K_0 * (Number(1) + p.a_K * incubation_norm(p) * (x.i2 - x.i1));
}
/// A visual analogue scale from 0 to 100 of a craving in logits.
template <class Number>
[[nodiscard]] constexpr Number vas_of(const Number& logit) noexcept {
    using std::exp;
    return Number(100) / (Number(1) + exp(-logit));
}

}  // namespace sinew::model
