#include <sinew/prescribe/adaptation.hpp>
#include <sinew/prescribe/exercise_choice.hpp>
#include <sinew/prescribe/start_dose.hpp>
#include <sinew/prescribe/week_dose.hpp>
#include <sinew/prescribe/week_targets.hpp>

#include <algorithm>

namespace sinew::prescribe {
namespace {

using namespace domain;
using knowledge::WeekPart;

Range lower_of(Range a, Range b) noexcept {
    return {std::min(a.low, b.low), std::min(a.high, b.high)};
}

/// Ceiling of progression: the merged cap, the zone the row names, the desired intensity (PRG-03).
int ceiling_hrr(const knowledge::AerobicRow& row, Intensity cap, const PlanContext& context) {
    const auto& pack = context.catalogue->prescription;
    int ceiling =
        pack.clip.pct_hrr[static_cast<std::size_t>(std::min(cap, Intensity::vigorous))].high;
    switch (row.zone_high) {
        case Intensity::breathing_only:
        case Intensity::very_light:
        case Intensity::light: return std::min(ceiling, pack.planning.ceiling_light);
        case Intensity::moderate: return std::min(ceiling, pack.planning.ceiling_moderate);
        case Intensity::vigorous:
        case Intensity::near_maximal: return std::min<int>(ceiling, row.pct_hrr.high);
    }
    return ceiling;
}

/// Goals stand in the order in which they matter to the person.
bool wants_strength_first(const Record& record) noexcept {
    for (const Goal goal : record.goals) {
        if (goal == Goal::strength) return true;
        if (goal == Goal::fitness || goal == Goal::weight) return false;
    }
    return false;
}

}  // namespace

DoseBounds bounds_of(Stage stage, Tier tier, const PlanContext& context) {
    const auto& pack = context.catalogue->prescription;
    DoseBounds bounds;
    bounds.mobility_only = stage == Stage::S0;
    const int free_days = context.active_days.count();
    const auto substance = named<Substance>(context.word("primary_substance"));

    // The hardest zone for which the library holds something this person can do is a limit like any other.
    Limits limits = context.limits;
    std::optional<ExerciseIndex> hardest;
    if (context.aerobic_permitted)
        hardest = choose_aerobic(limits.intensity_cap.value_or(Intensity::vigorous), context);
    if (hardest) {
        Limits reach;
        reach.intensity_cap = context.catalogue->exercises[*hardest].max_zone;
        limits.merge(reach);
        const auto row = clip_aerobic({stage, tier, &limits, substance, {}}, pack);
        bounds.aerobic = row.has_value() && free_days > 0;
        if (row) {
            const auto& printed = pack.at(pack.start.aerobic, stage, tier);
            bounds.minutes = row->minutes;
            bounds.days = {static_cast<std::int16_t>(std::min<int>(row->days.low, free_days)),
                           static_cast<std::int16_t>(std::min<int>(row->days.high, free_days))};
            // Where a day holds one session, growth leaves the forms a day of their own.
            if (context.sessions_per_day == 1 && context.forms_permitted)
                bounds.days.high =
                    std::max(bounds.days.low,
                             std::min<std::int16_t>(bounds.days.high,
                                                    static_cast<std::int16_t>(free_days - 1)));
            bounds.pct_hrr = row->pct_hrr;
            bounds.cap_hrr_hi = ceiling_hrr(printed, row->cap, context);
            if (zone_of_pct(bounds.pct_hrr.high, context) >= Intensity::vigorous)
                bounds.minutes = lower_of(bounds.minutes,
                                          {static_cast<std::int16_t>(pack.vigorous_minutes_max),
                                           static_cast<std::int16_t>(pack.vigorous_minutes_max)});
        }
    }
    const auto strength = clip_resistance({stage, tier, &context.limits, substance, {}}, pack);
    if (context.strength_permitted && strength && free_days > 0) {
        bounds.strength = {strength->pct_1rm, strength->sets, strength->reps,
                           static_cast<std::int16_t>(strength->effort_max)};
        bounds.strength_days = std::min<int>(strength->days.low, free_days);
        const auto& combined = pack.at(pack.start.combined, stage, tier);
        if (!bounds.mobility_only) {
            bounds.strength_minutes = combined.resistance_minutes.low;
            bounds.combined = bounds.aerobic && combined.used &&
                              free_days >= pack.planning.combined_days_free &&
                              !context.record->dislike.has(Modality::combined);
        }
        if (bounds.combined) {
            bounds.minutes = lower_of(bounds.minutes, combined.aerobic_minutes);
            bounds.days = lower_of(bounds.days, combined.days);
        }
    }
    // Low-load strength before aerobic work: aerobic takes its shorter half and gives the days to strength.
    if (context.limits.prefer.has(Prefer::resistance_low_load) && bounds.strength_days > 0) {
        const auto low_load = pack.clip.pct_1rm[static_cast<std::size_t>(Intensity::light)];
        bounds.strength.pct_1rm = lower_of(bounds.strength.pct_1rm, low_load);
    }
    // Where the two cannot share three days, the person's own goals choose; without a word from them it is aerobic work.
    if (!bounds.combined && bounds.aerobic && bounds.strength_minutes > 0) {
        if (wants_strength_first(*context.record))
            bounds.aerobic = false;
        else
            bounds.strength_minutes = bounds.strength_days = 0;
    }
    return bounds;
}

MainDose start_of(const DoseBounds& bounds) noexcept {
    return {bounds.minutes.low, bounds.days.low, bounds.pct_hrr, bounds.strength_minutes,
            bounds.strength_days};
}

MainDose progressed(const MainDose& dose, int week, const DoseBounds& bounds,
                    const PlanContext& context) {
    if (!bounds.aerobic || dose.minutes == 0) return dose;
    WeekDone well_done;
    well_done.completed_pct = 100;
    well_done.mean_effort = well_done.target_effort_high = 0;
    well_done.week = week;
    const NextWeek step = decide_next_week(
        well_done,
        {static_cast<double>(dose.minutes), static_cast<double>(bounds.minutes.high),
         static_cast<double>(dose.days), static_cast<double>(bounds.days.high),
         static_cast<double>(dose.pct_hrr.high), static_cast<double>(bounds.cap_hrr_hi)},
        context.catalogue->prescription.adaptation);
    MainDose next = dose;
    next.minutes = static_cast<int>(step.minutes);
    if (step.days) next.days = static_cast<int>(*step.days);
    if (step.pct_hrr_high) {
        const auto harder = static_cast<std::int16_t>(*step.pct_hrr_high - dose.pct_hrr.high);
        next.pct_hrr = {static_cast<std::int16_t>(dose.pct_hrr.low + harder),
                        static_cast<std::int16_t>(dose.pct_hrr.high + harder)};
    }
    return next;
}

MainDose entering(const MainDose& present, const DoseBounds& bounds) noexcept {
    MainDose dose = start_of(bounds);
    if (present.minutes == 0) return dose;
    dose.minutes = std::min(dose.minutes, present.minutes);
    dose.days = std::min(dose.days, present.days);
    dose.pct_hrr = lower_of(dose.pct_hrr, present.pct_hrr);
    return dose;
}

namespace {

/// The part of a range below a cap; the whole zone of the cap when nothing of it lies there.
Range under(Range range, Range cap) noexcept {
    return range.low > cap.high ? cap : Range{range.low, std::min(range.high, cap.high)};
}

Intensity lighter_than(Intensity zone) noexcept {
    return zone <= Intensity::very_light
               ? Intensity::very_light
               : static_cast<Intensity>(static_cast<int>(std::min(zone, Intensity::vigorous)) - 1);
}

}  // namespace

Range zone_down(Range pct_hrr, const PlanContext& context) {
    const Intensity zone = lighter_than(zone_of_pct(pct_hrr.high, context));
    return under(pct_hrr,
                 context.catalogue->prescription.clip.pct_hrr[static_cast<std::size_t>(zone)]);
}

StrengthDose zone_down(StrengthDose strength, const PlanContext& context) {
    const auto& clip = context.catalogue->prescription.clip;
    const auto zone = static_cast<std::size_t>(lighter_than(zone_of_load(strength, context)));
    strength.pct_1rm = under(strength.pct_1rm, clip.pct_1rm[zone]);
    strength.effort_max =
        std::min(strength.effort_max, static_cast<std::int16_t>(clip.effort_max[zone]));
    return strength;
}

void shorten_practice(WeekParts& parts, int pct, const PlanContext& context) {
    const auto& spec = context.catalogue->prescription.adaptation;
    const auto share = [&](WeekPart part) {
        parts[part] = static_cast<int>(minutes_after_gap(parts[part], pct, spec));
    };
    share(WeekPart::self_practice_minutes);
    share(WeekPart::lesson_minutes);
    if (parts[WeekPart::lesson_minutes] >= context.catalogue->planning.lesson_minutes_smallest)
        return;
    parts[WeekPart::self_practices] += parts[WeekPart::lessons];
    parts[WeekPart::lessons] = parts[WeekPart::lesson_minutes] = 0;
}

int lesson_minutes(PracticeBlock block, const PlanContext& context) noexcept {
    const int wanted = context.catalogue->dose[block].class_min.low;
    const int minutes = std::min(wanted, context.limits.session_min_max.value_or(wanted));
    return minutes < context.catalogue->planning.lesson_minutes_smallest ? 0 : minutes;
}

int new_forms_a_week(int minutes, const PlanContext& context) noexcept {
    const int full = context.catalogue->dose[PracticeBlock::learn].new_forms_per_week;
    const int longest = context.catalogue->dose.class_plan.total_max;
    return std::max(1, (2 * full * minutes + longest) / (2 * longest));
}

WeekParts parts_of(const MainDose& dose, const DoseBounds& bounds, const WeekPlace& place,
                   const FormsPlan& forms, const PlanContext& context) {
    const auto& pack = context.catalogue->prescription;
    const auto& practice = context.catalogue->dose[place.block];
    WeekParts parts;
    parts.pct_hrr = dose.pct_hrr;
    parts[WeekPart::aerobic_minutes] = dose.minutes;
    parts[WeekPart::aerobic_days] = bounds.aerobic ? dose.days : 0;
    parts[WeekPart::strength_minutes] = dose.strength_minutes;
    parts.strength_days = bounds.mobility_only ? 0 : dose.strength_days;
    parts.mobility_days = bounds.mobility_only ? dose.strength_days : 0;
    if (context.breath_alone) {
        parts[WeekPart::self_practice_minutes] =
            std::min(context.catalogue->planning.self_practice_minutes_smallest,
                     context.limits.session_min_max.value_or(24 * 60));
        parts[WeekPart::self_practices] = context.active_days.count();
    }
    if (!context.forms_permitted) return parts;

    const int longest = context.limits.session_min_max.value_or(24 * 60);
    const int active = context.active_days.count();
    if (place.block == PracticeBlock::settle) {
        parts[WeekPart::self_practice_minutes] =
            std::min<int>(pack.at(pack.start.mind_body, Stage::S0, Tier::F0).minutes.low, longest);
    } else {
        parts[WeekPart::lesson_minutes] = lesson_minutes(place.block, context);
        if (parts[WeekPart::lesson_minutes] > 0)
            parts[WeekPart::lessons] = std::min<int>(practice.classes_per_week.low, active);
        double taught_s = 0;
        for (std::size_t i = 0; i < std::min(place.taught, forms.learning_order.size()); ++i) {
            const auto& form = context.catalogue->forms[forms.learning_order[i]];
            taught_s += knowledge::form_seconds(form, form.repetitions_default);
        }
        const Range minutes = place.block == PracticeBlock::learn ? practice.self_min
                                                                  : context.catalogue->dose.set_min;
        const int needed = static_cast<int>((taught_s + 59) / 60);
        parts[WeekPart::self_practice_minutes] =
            std::min(std::clamp<int>(needed, minutes.low, minutes.high), longest);
    }
    parts[WeekPart::self_practices] = active;  // lesson days fall away where nothing asks for both
    return parts;
}

}  // namespace sinew::prescribe
