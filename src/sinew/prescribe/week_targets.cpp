#include <sinew/prescribe/heart_rate.hpp>
#include <sinew/prescribe/week_targets.hpp>
#include <sinew/prescribe/zones.hpp>

#include <algorithm>

namespace sinew::prescribe {
namespace {

using namespace domain;

const knowledge::ZoneSpec& printed(Intensity zone, const PlanContext& context) {
    return context.catalogue->prescription.zone(zone);
}

const knowledge::ScaleSpec& scale(Scale which, const PlanContext& context) {
    return context.catalogue->prescription.scales[static_cast<std::size_t>(which)];
}

/// Effort and Borg from the zones at both ends, never above what the cap leaves.
void fill_effort(Targets& targets, const PlanContext& context) {
    targets.effort = {printed(targets.zone_low, context).effort.low,
                      printed(targets.zone_high, context).effort.high};
    targets.borg = {printed(targets.zone_low, context).borg.low,
                    printed(targets.zone_high, context).borg.high};
}

Range cut_to(Range pct, Range zone) noexcept {
    return {std::min(pct.low, zone.high) < zone.low ? std::min(pct.low, zone.high)
                                                    : std::min(pct.low, zone.low),
            std::min(pct.high, zone.high)};
}

}  // namespace

Intensity zone_of_pct(double pct_hrr, const PlanContext& context) {
    return zone_of(scale(Scale::pct_hrr, context), pct_hrr).value_or(Intensity::very_light);
}

Intensity zone_of_load(const StrengthDose& strength, const PlanContext& context) {
    return zone_of(scale(Scale::pct_1rm, context), strength.pct_1rm.high)
        .value_or(Intensity::very_light);
}

Range below_vigorous(Range pct_hrr, const PlanContext& context) {
    const Range moderate =
        context.catalogue->prescription.clip.pct_hrr[static_cast<std::size_t>(Intensity::moderate)];
    return pct_hrr.high <= moderate.high ? pct_hrr : cut_to(pct_hrr, moderate);
}

Range at_most_light(Range pct_hrr, const PlanContext& context) {
    const Range light =
        context.catalogue->prescription.clip.pct_hrr[static_cast<std::size_t>(Intensity::light)];
    return pct_hrr.high <= light.high ? pct_hrr : cut_to(pct_hrr, light);
}

Targets aerobic_targets(Range pct_hrr, const PlanContext& context) {
    Targets targets;
    targets.pct_hrr = pct_hrr;
    targets.zone_low = zone_of_pct(pct_hrr.low, context);
    targets.zone_high = zone_of_pct(pct_hrr.high, context);
    fill_effort(targets, context);
    targets.no_heart_rate = context.no_heart_rate;
    if (targets.no_heart_rate != NoHeartRate::none) return targets;
    const auto& pack = context.catalogue->prescription;
    const auto target =
        heart_rate_target({*context.known("age"), *context.known("hr"),
                           static_cast<double>(pct_hrr.low), static_cast<double>(pct_hrr.high),
                           context.record->person.hr_max_measured, pack.heart_rate.usual},
                          NoHeartRate::none, pack);
    targets.no_heart_rate = target.none_because;
    if (target.none_because != NoHeartRate::none) return targets;
    targets.hr_bpm =
        Range{static_cast<std::int16_t>(target.low), static_cast<std::int16_t>(target.high)};
    targets.hr_alarm_bpm = static_cast<std::int16_t>(target.alarm);
    return targets;
}

Targets strength_targets(const StrengthDose& strength, const PlanContext& context) {
    Targets targets;
    targets.zone_low = zone_of(scale(Scale::pct_1rm, context), strength.pct_1rm.low)
                           .value_or(Intensity::very_light);
    targets.zone_high = zone_of_load(strength, context);
    fill_effort(targets, context);
    targets.effort.high = std::min(targets.effort.high, strength.effort_max);
    targets.no_heart_rate = NoHeartRate::not_aerobic;
    return targets;
}

Targets practice_targets(const PlanContext& context) {
    Targets targets;
    targets.no_heart_rate = NoHeartRate::not_aerobic;
    const Intensity cap = context.limits.intensity_cap.value_or(Intensity::light);
    if (cap < Intensity::very_light) {  // seated breathing: no effort at all
        targets.zone_low = targets.zone_high = Intensity::breathing_only;
        return targets;
    }
    targets.zone_low = Intensity::very_light;
    targets.zone_high = std::min(Intensity::light, cap);
    fill_effort(targets, context);
    return targets;
}

void mark_new_forms(Session& session, const WeekPlace& place, const FormsPlan& plan,
                    const PlanContext& context) {
    const std::size_t before = taught_by(place.week_of_learning - 1, place.new_forms_a_week, plan);
    for (std::size_t i = before; i < std::min(place.taught, plan.learning_order.size()); ++i) {
        const FormIndex form = plan.learning_order[i];
        const auto there = std::find_if(session.forms.begin(), session.forms.end(),
                                        [&](const FormUse& use) { return use.form == form; });
        if (there != session.forms.end()) {
            there->is_new = true;
            continue;
        }
        session.forms.push_back(
            {form, *plan.depth[form],
             static_cast<std::uint8_t>(context.catalogue->forms[form].repetitions_min), true});
    }
    std::sort(session.forms.begin(), session.forms.end(),
              [](const FormUse& a, const FormUse& b) { return a.form < b.form; });
}

}  // namespace sinew::prescribe
