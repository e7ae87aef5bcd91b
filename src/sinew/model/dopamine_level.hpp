// Dopamine: striatal D2/D3 availability recovers in abstinence, sooner with training, and is lost under use.
#pragma once

#include <sinew/model/moment.hpp>

namespace sinew::model {

template <class Number>
[[nodiscard]] constexpr PullOf<Number> pull_of_R(const MomentOf<Number>& m) noexcept {
    const auto used = m.day.E_x > Number(0);
    return {select(used, Number(1) - m.p.d_R, Number(1)),
            select(used, m.p.tau_Ruse, m.p.tau_R / (Number(1) + m.p.g_R * m.drive.E_X))};
}

}  // namespace sinew::model
