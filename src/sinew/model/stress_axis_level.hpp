// Stress axis: allostatic load.
#pragma once

#include <sinew/model/moment.hpp>

namespace sinew::model {

template <class Number>
[[nodiscard]] constexpr PullOf<Number> pull_of_L(const MomentOf<Number>& m) noexcept {
    const ParametersOf<Number>& p = m.p;
    return {p.k_Ls * m.day.stress + p.k_LW * m.x.W - p.k_LA * m.drive.E_A - p.k_LM * m.drive.E_M +
                p.k_LF * m.drive.Psi,
            p.tau_L};
}

}  // namespace sinew::model
