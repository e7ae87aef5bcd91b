#include <sinew/prescribe/treatment_times.hpp>

#include <algorithm>

namespace sinew::prescribe {
namespace {

using namespace domain;

constexpr int kMinutesADay = 24 * 60;

/// First and last appointment of the day, minutes from midnight.
struct Appointments {
    int first = 0, last = 0;
};

std::optional<Appointments> appointments_on(const std::vector<Appointment>& appointments,
                                            Weekday day) {
    std::optional<Appointments> found;
    for (const Appointment& appointment : appointments) {
        if (appointment.day != day) continue;
        if (!found) found = Appointments{appointment.minute, appointment.minute};
        found->first = std::min(found->first, appointment.minute);
        found->last = std::max(found->last, appointment.minute);
    }
    return found;
}

/// Takes a session out of a day that holds no hour for it.
void drop_session(ProgrammeDay& day, Programme& programme, std::size_t index) {
    programme.sessions.erase(programme.sessions.begin() +
                             static_cast<std::ptrdiff_t>(day.first_session + index));
    --day.session_count;
    if (day.main_session == static_cast<std::int8_t>(index))
        day.main_session = day.session_count > 0 ? 0 : -1;
    else if (day.main_session > static_cast<std::int8_t>(index))
        --day.main_session;
    day.rest = day.session_count == 0;
}

}  // namespace

int methadone_gap_minutes(const PlanContext& context) {
    const auto& planning = context.catalogue->prescription.planning;
    const auto& fired = context.clearance->fired;
    const bool stands = std::binary_search(fired.begin(), fired.end(), planning.methadone_rule);
    return stands && context.word("moud") == "methadone" ? 60 * planning.hours_after_methadone : 0;
}

void arrange_around_treatment(ProgrammeDay& day, Programme& programme, const PlanContext& context) {
    const auto& planning = context.catalogue->prescription.planning;
    const Weekday weekday = weekday_of(day.date);
    const auto group = appointments_on(context.record->group_sessions, weekday);
    const auto visit = appointments_on(context.record->moud_visits, weekday);
    const int gap = visit ? methadone_gap_minutes(context) : 0;
    // Between two doses of one day nothing is placed either.
    const auto in_gap = [&](int start, int minutes) {
        return gap > 0 && start + minutes > visit->first && start < visit->last + gap;
    };
    if (group) {
        for (Session& session :
             std::span{programme.sessions}.subspan(day.first_session, day.session_count)) {
            if (session.kind != SessionKind::mind_body || session.setting == Setting::class_lesson)
                continue;
            if (session.total_min > planning.before_group_min.high) continue;
            const int start = group->first - context.catalogue->planning.before_group_gap_minutes -
                              session.total_min;
            if (start < 0 || in_gap(start, session.total_min)) continue;
            session.when = DayPart::before_group;
            session.start_minute = static_cast<std::int16_t>(start);
            break;
        }
    }
    if (gap == 0) return;
    const int latest_end = 60 * context.catalogue->planning.latest_end_hour;
    int after = visit->last + gap;
    int before = visit->first;
    // The hour from which `minutes` lie beside no session that has its hour already.
    const auto free_from = [&](int start, int minutes) {
        for (std::size_t i = 0; i < day.session_count; ++i)
            for (std::size_t k = 0; k < day.session_count; ++k) {
                const Session& placed = programme.sessions[day.first_session + k];
                const int end = placed.start_minute + placed.total_min;
                if (placed.start_minute >= 0 && start < end &&
                    start + minutes > placed.start_minute)
                    start = end;
            }
        return start;
    };
    for (std::size_t index = 0; index < day.session_count;) {
        Session& session = programme.sessions[day.first_session + index];
        if (session.start_minute < 0) {
            const int start = free_from(after, session.total_min);
            const int early = before - session.total_min;
            if (start + session.total_min <= latest_end) {
                session.start_minute = static_cast<std::int16_t>(start);
                after = start + session.total_min;
            } else if (early >= 0 && free_from(early, session.total_min) == early) {
                before -= session.total_min;
                session.start_minute = static_cast<std::int16_t>(before);
            } else {
                drop_session(day, programme, index);
                continue;
            }
            session.when =
                session.start_minute < kMinutesADay / 2 ? DayPart::morning : DayPart::afternoon;
        }
        ++index;
    }
}

}  // namespace sinew::prescribe
