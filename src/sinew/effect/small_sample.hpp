// The factor that takes the small-sample bias out of a standardised difference.
#pragma once

namespace sinew::effect {

/// J(m) = Gamma(m/2) / (sqrt(m/2) Gamma((m-1)/2)), to a few parts in 1e15. NaN unless m > 1.
/// @param degrees  of freedom of the standard deviation, a real number
/// @source hedges1981
[[nodiscard]] double exact_j(double degrees) noexcept;

/// 1 - 3 / (4 m - 1): within 0.001 of the exact one from m = 9 on. NaN unless m > 1. @source hedges1981
[[nodiscard]] double approximate_j(double degrees) noexcept;

}  // namespace sinew::effect
