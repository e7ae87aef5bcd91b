// What is read off a fitted top: coefficients with tests, components with standard errors, criteria. Inside the room only.
#pragma once

#include <sinew/multilevel/climb.hpp>

namespace sinew::multilevel {

/// Everything of MixedFit but its convergence and the warnings of the climb.
/// @errors bad_input  a tested column that is not there
[[nodiscard]] Result<MixedFit> tables_of(const MixedModel& model, const Layout& layout,
                                         const Climb& top, const FitSettings& settings);

/// Fills stat, pval and intervals of `b` with `se`; degrees of each coefficient, infinite for z.
void test_coefficients(MixedFit& fit, const std::vector<double>& degrees);

}  // namespace sinew::multilevel
