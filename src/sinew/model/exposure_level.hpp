// Exposure: dependence follows the agonist drive; withdrawal is the gap between them.
#pragma once

#include <sinew/model/moment.hpp>

namespace sinew::model {

[[nodiscard]] inline Pull pull_of_T(const Moment& m) noexcept {
    return {m.day.E(), m.day.E() > m.x.T ? m.p.tau_Ton : m.p.tau_Toff};
}
[[nodiscard]] inline Pull pull_of_W(const Moment& m) noexcept {
    return {m.p.k_W * std::max(0.0, m.x.T - m.day.E() - m.p.theta_W), m.p.tau_W};
}

}  // namespace sinew::model
