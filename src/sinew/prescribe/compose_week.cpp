#include <sinew/prescribe/compose_week.hpp>
#include <sinew/prescribe/treatment_times.hpp>
#include <sinew/prescribe/week_targets.hpp>

#include <algorithm>

namespace sinew::prescribe {
namespace {

using namespace domain;
using knowledge::WeekPart;

/// On which days of the week what happens.
struct DayPlan {
    Days main, strength, mobility, lessons, practice, second_practice, before_group;
};

DayPlan plan_days(const WeekOrder& order, const PlanContext& context) {
    const WeekParts& parts = order.parts;
    const Days active = context.active_days;
    const int apart = context.catalogue->prescription.planning.resistance_hours_apart / 24;
    DayPlan plan;
    plan.main = spread(parts[WeekPart::aerobic_days], active, context.first);
    if (order.bounds.aerobic)
        plan.strength = spread_apart(parts.strength_days, plan.main, apart, context.first);
    else
        plan.main = plan.strength = spread_apart(parts.strength_days, active, apart, context.first);
    plan.mobility = spread_apart(parts.mobility_days, plan.main, apart, context.first);

    // Lessons stand on days without a main session and without a group; the others follow when those are too few.
    Days groups;
    for (const Appointment& group : context.record->group_sessions) groups.add(group.day);
    Days taken = plan.main;
    const auto without = [](Days days, Days less) {
        for (const Weekday day : kWeekdays)
            if (less.has(day)) days.remove(day);
        return days;
    };
    int lessons = parts[WeekPart::lessons];
    const bool beside_main = context.sessions_per_day >= 2;
    for (const Days candidates : {without(without(active, taken), groups), without(active, taken),
                                  beside_main ? active : Days{}}) {
        const Days more = spread(lessons - plan.lessons.count(), without(candidates, plan.lessons),
                                 context.first);
        plan.lessons = plan.lessons | more;
        if (plan.lessons.count() >= lessons) break;
    }
    Days practice = without(active, plan.lessons);
    if (!beside_main) practice = without(practice, plan.main);
    if (beside_main && order.place.block != PracticeBlock::settle)
        practice = practice | (groups & active);
    if (context.sessions_per_day < 3) practice = without(practice, plan.lessons & plan.main);
    plan.practice = spread(parts[WeekPart::self_practices], practice, context.first);
    plan.before_group = plan.practice & groups;
    const bool twice = context.record->availability.twice_daily &&
                       order.place.block >= PracticeBlock::consolidate &&
                       context.limits.sessions_per_day_max.value_or(3) >= 3;
    if (twice) plan.second_practice = plan.practice;
    return plan;
}

Setting setting_of(const Session& session, const PlanContext& context) {
    if (session.setting == Setting::class_lesson) return Setting::class_lesson;
    const Supervision supervision = context.limits.supervision.value_or(Supervision::none);
    if (supervision >= Supervision::onsite) return Setting::staff_onsite;
    return context.limits.avoid.has(Avoid::solo) ? Setting::with_another : Setting::self_practice;
}

/// @param longest  min; the practice before a group is short
Session practice_session(const WeekOrder& order, bool lesson, int longest,
                         const PlanContext& context) {
    const WeekParts& parts = order.parts;
    Session session;
    session.kind = SessionKind::mind_body;
    session.when = lesson ? DayPart::midday : DayPart::morning;
    session.setting = lesson ? Setting::class_lesson : Setting::self_practice;
    session.block = order.place.block;
    const int minutes = std::min(
        longest, parts[lesson ? WeekPart::lesson_minutes : WeekPart::self_practice_minutes]);
    session.practice_min = session.total_min = static_cast<std::int16_t>(minutes);
    session.targets = practice_targets(context);
    session.breath_level =
        breath_levels(order.place.block, order.place.stage, *order.breath, context);
    session.natural_breath_only = order.breath->natural_only;
    const auto& plan = *order.forms;
    const auto& class_plan = context.catalogue->dose.class_plan;
    const int moving =
        lesson ? minutes * (class_plan.teaching + class_plan.practice) / class_plan.total_max
               : minutes;
    if (order.place.block == PracticeBlock::settle) {
        for (const FormIndex form : context.catalogue->dose[PracticeBlock::settle].forms)
            if (plan.depth[form])
                session.forms.push_back(
                    {form, *plan.depth[form],
                     static_cast<std::uint8_t>(context.catalogue->forms[form].repetitions_default),
                     false});
    } else {
        session.forms = forms_for(moving, order.place.taught, plan, context);
        if (lesson && order.place.block == PracticeBlock::learn)
            mark_new_forms(session, order.place, plan, context);
    }
    return session;
}

Session main_session(const WeekOrder& order, Weekday day, const DayPlan& plan, Day date,
                     const LastDays& last, const PlanContext& context) {
    const WeekParts& parts = order.parts;
    const auto& planning = context.catalogue->prescription.planning;
    Session session;
    session.when = DayPart::afternoon;
    // Days apart are counted over the week's edge as well.
    const bool rested = (date - last.strength).count() * 24 >= planning.resistance_hours_apart;
    const bool strength = plan.strength.has(day) && rested;
    Range pct = parts.pct_hrr;
    const bool vigorous_yesterday = (date - last.vigorous).count() == 1;
    if (order.place.stage == Stage::S1 && vigorous_yesterday) pct = below_vigorous(pct, context);
    const int aerobic = order.bounds.aerobic ? parts[WeekPart::aerobic_minutes] : 0;
    const int wanted_strength = strength ? parts[WeekPart::strength_minutes] : 0;
    const Intensity strength_zone =
        wanted_strength > 0 ? zone_of_load(order.bounds.strength, context) : Intensity::very_light;
    Intensity zone = aerobic > 0 ? zone_of_pct(pct.high, context) : strength_zone;
    if (wanted_strength > 0) zone = std::max(zone, strength_zone);
    const MainMinutes minutes = fit_main(aerobic, wanted_strength, zone, context);
    if (minutes.kept_light) pct = at_most_light(pct, context);
    session.warm_up_min = static_cast<std::int16_t>(minutes.warm_up);
    session.aerobic_min = static_cast<std::int16_t>(minutes.aerobic);
    session.strength_min = static_cast<std::int16_t>(
        minutes.kept_light && strength_zone > Intensity::light ? 0 : minutes.strength);
    session.cool_down_min = static_cast<std::int16_t>(minutes.cool_down);
    session.total_min = static_cast<std::int16_t>(session.warm_up_min + session.aerobic_min +
                                                  session.strength_min + session.cool_down_min);
    session.kind = session.strength_min == 0  ? SessionKind::aerobic
                   : session.aerobic_min == 0 ? SessionKind::resistance
                                              : SessionKind::combined;
    session.targets = session.aerobic_min > 0 ? aerobic_targets(pct, context)
                                              : strength_targets(order.bounds.strength, context);
    if (session.strength_min > 0) session.strength = order.bounds.strength;
    // The kit of this session's own zone: a day lowered to light does not walk in intervals.
    const ExerciseKit& kit = order.kits->at(zone_of_pct(pct.high, context),
                                            zone_of_load(order.bounds.strength, context));
    add_exercises(session, kit, context);
    if (plan.mobility.has(day)) {
        const int room = context.limits.session_min_max.value_or(1440) - session.total_min;
        const int mobility = std::min(context.catalogue->planning.mobility_minutes, room);
        if (mobility >= planning.minutes_floor && !kit.mobility.empty()) {
            session.strength = order.bounds.strength;
            add_mobility(session, kit, mobility, order.bounds.strength.reps);
            session.total_min = static_cast<std::int16_t>(session.total_min + mobility);
        }
    }
    return session;
}

/// Places one week and returns its exercise minutes.
int place_week(const WeekOrder& order, const PlanContext& context, LastDays& last,
               Programme& programme) {
    const DayPlan plan = plan_days(order, context);
    constexpr int kAnyLength = 24 * 60;
    const Session lesson = practice_session(order, true, kAnyLength, context);
    const Session whole_practice = practice_session(order, false, kAnyLength, context);
    const int group_minutes = context.catalogue->prescription.planning.before_group_min.high;
    const Session group_practice =
        whole_practice.total_min > group_minutes && !plan.before_group.empty()
            ? practice_session(order, false, group_minutes, context)
            : whole_practice;
    ProgrammeWeek& week = programme.weeks[static_cast<std::size_t>(order.week)];
    int total = 0;
    int main_count = 0;
    int strength_count = 0;
    for (int d = 0; d < 7; ++d) {
        ProgrammeDay& day = week.days[static_cast<std::size_t>(d)];
        day = {};
        day.date = context.start + std::chrono::days{order.week * 7 + d};
        const Weekday weekday = weekday_of(day.date);
        day.first_session = static_cast<std::uint16_t>(programme.sessions.size());
        const auto add = [&](const Session& session) {
            programme.sessions.push_back(session);
            Session& placed = programme.sessions.back();
            placed.setting = setting_of(placed, context);
            ++day.session_count;
        };
        const Session& practice = plan.before_group.has(weekday) ? group_practice : whole_practice;
        const bool practices = plan.practice.has(weekday) && practice.total_min > 0 &&
                               (!practice.forms.empty() || context.breath_alone);
        if (practices) add(practice);
        if (plan.lessons.has(weekday) && lesson.total_min > 0) add(lesson);
        if (plan.main.has(weekday)) {
            const Session main = main_session(order, weekday, plan, day.date, last, context);
            if (main.total_min > 0 && !main.exercises.empty()) {
                day.main_session = static_cast<std::int8_t>(day.session_count);
                add(main);
                ++main_count;
                if (main.kind != SessionKind::aerobic) {
                    last.strength = day.date;
                    ++strength_count;
                }
                if (main.targets.zone_high >= Intensity::vigorous && main.aerobic_min > 0)
                    last.vigorous = day.date;
            }
        }
        if (practices && plan.second_practice.has(weekday) && day.session_count < 3) {
            Session evening = whole_practice;
            evening.when = DayPart::evening;
            add(evening);
        }
        if (day.main_session < 0 && day.session_count > 0) day.main_session = 0;
        day.rest = day.session_count == 0;
        arrange_around_treatment(day, programme, context);
        for (std::size_t i = 0; i < day.session_count; ++i)
            total += programme.sessions[day.first_session + i].total_min;
    }
    week.dose = {static_cast<std::int16_t>(
                     order.bounds.aerobic ? order.parts[WeekPart::aerobic_minutes] : 0),
                 static_cast<std::int16_t>(order.bounds.aerobic ? main_count : 0),
                 order.parts.pct_hrr,
                 {},
                 static_cast<std::int16_t>(order.parts[WeekPart::strength_minutes]),
                 static_cast<std::int16_t>(strength_count),
                 static_cast<std::int16_t>(total)};
    if (main_count > 0 && order.bounds.aerobic)
        week.dose.effort = aerobic_targets(order.parts.pct_hrr, context).effort;
    return total;
}

}  // namespace

void compose_week(WeekOrder order, const PlanContext& context, LastDays& last,
                  Programme& programme) {
    ProgrammeWeek& week = programme.weeks[static_cast<std::size_t>(order.week)];
    week.if_progress = order.week > 0;
    week.needs_new_screening = order.place.stage_begins;
    week.stage = order.place.stage;
    week.block = order.place.block;
    const std::size_t begin = programme.sessions.size();
    const LastDays before = last;
    int total = place_week(order, context, last, programme);
    while (context.limits.weekly_min_max && total > *context.limits.weekly_min_max) {
        if (!give_way(order.parts, context.catalogue->planning)) break;
        programme.sessions.resize(begin);
        last = before;
        total = place_week(order, context, last, programme);
    }
}

}  // namespace sinew::prescribe
