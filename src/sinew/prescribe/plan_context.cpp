#include <sinew/prescribe/plan_context.hpp>
#include <sinew/screening/logic.hpp>

#include <algorithm>

namespace sinew::prescribe {
namespace {

using namespace domain;

EnumSet<Caution> triggered_cautions(const PlanContext& context) {
    EnumSet<Caution> cautions = context.record->cautions;
    const auto& fired = context.clearance->fired;
    for (const knowledge::CautionTrigger& trigger :
         context.catalogue->prescription.caution_triggers) {
        const bool by_rule = std::any_of(
            trigger.rules.begin(), trigger.rules.end(),
            [&](RuleIndex rule) { return std::binary_search(fired.begin(), fired.end(), rule); });
        if (by_rule || trigger.avoid.meets(context.limits.avoid) ||
            screening::evaluate(trigger.when, context.clearance->facts) == screening::Truth::yes)
            cautions.add(trigger.caution);
    }
    return cautions;
}

/// Wishes and time lower a dose as a limit does; they never raise it (PRG-03).
Limits lowered_limits(const PlanContext& context) {
    Limits limits = context.clearance->limits;
    Limits wish;
    if (const auto desired = named<Intensity>(context.word("desired_intensity")))
        wish.intensity_cap = *desired;
    wish.session_min_max = context.record->availability.minutes_max;
    limits.merge(wish);
    return limits;
}

Days days_of_practice(const PlanContext& context) {
    const Days free = context.record->availability.days;
    const int most = 7 - context.limits.rest_days_min.value_or(0);
    return free.count() <= most ? free : spread(most, free, context.first);
}

/// A question that does not arise (pregnancy in a man) is answered by that; any other unknown switches targets off.
void judge_heart_rate(PlanContext& context) {
    const auto& spec = context.catalogue->prescription.heart_rate;
    const auto& facts = context.catalogue->screening.facts;
    const auto unknown = [](const Reading& r) {
        return r.stale || r.state != Reading::State::known;
    };
    if (context.limits.rpe_talk) context.no_heart_rate = NoHeartRate::rpe_talk;
    for (const FactIndex fact : spec.invalid_when) {
        const Reading& reading = context.clearance->facts[fact];
        const auto& wanted = facts[fact].required_when;
        const bool cannot_arise =
            !facts[fact].required && !wanted.empty() &&
            screening::evaluate(wanted, context.clearance->facts) == screening::Truth::no;
        if (unknown(reading) ? cannot_arise : reading.value == 0) continue;
        if (context.no_heart_rate == NoHeartRate::none) {
            context.no_heart_rate = NoHeartRate::hr_invalid;
            context.heart_rate_fact_unknown = unknown(reading);
        }
    }
    if (context.no_heart_rate == NoHeartRate::none &&
        (!context.known("age") || !context.known("hr")))
        context.no_heart_rate = NoHeartRate::hr_unknown;
}

}  // namespace

std::string_view PlanContext::word(std::string_view fact) const {
    const auto value = known(fact);
    const auto& spec = catalogue->screening.facts[catalogue->screening.fact(fact)];
    if (!value || spec.type != knowledge::FactType::choice) return {};
    return spec.values[static_cast<std::size_t>(*value)];
}

bool PlanContext::fired(std::string_view rule) const {
    const auto index = catalogue->screening.find_rule(rule);
    return index && std::binary_search(clearance->fired.begin(), clearance->fired.end(), *index);
}

std::optional<SymptomGroup> leading_group(
    const std::array<std::optional<double>, kSymptoms>& ratings, double smallest,
    double* rating) noexcept {
    std::optional<SymptomGroup> leading;
    double highest = 0;
    for (const Symptom symptom : values_of<Symptom>()) {
        const auto& value = ratings[static_cast<std::size_t>(symptom)];
        if (!value || *value < smallest || (leading && *value <= highest)) continue;
        leading = group_of(symptom);
        highest = *value;
    }
    if (rating != nullptr) *rating = highest;
    return leading;
}

PlanContext plan_context(const Record& record, const Clearance& clearance, Day start,
                         const knowledge::Catalogue& catalogue) {
    PlanContext context;
    context.catalogue = &catalogue;
    context.record = &record;
    context.clearance = &clearance;
    context.start = start;
    context.first = weekday_of(start);
    context.limits = lowered_limits(context);
    context.cautions = triggered_cautions(context);
    context.active_days = days_of_practice(context);
    context.sessions_per_day =
        std::min(context.sessions_per_day, context.limits.sessions_per_day_max.value_or(3));
    const Limits& limits = context.limits;
    const bool moves = limits.permits(Intensity::very_light);
    context.breath_alone = !moves && (!limits.allow || limits.allow->has(Allow::mind_body)) &&
                           !record.dislike.has(Modality::mind_body);
    context.forms_permitted = moves && (!limits.allow || limits.allow->has(Allow::mind_body));
    context.aerobic_permitted = moves && (!limits.allow || limits.allow->has(Allow::walking) ||
                                          limits.allow->has(Allow::easy_cycle));
    context.strength_permitted = moves && !limits.allow;
    if (record.dislike.has(Modality::resistance)) context.strength_permitted = false;
    if (record.dislike.has(Modality::aerobic)) context.aerobic_permitted = false;
    if (record.dislike.has(Modality::mind_body)) context.forms_permitted = false;
    context.leading_group =
        leading_group(record.symptoms, catalogue.prescription.planning.leading_symptom_at_least,
                      &context.leading_rating);
    judge_heart_rate(context);
    return context;
}

}  // namespace sinew::prescribe
