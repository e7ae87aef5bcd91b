// Two groups, each with its size, mean and standard deviation: differences, standardised differences, ratios.
#pragma once

#include <sinew/effect/estimate.hpp>
#include <sinew/effect/measure_settings.hpp>

namespace sinew::effect {

struct Group {
    double n = 0;  ///< people, at least 2
    double mean = 0;
    double sd = 0;  ///< above zero
};

/// The SD of both groups taken as one population's. @return in the units of the outcome
[[nodiscard]] double pooled_sd(const Group& one, const Group& other) noexcept;

/// First group less second. Measures: MD SMD SMDH ROM D2ORL D2ORN.
/// SMD is Hedges' g = J d; its variances are LS 1/n1 + 1/n2 + g^2/(2 N), LS2 J^2 (1/n1 + 1/n2 + d^2/(2 N)), UB (unbiased),
/// RevMan N/(n1 n2) + g^2/(2 (N - 3.94)).
/// @source hedges1981 (SMD), bonett2009 (SMDH), hedges1999 (ROM), chinn2000 (D2ORL)
[[nodiscard]] Estimate from_two_means(Measure measure, const Group& one, const Group& other,
                                      const MeasureSettings& settings = {}) noexcept;

/// The same from a standardised difference d that was not corrected, as t tests and F ratios give it: SMD D2ORL D2ORN.
[[nodiscard]] Estimate from_standardised(Measure measure, double d, double n1, double n2,
                                         const MeasureSettings& settings = {}) noexcept;

/// Both periods of a crossover: the same people, whose two measurements correlate by r. The estimate is that of parallel
/// groups; the variance allows for r. Measures: MD SMD ROM.
/// @source cochrane_handbook6 (23.2.7), elbourne2002
[[nodiscard]] Estimate from_crossover(Measure measure, const Group& one, const Group& other,
                                      double r, const MeasureSettings& settings = {}) noexcept;

}  // namespace sinew::effect
