// Plasticity: resting BDNF.
#pragma once

#include <sinew/model/moment.hpp>

namespace sinew::model {

template <class Number>
[[nodiscard]] constexpr PullOf<Number> pull_of_Q(const MomentOf<Number>& m) noexcept {
    const ParametersOf<Number>& p = m.p;
    return {p.g_QA * m.drive.E_A + p.g_QR * m.drive.E_R + p.g_QM * m.drive.E_M, p.tau_Q};
}

}  // namespace sinew::model
