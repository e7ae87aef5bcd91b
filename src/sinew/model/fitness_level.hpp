// Fitness: aerobic capacity and strength.
#pragma once

#include <sinew/model/moment.hpp>

namespace sinew::model {

[[nodiscard]] inline Pull pull_of_G(const Moment& m) noexcept {
    return {1 + m.p.ga_A * m.drive.E_A + m.p.ga_R * m.drive.E_R, m.p.tau_G};
}
[[nodiscard]] inline Pull pull_of_S(const Moment& m) noexcept {
    const Parameters& p = m.p;
    return {1 + p.gs_R * m.drive.E_R + p.gs_A * m.drive.E_A + p.gs_M * m.drive.E_M, p.tau_S};
}

}  // namespace sinew::model
