// What training and overload exert on the levels above, from the smoothed doses of the state.
#pragma once

#include <sinew/model/number.hpp>
#include <sinew/model/parameters.hpp>
#include <sinew/model/slow_state.hpp>

#include <type_traits>

namespace sinew::model {

template <class Number>
struct DrivesOf {
    Number E_A = Number(0), E_R = Number(0), E_M = Number(0);  ///< training drive by modality, 0-1
    Number E_T = Number(0);                                    ///< of all training together
    Number E_X = Number(0);                                    ///< the larger of E_A and E_R
    Number Psi = Number(0);                                    ///< overload, 0 to Psi_max
};
using Drives = DrivesOf<double>;

/// Half of the drive at Lam50 reference sessions a day. @source docs/methods/model.md (section 5)
template <class Number>
[[nodiscard]] constexpr Number training_drive(const std::type_identity_t<Number>& load,
                                              const ParametersOf<Number>& p) noexcept {
    return load / (load + p.Lam50);
}

template <class Number>
[[nodiscard]] constexpr Number overload(const std::type_identity_t<Number>& F,
                                        const ParametersOf<Number>& p) noexcept {
    return min(p.Psi_max, max(Number(0), F - p.F_crit) / p.F_crit);
}

template <class Number>
[[nodiscard]] constexpr DrivesOf<Number> drives_of(const SlowStateOf<Number>& x,
                                                   const ParametersOf<Number>& p) noexcept {
    DrivesOf<Number> drives;
    drives.E_A = training_drive(x.LA, p);
    drives.E_R = training_drive(x.LR, p);
    drives.E_M = training_drive(x.LM, p);
    drives.E_T = training_drive(x.LA + x.LR + x.LM, p);
    drives.E_X = max(drives.E_A, drives.E_R);
    drives.Psi = overload(x.F, p);
    return drives;
}

}  // namespace sinew::model
