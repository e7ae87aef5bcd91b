// One group: before and after, a mean, events of people, events of person-time.
#pragma once

#include <sinew/effect/estimate.hpp>
#include <sinew/effect/measure_settings.hpp>

namespace sinew::effect {

/// 1 is after, 2 is before (metafor's order); r is the correlation of the two measurements.
struct BeforeAfter {
    double n = 0, mean1 = 0, mean2 = 0, sd1 = 0, sd2 = 0, r = 0;
};

/// The SD of differences between two measurements that correlate by r.
[[nodiscard]] double sd_of_change(double sd1, double sd2, double r) noexcept;

/// Measures: MC SMCC SMCR ROMC. SMCR divides by sd1, as metafor does.
/// @source becker1988, morris2008
[[nodiscard]] Estimate from_before_after(Measure measure, const BeforeAfter& group,
                                         const MeasureSettings& settings = {}) noexcept;

/// Measure: MN.
[[nodiscard]] Estimate from_mean(double n, double mean, double sd) noexcept;

/// Events among n people, after the correction for nothing. Measures: PR PLN PLO PAS PFT.
/// @source freeman1950 (PFT)
[[nodiscard]] Estimate from_events(Measure measure, double events, double others,
                                   const MeasureSettings& settings = {}) noexcept;

/// Events over person-time, likewise. Measures: IR IRLN IRS IRFT.
[[nodiscard]] Estimate from_rate(Measure measure, double events, double time) noexcept;

}  // namespace sinew::effect
