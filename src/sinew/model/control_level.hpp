// Prefrontal inhibitory control.
#pragma once

#include <cmath>
#include <sinew/model/moment.hpp>

namespace sinew::model {

[[nodiscard]] inline Pull pull_of_P(const Moment& m) noexcept {
    const Parameters& p = m.p;
    return {-p.P_def * std::exp(-m.x.t_rec / p.tau_Prec) + p.g_PQ * m.x.Q + p.g_PG * (m.x.G - 1) +
                p.g_PM * m.drive.E_M + p.g_PV * m.x.V - p.g_PU * m.x.U - p.g_PW * m.x.W,
            p.tau_P};
}

}  // namespace sinew::model
