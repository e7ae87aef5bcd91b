// Beats of a FIT file: its messages `hrv`, which hold intervals in 1/1000 s as they came.
#pragma once

#include <sinew/recording/rr_intervals.hpp>

#include <string>
#include <string_view>

namespace sinew::recording {

/// A timer that is stopped and started again is a gap; so is an interval marked invalid between valid ones only when the
/// device says nothing in its place (0). Damage in the file becomes remarks.
/// @errors bad_input: no FIT file, or one without intervals
/// @source docs/methods/rr-files.md
[[nodiscard]] Checked<RawIntervals> read_rr_fit(std::string_view bytes, const std::string& name);

}  // namespace sinew::recording
