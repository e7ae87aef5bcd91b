// Correlations as effects.
#pragma once

#include <sinew/effect/estimate.hpp>
#include <sinew/effect/measure_settings.hpp>

namespace sinew::effect {

/// Measures: COR ZCOR UCOR. Not defined (NaN) for fewer than four people, UCOR for fewer than five.
/// @param r  between -1 and 1
/// @source olkin1958 (UCOR: r times Gauss' hypergeometric function of 1 - r^2)
[[nodiscard]] Estimate from_correlation(Measure measure, double r, double n);

}  // namespace sinew::effect
