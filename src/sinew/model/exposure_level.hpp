// Exposure: dependence follows the agonist drive; withdrawal is the gap between them.
#pragma once

#include <sinew/model/moment.hpp>

namespace sinew::model {

template <class Number>
[[nodiscard]] constexpr PullOf<Number> pull_of_T(const MomentOf<Number>& m) noexcept {
    return {m.day.E(), select(m.day.E() > m.x.T, m.p.tau_Ton, m.p.tau_Toff)};
}
template <class Number>
[[nodiscard]] constexpr PullOf<Number> pull_of_W(const MomentOf<Number>& m) noexcept {
    return {m.p.k_W * max(Number(0), m.x.T - m.day.E() - m.p.theta_W), m.p.tau_W};
}

}  // namespace sinew::model
