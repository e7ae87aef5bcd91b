// Craving: the tonic level, and what a cue adds to it, which incubates in abstinence.
#pragma once

#include <cmath>
#include <sinew/model/moment.hpp>

namespace sinew::model {

[[nodiscard]] inline Pull pull_of_C(const Moment& m) noexcept {
    const Parameters& p = m.p;
    return {p.c_0 + p.g_CW * m.x.W + p.g_CX * m.x.X + p.g_CU * m.x.U + p.g_CR * (1 - m.x.R) -
                p.g_CP * m.x.P - p.g_CE * m.drive.E_X - p.g_CM * m.drive.E_M - p.g_Cmu * m.day.E_m +
                p.g_CF * m.drive.Psi,
            p.tau_C};
}
[[nodiscard]] inline Pull pull_of_i1(const Moment& m) noexcept { return {0, m.p.t_K1}; }
[[nodiscard]] inline Pull pull_of_i2(const Moment& m) noexcept { return {0, m.p.t_K2}; }

/// One over the largest difference of the two decays, so that a_K is the rise at its peak. @pre t_K1 < t_K2
[[nodiscard]] inline double incubation_norm(const Parameters& p) noexcept {
    const double peak = std::log(p.t_K2 / p.t_K1) / (1 / p.t_K1 - 1 / p.t_K2);
    return 1 / (std::exp(-peak / p.t_K2) - std::exp(-peak / p.t_K1));
}
/// What a cue adds to craving, logit.
[[nodiscard]] inline double cue_gain(const SlowState& x, const Parameters& p) noexcept {
    return p.K_0 * (1 + p.a_K * incubation_norm(p) * (x.i2 - x.i1));
}
/// A visual analogue scale from 0 to 100 of a craving in logits.
[[nodiscard]] inline double vas_of(double logit) noexcept { return 100 / (1 + std::exp(-logit)); }

}  // namespace sinew::model
