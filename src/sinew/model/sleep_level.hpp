// Sleep disturbance.
#pragma once

#include <sinew/model/moment.hpp>

namespace sinew::model {

template <class Number>
[[nodiscard]] constexpr PullOf<Number> pull_of_U(const MomentOf<Number>& m) noexcept {
    const ParametersOf<Number>& p = m.p;
    return {p.U_0 + p.g_UW * m.x.W + p.g_UX * m.x.X + p.g_UL * m.x.L - p.g_UE * m.drive.E_T,
            p.tau_U};
}

}  // namespace sinew::model
