#include <sinew/model/fast_layer.hpp>

#include <algorithm>
#include <limits>

namespace sinew::model {

std::vector<FastState> bout(std::span<const Segment> segments, std::span<const BoutEvent> events,
                            std::span<const double> minutes, const BoutPerson& person,
                            const Parameters& p) {
    std::vector<BoutEvent> ordered{events.begin(), events.end()};
    std::stable_sort(ordered.begin(), ordered.end(),
                     [](const auto& a, const auto& b) { return a.minute < b.minute; });
    FastState x;
    double now = 0;
    std::size_t segment = 0, event = 0;
    double segment_end =
        segments.empty() ? std::numeric_limits<double>::infinity() : segments.front().minutes;
    FastDrive drive = segments.empty() ? FastDrive{} : drive_of(segments.front(), person, p);
    const auto go_to = [&](double until) {
        while (segment < segments.size() && segment_end <= until) {
            x = advance(x, drive, segment_end - now, person, p);
            now = segment_end;
            ++segment;
            drive =
                segment < segments.size() ? drive_of(segments[segment], person, p) : FastDrive{};
            if (segment < segments.size()) segment_end += segments[segment].minutes;
        }
        x = advance(x, drive, until - now, person, p);
        now = until;
    };
    std::vector<FastState> states;
    states.reserve(minutes.size());
    for (const double minute : minutes) {
        for (; event < ordered.size() && ordered[event].minute <= minute; ++event) {
            go_to(ordered[event].minute);
            const double share = ordered[event].kind == EventKind::cue ? 1 : p.s_ph;
            x.c_ph += share * ordered[event].K * ordered[event].strength;
        }
        go_to(minute);
        states.push_back(x);
    }
    return states;
}

}  // namespace sinew::model
