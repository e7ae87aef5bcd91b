// Days between hard days, the hours after a dose, the order in which forms are learnt, and the shape of twelve weeks.
#include "property/programme_walk.hpp"

#include <algorithm>

namespace sinew::property {

using namespace domain;

void check_spacing(const care::Prescription& answer, Broken& broken) {
    std::optional<Day> strength, vigorous;
    each_session(*answer.programme, [&](const Session& s, Place place, const ProgrammeWeek& week,
                                        const ProgrammeDay& day) {
        if (holds_strength(s)) {
            if (strength && (day.date - *strength).count() < 2)
                broken.push_back(place.told() + ": strength less than 48 h after the last");
            strength = day.date;
        }
        if (s.targets.zone_high >= Intensity::vigorous && s.aerobic_min > 0) {
            if (week.stage == Stage::S1 && vigorous && (day.date - *vigorous).count() == 1)
                broken.push_back(place.told() + ": a second vigorous day in a row in S1");
            vigorous = day.date;
        }
    });
}

void check_treatment(const care::Prescription& answer, const Record& record, Broken& broken) {
    const bool gap =
        fired(answer.clearance, "SCR-039") && word(answer.clearance, "moud") == "methadone";
    const int minutes = 60 * 4;
    for (const ProgrammeWeek& week : answer.programme->weeks)
        for (const ProgrammeDay& day : week.days) {
            std::vector<std::pair<int, int>> taken;
            for (int s = 0; s < day.session_count; ++s) {
                const Session& session =
                    answer.programme->sessions[day.first_session + static_cast<std::size_t>(s)];
                const int start = session.start_minute, end = start + session.total_min;
                const auto say = [&](std::string what) {
                    broken.push_back(
                        fmt::format("{} session {}: {}", day_text(day.date), s + 1, what));
                };
                for (const Appointment& visit : record.moud_visits) {
                    if (!gap || visit.day != weekday_of(day.date)) continue;
                    if (start < 0)
                        say("no hour given on the day of a methadone dose");
                    else if (end > visit.minute && start < visit.minute + minutes)
                        say(fmt::format("{} to {} within 4 h after a dose at {}", start, end,
                                        visit.minute));
                }
                if (start < 0) continue;
                if (end > 24 * 60) say("ends after midnight");
                for (const auto& [from, to] : taken)
                    if (start < to && end > from) say("overlaps another session");
                taken.emplace_back(start, end);
                for (const Appointment& group : record.group_sessions)
                    if (session.when == DayPart::before_group &&
                        group.day == weekday_of(day.date) && start < group.minute &&
                        end > group.minute)
                        say("runs into the group");
            }
        }
}

void check_structure(const care::Prescription& answer, Broken& broken) {
    const Programme& programme = *answer.programme;
    std::size_t next = 0;
    Stage stage = programme.stage;
    for (int w = 0; w < kWeeks; ++w) {
        const ProgrammeWeek& week = programme.weeks[static_cast<std::size_t>(w)];
        const auto say = [&](std::string what) {
            broken.push_back(fmt::format("week {}: {}", w + 1, what));
        };
        for (int d = 0; d < 7; ++d) {
            const ProgrammeDay& day = week.days[static_cast<std::size_t>(d)];
            if (day.date != programme.start + std::chrono::days{7 * w + d})
                say("days do not follow each other");
            if (day.first_session != next) say("sessions are not in order");
            next += day.session_count;
            if ((day.main_session < 0) != (day.session_count == 0) ||
                day.main_session >= day.session_count)
                say("no valid main session");
        }
        if (week.if_progress != (w > 0)) say("only the first week binds");
        if (week.stage < stage || static_cast<int>(week.stage) > static_cast<int>(stage) + 1)
            say("the stage falls or jumps");
        if (week.needs_new_screening != (week.stage != stage))
            say("a new stage needs a new screening, and only that");
        stage = week.stage;
    }
    if (next != programme.sessions.size()) broken.push_back("sessions that belong to no day");
    if (programme.weeks[0].stage != programme.stage)
        broken.push_back("the first week stands in another stage");
    if (!(programme.clearance == answer.clearance))
        broken.push_back("the programme keeps another clearance");
}

void check_learning(const care::Prescription& answer, Broken& broken) {
    const Programme& programme = *answer.programme;
    const auto& order = programme.learning_order;
    std::array<int, knowledge::kForms> first_week{};
    first_week.fill(kWeeks);
    int lessons = 0;
    each_session(programme, [&](const Session& s, Place place, const ProgrammeWeek& week,
                                const ProgrammeDay&) {
        if (week.stage == Stage::S0) return;
        if (s.setting == Setting::class_lesson && week.block == PracticeBlock::learn) ++lessons;
        for (const FormUse& use : s.forms)
            first_week[use.form] = std::min(first_week[use.form], place.week);
    });
    // A form is not done before those that are learnt before it were done or had no time in a week's practice.
    int before = 0;
    for (const FormIndex form : order) {
        if (first_week[form] == kWeeks) continue;
        if (first_week[form] < before && lessons > 0)
            broken.push_back(fmt::format("{} comes in week {}, after forms of week {}",
                                         catalogue().forms[form].id, first_week[form] + 1,
                                         before + 1));
        before = std::max(before, first_week[form]);
    }
    const bool own_by_then = programme.weeks.back().block >= PracticeBlock::consolidate;
    if (lessons == 0 || !own_by_then) return;
    for (const FormIndex form : order)
        if (first_week[form] == kWeeks)
            broken.push_back(catalogue().forms[form].id + " is permitted and never taught");
}

}  // namespace sinew::property
