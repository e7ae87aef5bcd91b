// Beats in EDF and EDF+: notes that mark each beat, or a channel of intervals that is zero between them.
#pragma once

#include <sinew/recording/rr_intervals.hpp>

#include <string>
#include <string_view>

namespace sinew::recording {

/// Read are (1) EDF+ annotations whose text marks a beat (R, N, QRS, "R-peak", "beat" and a few more): intervals are the
/// differences of their onsets, and a place where EDF+D records lie apart is a gap; (2) a channel called RR, RRI, IBI or
/// the like in ms or s whose samples are 0 except where an interval ends. Nothing else is: an electrocardiogram is not
/// searched for beats, and an evenly sampled curve of intervals is refused, for it is not a series of beats.
/// @errors bad_input: header broken, neither of the two is there, a curve instead of beats
/// @source docs/methods/rr-files.md
[[nodiscard]] Checked<RawIntervals> read_rr_edf(std::string_view bytes, const std::string& name);

}  // namespace sinew::recording
