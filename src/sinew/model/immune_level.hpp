// Immune tone: chronic inflammation.
#pragma once

#include <sinew/model/moment.hpp>

namespace sinew::model {

template <class Number>
[[nodiscard]] constexpr PullOf<Number> pull_of_N(const MomentOf<Number>& m) noexcept {
    const ParametersOf<Number>& p = m.p;
    return {p.g_NE * m.day.E_x - p.g_NA * m.drive.E_A - p.g_NR * m.drive.E_R -
                p.g_NM * m.drive.E_M + p.g_NF * m.drive.Psi,
            p.tau_N};
}

}  // namespace sinew::model
