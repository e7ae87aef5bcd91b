// Dependence and withdrawal under a constant drive, exactly.
#pragma once

#include <sinew/model/parameters.hpp>

namespace sinew::model {

struct WithdrawalPair {
    double T = 0, W = 0;
};

/// T and W after `days` under the agonist drive E. @pre days >= 0
/// @source docs/methods/model.md (section 6.3b)
[[nodiscard]] WithdrawalPair after(const WithdrawalPair& start, double E, double days,
                                   const Parameters& parameters) noexcept;

/// When the gap between dependence and drive closes, in days from now; infinite when it does not, 0 when it is closed.
[[nodiscard]] double gap_closes_after(double T, double E, const Parameters& parameters) noexcept;

}  // namespace sinew::model
