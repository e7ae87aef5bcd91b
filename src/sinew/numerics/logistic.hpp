// The logistic curve of many numbers by polynomials: no table, no branch, the same bits whatever the width of a register.
#pragma once

#include <sinew/numerics/register_width.hpp>

#include <span>

namespace sinew::numerics {

/// log(1 + e^z) and 1 / (1 + e^-z) of each z; NaN stays NaN. e^-708 stands for all that is smaller.
/// @pre    spans of one length; `width` not above the widest
/// @errors 3 ulp (tested against long double)
void logistic(std::span<const double> z, std::span<double> log_one_and_exp,
              std::span<double> chance, Width width = widest_lanes()) noexcept;

/// The sum of events z - n log(1 + e^z): a binomial log likelihood without its constant. Each z becomes its slope,
/// events - n / (1 + e^-z).
/// @pre  as above
[[nodiscard]] double binomial_slopes(std::span<const double> events, std::span<const double> n,
                                     std::span<double> z, Width width = widest_lanes()) noexcept;

}  // namespace sinew::numerics
