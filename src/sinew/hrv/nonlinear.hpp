// Shape, regularity and scaling of a series of intervals.
#pragma once

#include <sinew/hrv/artefacts.hpp>
#include <sinew/hrv/template_matches.hpp>

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace sinew::hrv {

/// The cloud of (interval, next interval). @source brennan2001
struct Poincare {
    double sd1_ms = 0;            ///< across the diagonal; divisor pairs - 1
    double sd2_ms = 0;            ///< along it
    std::optional<double> ratio;  ///< SD1 / SD2
    double ellipse_area_ms2 = 0;  ///< pi x SD1 x SD2
};

struct Nonlinear {
    std::optional<Poincare> poincare;      ///< of all pairs that follow each other
    std::optional<double> sample_entropy;  ///< absent when no pattern of m+1 beats comes back
    std::optional<double> approximate_entropy;
    double tolerance_ms = 0;  ///< r x SD that both entropies used; 0 when neither was computed
    std::optional<double> alpha1, alpha2;  ///< DFA over short and long windows
    std::optional<double> correlation_dimension;
};

/// Absent below two pairs.
[[nodiscard]] std::optional<Poincare> poincare_of(std::span<const double> nn_ms,
                                                  std::span<const Stretch> stretches);

/// ln(pairs of m / pairs of m+1), natural logarithm; absent when no longer pattern comes back. @source richman2000
[[nodiscard]] std::optional<double> sample_entropy(const MatchingPairs& pairs);

/// @source richman2000, pincus1991
struct Entropies {
    std::optional<double> sample;
    double approximate = 0;
};
[[nodiscard]] Entropies entropies_of(const TemplateMatches& matches);

/// from, from x 2^(1/steps), ..., rounded, each once, none above `to`.
[[nodiscard]] std::vector<std::size_t> window_sizes(std::size_t from, std::size_t to,
                                                    std::size_t steps_per_octave);

/// Running sums of the distances from the mean.
[[nodiscard]] std::vector<double> profile_of(std::span<const double> nn_ms);

/// Root mean square about the straight lines of windows of `size` intervals. Absent when no window fits or nothing fluctuates.
[[nodiscard]] std::optional<double> fluctuation_of(std::span<const double> profile,
                                                   std::size_t size);

/// Detrended fluctuation analysis: how the root mean square about straight lines grows with the window, as an exponent.
/// Whole windows from the start, none overlapping. Absent when nothing fluctuates. @source peng1994
[[nodiscard]] std::optional<double> scaling_exponent(std::span<const double> profile,
                                                     std::span<const std::size_t> sizes);

/// Takens' estimate of the correlation dimension from the nearest share of all pairs of points of `embedding` successive
/// intervals, by Euclidean distance; pairs at distance 0 do not count. Absent when there are too few. @source takens1985
[[nodiscard]] std::optional<double> correlation_dimension(std::span<const double> nn_ms,
                                                          std::size_t embedding,
                                                          double nearest_share);

}  // namespace sinew::hrv
