// Shape, regularity and scaling of a series of intervals.
#pragma once

#include <cstddef>
#include <optional>

namespace sinew::hrv {

/// The cloud of (interval, next interval). @source brennan2001
struct Poincare {
    double sd1_ms = 0;            ///< across the diagonal
    double sd2_ms = 0;            ///< along it
    std::optional<double> ratio;  ///< SD1 / SD2
    double ellipse_area_ms2 = 0;  ///< pi x SD1 x SD2
};

struct Nonlinear {
    std::optional<Poincare> poincare;
    std::optional<double> sample_entropy;  ///< absent when no template of m+1 beats matches
    std::optional<double> approximate_entropy;
    double tolerance_ms = 0;               ///< r x SD that both entropies used
    std::optional<double> alpha1, alpha2;  ///< DFA over short and long windows
    std::optional<double> correlation_dimension;
};

}  // namespace sinew::hrv
