// A programme as the model takes it: what is planned on each day, and when it starts.
#pragma once

#include <sinew/model/day_inputs.hpp>

#include <vector>

namespace sinew::model {

struct PlannedSession {
    double start_min = 600;  ///< from midnight, 0 to 1440
    std::vector<Segment> segments;
    bool mind_body = false;  ///< of the forms: what is borrowed for them counts as a hypothesis
};

[[nodiscard]] inline double minutes_of(const PlannedSession& session) noexcept {
    double minutes = 0;
    for (const Segment& segment : session.segments) minutes += segment.minutes;
    return minutes;
}

/// The sessions of each day, in the order of their start.
using PlannedDays = std::vector<std::vector<PlannedSession>>;

/// Every segment of each day: what the slow layer sees when everything is done.
[[nodiscard]] inline std::vector<std::vector<Segment>> all_segments(const PlannedDays& planned) {
    std::vector<std::vector<Segment>> days;
    for (const auto& sessions : planned) {
        auto& day = days.emplace_back();
        for (const PlannedSession& session : sessions)
            day.insert(day.end(), session.segments.begin(), session.segments.end());
    }
    return days;
}

}  // namespace sinew::model
