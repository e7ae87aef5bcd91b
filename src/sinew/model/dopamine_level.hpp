// Dopamine: striatal D2/D3 availability recovers in abstinence, sooner with training, and is lost under use.
#pragma once

#include <sinew/model/moment.hpp>

namespace sinew::model {

[[nodiscard]] inline Pull pull_of_R(const Moment& m) noexcept {
    if (m.day.E_x > 0) return {1 - m.p.d_R, m.p.tau_Ruse};
    return {1, m.p.tau_R / (1 + m.p.g_R * m.drive.E_X)};
}

}  // namespace sinew::model
