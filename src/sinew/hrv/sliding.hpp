// How the indices change along a long recording.
#pragma once

#include <sinew/hrv/analysis.hpp>

#include <vector>

namespace sinew::hrv {

struct SlidingSettings {
    double window_s = 300;
    double step_s = 60;
};

/// One window. Time runs with the recorded intervals; what was lost in a gap is not in it.
struct Window {
    double start_s = 0, end_s = 0;
    std::size_t first_recorded = 0;    ///< the first recorded interval that ends inside
    std::optional<Analysis> analysis;  ///< absent when there are fewer than three normal beats
};

/// Cleans the recording once, then analyses each whole window by itself, its quality from its own beats.
/// @errors as analyse; out_of_range: a step or window that is no length of time, more than 100,000 windows
[[nodiscard]] Result<std::vector<Window>> analyse_windows(const domain::RrSeries& series,
                                                          const Settings& settings,
                                                          const SlidingSettings& sliding);

}  // namespace sinew::hrv
