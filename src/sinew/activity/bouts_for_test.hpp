// Made bouts with answers that can be worked out on paper.
#pragma once

#include <sinew/activity/coverage.hpp>

#include <functional>

namespace sinew::activity {

/// One sample every `step_s` from `from_s` to `until_s`, both included.
inline void add_bout(domain::RecordedActivity& activity, double from_s, double until_s,
                     double step_s, const std::function<std::optional<double>(double)>& bpm) {
    for (double t_s = from_s; t_s <= until_s + 1e-9; t_s += step_s) {
        domain::ActivitySample sample;
        sample.t_s = t_s;
        sample.heart_bpm = bpm(t_s);
        activity.samples.push_back(sample);
    }
    activity.duration_s = activity.samples.back().t_s - activity.samples.front().t_s;
}

inline domain::RecordedActivity bout(double seconds,
                                     const std::function<std::optional<double>(double)>& bpm,
                                     double step_s = 1) {
    domain::RecordedActivity activity;
    add_bout(activity, 0, seconds, step_s, bpm);
    return activity;
}
inline domain::RecordedActivity steady(double minutes, double bpm, double step_s = 1) {
    return bout(
        minutes * 60, [bpm](double) { return bpm; }, step_s);
}

}  // namespace sinew::activity
