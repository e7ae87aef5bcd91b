#include <sinew/ensemble/full_ensemble.hpp>

#include <algorithm>
#include <cmath>

namespace sinew::ensemble {
namespace {

using model::full_day::kTickMinutes;

bool whole_ticks(double minutes) {
    return minutes >= 0 && minutes <= kTicks * kTickMinutes &&
           std::fmod(minutes, kTickMinutes) == 0;
}
int tick_of(double minutes) { return static_cast<int>(minutes / kTickMinutes); }

/// Segments with their starts; everything else follows from them and from what is to be kept.
Result<DayKind> kind_of(const std::vector<model::PlannedSession>& sessions, std::size_t day) {
    DayKind kind;
    double now = 0;
    const std::string place = "day " + std::to_string(day + 1);
    for (const model::PlannedSession& session : sessions) {
        if (!whole_ticks(session.start_min) || session.start_min < now)
            return fail({ErrorCode::out_of_range, "no start of a session", place,
                         "sessions start on whole 5 minutes, one after the other"});
        now = session.start_min;
        for (const model::Segment& segment : session.segments) {
            if (!whole_ticks(segment.minutes) || segment.minutes == 0 ||
                !whole_ticks(now + segment.minutes))
                return fail({ErrorCode::out_of_range, "no length of a segment", place,
                             "segments take whole 5 minutes and end on their day"});
            kind.segments.push_back(segment);
            kind.starts.push_back(tick_of(now));
            now += segment.minutes;
        }
    }
    return kind;
}

void complete(DayKind& kind, bool every_quarter) {
    kind.segment_of.fill(-1);
    kind.mark_of.fill(-1);
    kind.work.fill(false);
    const auto size = [](int at) { return static_cast<std::size_t>(at); };
    std::vector<int> cuts{kTicks};
    for (std::size_t i = 0; i < kind.segments.size(); ++i) {
        const int from = kind.starts[i], to = from + tick_of(kind.segments[i].minutes);
        for (int tick = from; tick < to; ++tick) {
            kind.segment_of[size(tick)] = static_cast<std::int16_t>(i);
            kind.work[size(tick / kTicksASlot)] = true;
        }
        cuts.push_back(from);
        cuts.push_back(to);
        kind.mark_of[size(to)] = 0;
    }
    kind.mark_of[kTicks] = 0;
    for (int slot = 1; every_quarter && slot <= kSlots; ++slot) {
        cuts.push_back(slot * kTicksASlot);
        kind.mark_of[size(slot * kTicksASlot)] = 0;
    }
    std::sort(cuts.begin(), cuts.end());
    int from = 0;
    for (const int to : cuts) {
        if (to == from) continue;
        kind.pieces.push_back({from, to, kind.segment_of[size(from)]});
        from = to;
    }
    kind.marks = 0;
    for (std::int16_t& mark : kind.mark_of)
        if (mark >= 0) mark = static_cast<std::int16_t>(kind.marks++);
}

}  // namespace

Result<FullProgramme> full_programme(const FullDays& days) {
    if (days.days == 0 || days.days > kLongestProgramme_d)
        return fail({ErrorCode::out_of_range, "no length of a programme", "days", "1 to 730 days"});
    FullProgramme made;
    // The slow part tells kinds of day apart by their segments; here the time of the day counts, too.
    std::vector<std::vector<model::Segment>> segments;
    std::vector<std::size_t> kind_of_day;
    for (std::size_t n = 0; n < days.days; ++n) {
        SINEW_TRY(DayKind kind,
                  kind_of(n < days.sessions.size() ? days.sessions[n]
                                                   : std::vector<model::PlannedSession>{},
                          n));
        segments.push_back(kind.segments);
        const auto known =
            std::find_if(made.kinds.begin(), made.kinds.end(), [&](const DayKind& other) {
                return other.starts == kind.starts && same_segments(other.segments, kind.segments);
            });
        kind_of_day.push_back(static_cast<std::size_t>(known - made.kinds.begin()));
        if (known == made.kinds.end()) made.kinds.push_back(std::move(kind));
    }
    made.slow = slow_programme({segments, days.days, days.availability, days.stress, {}});
    made.slow.kinds.clear();
    std::size_t drives = 0, pieces = 0, marks = 0;
    for (DayKind& kind : made.kinds) {
        complete(kind, days.every_quarter);
        kind.first_drive = drives;
        kind.first_piece = pieces;
        drives += kind.segments.size();
        pieces += kind.pieces.size();
        made.slow.kinds.push_back(kind.segments);
    }
    for (std::size_t n = 0; n < days.days; ++n) {
        made.slow.days[n].kind = kind_of_day[n];
        made.first_mark.push_back(marks);
        marks += made.kinds[kind_of_day[n]].marks;
    }
    made.first_mark.push_back(marks);
    return made;
}

DrawEvents drawn_events(const model::EventDraws& draws, const model::Parameters& p,
                        std::size_t days) {
    constexpr int kFirst = 24;  // 06:00
    const double slots = kSlots - kFirst;
    const double cue = -std::expm1(-p.n_cue / slots), stress = -std::expm1(-p.n_stress / slots);
    DrawEvents made(days);
    for (std::size_t day = 0; day < days; ++day)
        for (int slot = kFirst; slot < kSlots; ++slot) {
            const auto add = [&](double u, double chance, double share) {
                if (u >= chance) return;
                const int within =
                    std::min(kTicksASlot - 1, static_cast<int>(kTicksASlot * u / chance));
                made[day].push_back({slot * kTicksASlot + within, share});
            };
            const auto at = static_cast<std::size_t>(slot);
            const std::size_t before = made[day].size();
            add(draws.cue(day, at), cue, p.cue_strength);
            add(draws.stress(day, at), stress, p.s_ph * p.cue_strength);
            std::sort(made[day].begin() + static_cast<std::ptrdiff_t>(before), made[day].end(),
                      [](const auto& a, const auto& b) { return a.tick < b.tick; });
        }
    return made;
}

}  // namespace sinew::ensemble
