// What training and overload exert on the levels above, from the smoothed doses of the state.
#pragma once

#include <sinew/model/parameters.hpp>
#include <sinew/model/slow_state.hpp>

#include <algorithm>

namespace sinew::model {

struct Drives {
    double E_A = 0, E_R = 0, E_M = 0;  ///< training drive by modality, 0-1
    double E_T = 0;                    ///< of all training together
    double E_X = 0;                    ///< the larger of E_A and E_R
    double Psi = 0;                    ///< overload, 0 to Psi_max
};

/// Half of the drive at Lam50 reference sessions a day. @source docs/methods/model.md (section 5)
[[nodiscard]] inline double training_drive(double load, const Parameters& p) noexcept {
    return load / (load + p.Lam50);
}

[[nodiscard]] inline double overload(double F, const Parameters& p) noexcept {
    return std::min(p.Psi_max, std::max(0.0, F - p.F_crit) / p.F_crit);
}

[[nodiscard]] inline Drives drives_of(const SlowState& x, const Parameters& p) noexcept {
    Drives drives;
    drives.E_A = training_drive(x.LA, p);
    drives.E_R = training_drive(x.LR, p);
    drives.E_M = training_drive(x.LM, p);
    drives.E_T = training_drive(x.LA + x.LR + x.LM, p);
    drives.E_X = std::max(drives.E_A, drives.E_R);
    drives.Psi = overload(x.F, p);
    return drives;
}

}  // namespace sinew::model
