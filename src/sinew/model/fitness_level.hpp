// Fitness: aerobic capacity and strength.
#pragma once

#include <sinew/model/moment.hpp>

namespace sinew::model {

template <class Number>
[[nodiscard]] constexpr PullOf<Number> pull_of_G(const MomentOf<Number>& m) noexcept {
    return {Number(1) + m.p.ga_A * m.drive.E_A + m.p.ga_R * m.drive.E_R, m.p.tau_G};
}
template <class Number>
[[nodiscard]] constexpr PullOf<Number> pull_of_S(const MomentOf<Number>& m) noexcept {
    const ParametersOf<Number>& p = m.p;
    return {Number(1) + p.gs_R * m.drive.E_R + p.gs_A * m.drive.E_A + p.gs_M * m.drive.E_M,
            p.tau_S};
}

}  // namespace sinew::model
