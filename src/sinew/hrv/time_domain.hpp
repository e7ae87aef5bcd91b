// Indices of normal-to-normal intervals as they follow each other. @source task_force_1996, shaffer2017
#pragma once

#include <sinew/hrv/settings.hpp>

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace sinew::hrv {

/// Absent = not defined for these beats; never zero in its place.
struct TimeDomain {
    std::size_t beats = 0;        ///< intervals
    std::size_t differences = 0;  ///< successive ones, none across a break
    double duration_s = 0;        ///< sum of the intervals
    double mean_rr_ms = 0, median_rr_ms = 0, shortest_rr_ms = 0, longest_rr_ms = 0;
    double mean_hr_bpm = 0;                               ///< 60000 / mean_rr_ms
    std::optional<double> lowest_hr_bpm, highest_hr_bpm;  ///< means of settings.rate_beats beats
    std::optional<double> sdnn_ms;                        ///< divisor n-1; two beats or more
    std::optional<double> cvnn;                           ///< SDNN / mean RR
    std::optional<double> rmssd_ms, ln_rmssd;             ///< ln absent when RMSSD is 0
    std::optional<double> sdsd_ms;                        ///< divisor n-1
    std::optional<double> cvsd;                           ///< RMSSD / mean RR
    std::size_t nn50 = 0, nn20 = 0;                       ///< differences above 50 and 20 ms
    std::optional<double> pnn50_pct, pnn20_pct;           ///< of the differences
    /// From whole segments of settings.segment_s: SD of their means, mean of their SDs. Two segments or more.
    std::optional<double> sdann_ms, sdnn_index_ms;
    std::optional<double> triangular_index;  ///< beats / height of the histogram's highest bin
    std::optional<double> tinn_ms;           ///< base of the triangle that fits the histogram best
};

/// @param nn_ms   finite, above zero; may be empty: then all is zero or absent
/// @param breaks  places that no difference is taken across, ascending
[[nodiscard]] TimeDomain time_domain(std::span<const double> nn_ms,
                                     std::span<const std::size_t> breaks,
                                     const TimeSettings& settings);

}  // namespace sinew::hrv
