// Beats of a FIT file: the intervals of its messages `hrv`, as the reader of activities gathers them.
#pragma once

#include <sinew/base/calendar.hpp>
#include <sinew/recording/rr_intervals.hpp>

#include <string>
#include <string_view>

namespace sinew::recording {

/// A timer that stood still, and an interval of 0, are gaps. Damage in the file becomes remarks.
/// @param now  times more than a day after it are not believed
/// @errors bad_input: no FIT file, no activity, or one without intervals
/// @source docs/methods/rr-files.md
[[nodiscard]] Checked<RawIntervals> read_rr_fit(std::string_view bytes, const std::string& name,
                                                Instant now);

}  // namespace sinew::recording
