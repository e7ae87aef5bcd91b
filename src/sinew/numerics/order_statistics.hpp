// Medians and quantiles.
#pragma once

#include <span>

namespace sinew::numerics {

/// The middle value, or the mean of the two middle ones. Reorders `values`. NaN when there are none.
[[nodiscard]] double median_of(std::span<double> values) noexcept;

/// The quantile at `p` in [0, 1] by linear interpolation between order statistics (Hyndman and Fan's type 7, the
/// default of R and NumPy). Reorders `values`. NaN when there are none.
[[nodiscard]] double quantile_of(std::span<double> values, double p) noexcept;

/// Median of the absolute distances from the median, not scaled. Overwrites `values`. NaN when there are none.
[[nodiscard]] double median_absolute_deviation(std::span<double> values) noexcept;

}  // namespace sinew::numerics
