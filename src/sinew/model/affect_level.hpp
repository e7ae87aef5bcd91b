// Negative affect.
#pragma once

#include <sinew/model/moment.hpp>

namespace sinew::model {

template <class Number>
[[nodiscard]] constexpr PullOf<Number> pull_of_X(const MomentOf<Number>& m) noexcept {
    const ParametersOf<Number>& p = m.p;
    return {p.X_0 + p.g_XW * m.x.W + p.g_XL * m.x.L + p.g_XN * m.x.N + p.g_XU * m.x.U +
                p.g_XR * (Number(1) - m.x.R) - p.g_XE * m.drive.E_X - p.g_XM * m.drive.E_M +
                p.g_XF * m.drive.Psi,
            p.tau_X};
}

}  // namespace sinew::model
