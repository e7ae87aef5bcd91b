#include <sinew/prescribe/treatment_times.hpp>

#include <algorithm>

namespace sinew::prescribe {
namespace {

using namespace domain;

constexpr int kMinutesADay = 24 * 60;

std::optional<int> appointment_on(const std::vector<Appointment>& appointments, Weekday day) {
    std::optional<int> earliest;
    for (const Appointment& appointment : appointments)
        if (appointment.day == day && (!earliest || appointment.minute < *earliest)) earliest = appointment.minute;
    return earliest;
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
    const auto sessions = std::span{programme.sessions}.subspan(day.first_session, day.session_count);
    const auto group = appointment_on(context.record->group_sessions, weekday);
    const auto visit = appointment_on(context.record->moud_visits, weekday);
    const int gap = visit ? methadone_gap_minutes(context) : 0;
    const auto in_gap = [&](int start, int minutes) {
        return gap > 0 && start + minutes > *visit && start < *visit + gap;
    };
    if (group) {
        for (Session& session : sessions) {
            if (session.kind != SessionKind::mind_body || session.setting == Setting::class_lesson) continue;
            if (session.total_min > planning.before_group_min.high) continue;
            const int start = *group - context.catalogue->planning.before_group_gap_minutes - session.total_min;
            if (start < 0 || in_gap(start, session.total_min)) continue;
            session.when = DayPart::before_group;
            session.start_minute = static_cast<std::int16_t>(start);
            break;
        }
    }
    if (gap == 0) return;
    int after = *visit + gap;
    int before = *visit;
    for (Session& session : sessions) {
        if (session.start_minute >= 0) continue;
        if (after + session.total_min <= 60 * context.catalogue->planning.latest_end_hour) {
            session.start_minute = static_cast<std::int16_t>(after);
            after += session.total_min;
        } else {
            before = std::max(0, before - session.total_min);
            session.start_minute = static_cast<std::int16_t>(before);
        }
        session.when = session.start_minute < kMinutesADay / 2 ? DayPart::morning : DayPart::afternoon;
    }
}

}  // namespace sinew::prescribe
