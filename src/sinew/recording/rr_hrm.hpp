// Polar HRM: "[Params]" with version, mode and date, "[HRData]" with one interval a line when the monitor recorded beats.
#pragma once

#include <sinew/recording/rr_intervals.hpp>

#include <string>
#include <string_view>

namespace sinew::recording {

/// Intervals of a recording made beat by beat (Interval=238), ms. Date and time of the file are the monitor's local time
/// and become a remark, not a moment.
/// @errors bad_input: no [HRData]; a recording of heart rates every few seconds, which holds no beats; a bad line
/// @source docs/methods/rr-files.md
[[nodiscard]] Checked<RawIntervals> read_rr_hrm(std::string_view text, const std::string& name,
                                                const RrReading& how);

}  // namespace sinew::recording
