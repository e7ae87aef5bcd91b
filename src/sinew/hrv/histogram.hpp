// Indices of the shape of the histogram of intervals. @source task_force_1996
#pragma once

#include <optional>
#include <span>

namespace sinew::hrv {

struct HistogramShape {
    double triangular_index =
        0;  ///< intervals / height of the highest bin; the first of several equal ones
    std::optional<double> tinn_ms;  ///< absent when all intervals are in one bin
};

/// Bins of `bin_ms` from 0 upwards. The triangle of TINN stands on N and M, has its tip over the highest bin, and the
/// least sum of squared distances from the histogram; N and M are bin edges.
/// @param nn_ms  not empty
[[nodiscard]] HistogramShape histogram_shape(std::span<const double> nn_ms, double bin_ms);

}  // namespace sinew::hrv
