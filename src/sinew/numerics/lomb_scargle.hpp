// The normalised periodogram of values at uneven times. @source lomb1976, scargle1982
#pragma once

#include <sinew/numerics/fourier.hpp>

#include <cstddef>
#include <span>
#include <vector>

namespace sinew::numerics {

/// Lomb's periodogram at step_hz, 2 step_hz, ..., count step_hz: half the sum of two squared projections, each over its own
/// norm, about the time that makes sine and cosine orthogonal (as SciPy's `lombscargle` without its options). The sums are
/// the definition's to about 1e-11 of their largest: values are spread on an even grid by a Gaussian and transformed.
/// @param times_s  any order; `values` as many, their mean taken off by the caller
/// @source greengard2004
[[nodiscard]] std::vector<double> lomb_scargle(std::span<const double> times_s,
                                               std::span<const double> values, double step_hz,
                                               std::size_t count, FourierPlans& plans);

/// The definition, sine by sine: what the fast one is held against.
[[nodiscard]] std::vector<double> lomb_scargle_reference(std::span<const double> times_s,
                                                         std::span<const double> values,
                                                         double step_hz, std::size_t count);

}  // namespace sinew::numerics
