// The import use case: what a recorded activity amounts to, before anyone judges it; and which files of a batch are the same.
#pragma once

#include <sinew/domain/activity.hpp>

#include <cstddef>
#include <map>
#include <optional>
#include <string>

namespace sinew::care {

/// Counts and ranges of what was recorded; absent = the device recorded none.
struct ActivitySummary {
    struct Range {
        std::size_t samples = 0;
        double lowest = 0, mean = 0, highest = 0;  ///< the mean is over samples, not over time
    };
    std::optional<Range> heart_bpm, speed_m_s, power_w, cadence_rpm, altitude_m;
    std::optional<double> distance_m;  ///< at the last sample that has one
    double paused_s = 0;
    std::optional<Range> rr_ms;
};

[[nodiscard]] ActivitySummary summarise_activity(const domain::RecordedActivity& activity);

/// Remembers the content of every file of a batch.
class SeenContent {
public:
    /// The name under which the same bytes were seen before; nothing when they are new, and then they are remembered.
    [[nodiscard]] std::optional<std::string> first_seen_as(const std::string& content_hash,
                                                           const std::string& name);

private:
    std::map<std::string, std::string> names_;
};

}  // namespace sinew::care
