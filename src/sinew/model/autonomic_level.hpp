// Autonomic balance: trait vagal tone.
#pragma once

#include <sinew/model/moment.hpp>

namespace sinew::model {

template <class Number>
[[nodiscard]] constexpr PullOf<Number> pull_of_V(const MomentOf<Number>& m) noexcept {
    const ParametersOf<Number>& p = m.p;
    return {p.g_VA * m.drive.E_A + p.g_VR * m.drive.E_R + p.g_VM * m.drive.E_M * m.day.B -
                p.g_VW * m.x.W - p.g_VL * m.x.L - p.g_VF * m.drive.Psi,
            p.tau_V};
}

}  // namespace sinew::model
