#include <sinew/care/import_activity_use.hpp>

#include <algorithm>

namespace sinew::care {
namespace {

using Range = ActivitySummary::Range;

void take(std::optional<Range>& range, const std::optional<double>& value) {
    if (!value) return;
    if (!range) range = Range{0, *value, 0, *value};
    ++range->samples;
    range->lowest = std::min(range->lowest, *value);
    range->highest = std::max(range->highest, *value);
    range->mean += *value;  // the sum until settle()
}

void settle(std::optional<Range>& range) {
    if (range) range->mean /= static_cast<double>(range->samples);
}

}  // namespace

ActivitySummary summarise_activity(const domain::RecordedActivity& activity) {
    ActivitySummary summary;
    for (const domain::ActivitySample& sample : activity.samples) {
        take(summary.heart_bpm, sample.heart_bpm);
        take(summary.speed_m_s, sample.speed_m_s);
        take(summary.power_w, sample.power_w);
        take(summary.cadence_rpm, sample.cadence_rpm);
        take(summary.altitude_m, sample.altitude_m);
        if (sample.distance_m) summary.distance_m = sample.distance_m;
    }
    for (const double rr : activity.beats.rr_ms) take(summary.rr_ms, rr);
    for (auto* range : {&summary.heart_bpm, &summary.speed_m_s, &summary.power_w,
                        &summary.cadence_rpm, &summary.altitude_m, &summary.rr_ms})
        settle(*range);
    for (const domain::ActivityPause& pause : activity.pauses) summary.paused_s += pause.duration_s;
    return summary;
}

std::optional<std::string> SeenContent::first_seen_as(const std::string& content_hash,
                                                      const std::string& name) {
    const auto [place, is_new] = names_.try_emplace(content_hash, name);
    return is_new ? std::nullopt : std::optional{place->second};
}

}  // namespace sinew::care
