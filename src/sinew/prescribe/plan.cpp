#include <sinew/base/ensure.hpp>
#include <sinew/prescribe/choices.hpp>
#include <sinew/prescribe/compose_week.hpp>
#include <sinew/prescribe/plan.hpp>
#include <sinew/prescribe/stage.hpp>
#include <sinew/prescribe/tier.hpp>
#include <sinew/prescribe/week_targets.hpp>

#include <algorithm>

namespace sinew::prescribe {
namespace {

using namespace domain;

/// Takes over a week that is past, and what the next one must remember of it.
void keep_week(const Programme& past, std::size_t number, LastDays& last, Programme& programme) {
    ProgrammeWeek& week = programme.weeks[number] = past.weeks[number];
    for (ProgrammeDay& day : week.days) {
        const auto begin = past.sessions.begin() + day.first_session;
        day.first_session = static_cast<std::uint16_t>(programme.sessions.size());
        programme.sessions.insert(programme.sessions.end(), begin, begin + day.session_count);
        const Session* main = programme.main_session(day);
        if (main == nullptr) continue;
        if (main->strength_min > 0) last.strength = day.date;
        if (main->targets.zone_high >= Intensity::vigorous && main->aerobic_min > 0)
            last.vigorous = day.date;
    }
}

/// The week that adaptation gives: its dose, with a share of the practice and perhaps lighter strength.
void apply(const PlanFrom& from, WeekOrder& order, const PlanContext& context) {
    if (from.zone_shift < 0) order.bounds.strength = zone_down(order.bounds.strength, context);
    if (from.practice_pct < 100) shorten_practice(order.parts, from.practice_pct, context);
}

}  // namespace

Programme plan_programme(const Record& record, const Clearance& clearance, Day start,
                         const knowledge::Catalogue& catalogue,
                         const std::optional<PlanFrom>& from) {
    SINEW_ENSURE(clearance.training_allowed(),
                 "no programme without a clearance that allows training");
    const PlanContext context = plan_context(record, clearance, start, catalogue);
    const auto& pack = catalogue.prescription;
    Programme programme;
    programme.start = start;
    programme.clearance = clearance;
    programme.cautions = context.cautions;
    programme.leading_group = context.leading_group;
    programme.catalogue_hash = catalogue.hash;
    programme.sessions.reserve(kWeeks * 16);

    StageFacts facts = stage_facts(clearance.facts, pack.facts);
    facts.previous = record.previous_stage;
    if (record.stage_since)
        facts.days_in_previous = static_cast<double>((start - *record.stage_since).count());
    const StageAnswer stage = stage_of(facts, pack.stages);
    programme.stage = stage.stage;
    programme.tier = tier_of(record.person.mvpa_min_week, record.person.peak_mets, pack.tiers);

    const FormsPlan settled = plan_forms(Stage::S0, context);
    const FormsPlan later = plan_forms(Stage::S1, context);
    programme.learning_order = later.learning_order;
    programme.left_out = programme.stage == Stage::S0 ? settled.left_out : later.left_out;
    const BreathPlan breath = plan_breath(context, later.limits.breath_level_max);
    const int lesson = lesson_minutes(PracticeBlock::learn, context);
    const auto course =
        course_of(programme.stage, new_forms_a_week(lesson, context), later, context);

    KitShelf kits{context};
    LastDays last;
    MainDose dose;
    DoseBounds bounds;
    for (int week = 0; week < kWeeks; ++week) {
        const WeekPlace& place = course[static_cast<std::size_t>(week)];
        if (week == 0 || place.stage_begins) {
            bounds = bounds_of(place.stage, programme.tier, context);
            dose = week == 0 ? start_of(bounds) : entering(dose, bounds);
        } else {
            dose = progressed(dose, week, bounds, context);
        }
        if (from && week < from->week) {
            keep_week(*from->past, static_cast<std::size_t>(week), last, programme);
            continue;
        }
        const bool given = from && week == from->week;
        if (given) dose = place.stage_begins ? entering(from->dose, bounds) : from->dose;
        if (from && from->back_to && week == from->week + 1)
            dose = place.stage_begins ? entering(*from->back_to, bounds) : *from->back_to;
        WeekOrder order;
        order.week = week;
        order.place = place;
        order.bounds = bounds;
        order.forms = place.stage == Stage::S0 ? &settled : &later;
        order.breath = &breath;
        order.parts = parts_of(dose, bounds, place, *order.forms, context);
        if (given) apply(*from, order, context);
        order.kits = &kits;
        compose_week(order, context, last, programme);
        if (given) programme.weeks[static_cast<std::size_t>(week)].if_progress = false;
    }
    const FormsPlan& now = programme.stage == Stage::S0 ? settled : later;
    const Range levels = breath_levels(course[0].block, programme.stage, breath, context);
    programme.on_demand = plan_on_demand(now, levels.high, context);
    programme.choices = explain_choices({&context, &programme, &stage, &now, &breath, course,
                                         bounds_of(programme.stage, programme.tier, context)});
    return programme;
}

}  // namespace sinew::prescribe
