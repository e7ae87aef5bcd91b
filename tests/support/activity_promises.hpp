// What every activity that a reader gives must keep, whatever the bytes were.
#pragma once

#include <sinew/base/ensure.hpp>
#include <sinew/base/text.hpp>
#include <sinew/domain/activity.hpp>

#include <cmath>
#include <string>

namespace sinew::test {

inline bool finite_and_within(const std::optional<double>& value, double lowest, double highest) {
    return !value || (std::isfinite(*value) && *value >= lowest && *value <= highest);
}

inline void ensure_promises(const domain::RecordedActivity& activity) {
    double before_s = 0;
    for (const auto& sample : activity.samples) {
        SINEW_ENSURE(std::isfinite(sample.t_s) && sample.t_s >= before_s, "times never fall");
        before_s = sample.t_s;
        SINEW_ENSURE(finite_and_within(sample.heart_bpm, 20, 240),
                     "heart rates are inside their bounds");
        SINEW_ENSURE(finite_and_within(sample.speed_m_s, 0, 100), "speeds are inside their bounds");
        SINEW_ENSURE(finite_and_within(sample.distance_m, 0, 1e9),
                     "distances are inside their bounds");
        SINEW_ENSURE(finite_and_within(sample.power_w, 0, 5000), "powers are inside their bounds");
        SINEW_ENSURE(finite_and_within(sample.cadence_rpm, 0, 300),
                     "cadences are inside their bounds");
        SINEW_ENSURE(finite_and_within(sample.altitude_m, -1000, 20000),
                     "altitudes are inside their bounds");
    }
    SINEW_ENSURE(std::isfinite(activity.duration_s) && activity.duration_s >= 0,
                 "a duration is a duration");
    for (const auto& lap : activity.laps)
        SINEW_ENSURE(std::isfinite(lap.start_s) && lap.start_s >= 0 && lap.duration_s >= 0,
                     "laps lie in the recording");
    for (const auto& pause : activity.pauses)
        SINEW_ENSURE(pause.start_s >= 0 && pause.duration_s > 0, "pauses lie in the recording");
    for (const double rr : activity.beats.rr_ms)
        SINEW_ENSURE(std::isfinite(rr) && rr > 0, "an interval between beats is positive");
    std::size_t last_gap = 0;
    for (const std::size_t gap : activity.beats.gaps) {
        SINEW_ENSURE(gap > last_gap && gap < activity.beats.rr_ms.size(),
                     "gaps lie between beats, ascending");
        last_gap = gap;
    }
    for (const std::string* word : {&activity.sport, &activity.sub_sport, &activity.device})
        SINEW_ENSURE(valid_utf8(*word), "words can be shown");
    for (const std::string& remark : activity.remarks)
        SINEW_ENSURE(valid_utf8(remark), "remarks can be shown");
    SINEW_ENSURE(activity.intact || !activity.remarks.empty(), "damage is remarked");
    SINEW_ENSURE(activity.content_hash.size() == 64, "the content is named");
}

}  // namespace sinew::test
