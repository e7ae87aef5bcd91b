// Prefrontal inhibitory control.
#pragma once

#include <cmath>
#include <sinew/model/moment.hpp>

namespace sinew::model {

template <class Number>
[[nodiscard]] constexpr PullOf<Number> pull_of_P(const MomentOf<Number>& m) noexcept {
    using std::exp;
    const ParametersOf<Number>& p = m.p;
    return {-p.P_def * exp(-m.x.t_rec / p.tau_Prec) + p.g_PQ * m.x.Q +
                p.g_PG * (m.x.G - Number(1)) + p.g_PM * m.drive.E_M + p.g_PV * m.x.V -
                p.g_PU * m.x.U - p.g_PW * m.x.W,
            p.tau_P};
}

}  // namespace sinew::model
