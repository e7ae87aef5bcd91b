// Exercises, forms and breath against bans, cautions, allowed kinds and equipment.
#include <sinew/screening/logic.hpp>
#include "property/programme_walk.hpp"

#include <algorithm>

namespace sinew::property {
namespace {

using namespace domain;
using knowledge::Exercise;
using knowledge::Region;

template <class Part>
EnumSet<Part> spared(const Record& record,
                     const std::array<EnumSet<Part>, Names<Caution>::all.size()>& by_caution) {
    EnumSet<Part> set;
    for (const Caution caution : values_of<Caution>())
        if (record.cautions.has(caution)) set = set | by_caution[static_cast<std::size_t>(caution)];
    return set;
}

/// Why this person must not do this exercise; empty when nothing speaks against it.
std::string why_not(const Exercise& exercise, const Bound& bound, const Record& record) {
    const Limits& limits = bound.limits;
    for (const Avoid ban : values_of<Avoid>())
        if (limits.avoid.has(ban) && exercise.breaks.has(ban))
            return fmt::format("breaks {}", name_of(ban));
    if (limits.avoid.has(Avoid::high_impact) && exercise.impact == Impact::high)
        return "high impact";
    if (exercise.cautions.meets(bound.cautions)) return "carries a caution";
    if (bound.cautions.has(Caution::seated) && exercise.position != Position::seated)
        return "not seated";
    if (exercise.min_zone > bound.cap) return "harder than the cap";
    if (!exercise.equipment.has(Equipment::none) && !exercise.equipment.meets(record.equipment))
        return "equipment that is not there";
    const bool loads = !exercise.limbs.empty() || exercise.position != Position::seated;
    if (limits.avoid.has(Avoid::load_painful_region) && loads) {
        const auto regions = spared<Region>(record, catalogue().planning.painful_regions);
        if (regions.empty() ? !exercise.regions.empty() : exercise.regions.meets(regions))
            return "loads a painful region";
    }
    if (limits.avoid.has(Avoid::load_affected_limb)) {
        const auto limbs = spared<Limb>(record, catalogue().planning.affected_limbs);
        if (limbs.empty() ? !exercise.limbs.empty() : exercise.limbs.meets(limbs))
            return "loads an affected limb";
    }
    if (!limits.allow) return {};
    switch (exercise.modality) {
        case Modality::walking:
            return limits.allow->has(Allow::walking) ? "" : "walking is not allowed";
        case Modality::cycling:
            return limits.allow->has(Allow::easy_cycle) ? "" : "cycling is not allowed";
        case Modality::mobility:
        case Modality::balance:
        case Modality::mind_body: return {};
        case Modality::running:
        case Modality::aerobic:
        case Modality::resistance:
        case Modality::combined: return "a kind that is not allowed";
    }
    return {};
}

void check_form(const FormUse& use, const knowledge::FormLimits& limits, const std::string& where,
                Broken& broken) {
    const auto& form = catalogue().forms[use.form];
    const auto say = [&](std::string what) {
        broken.push_back(where + ": " + form.id + " " + what);
    };
    if (limits[use.form].left_out) say("although a ban leaves it out");
    if (use.variant > limits[use.form].ceiling)
        say(fmt::format("{} above {}", name_of(use.variant), name_of(limits[use.form].ceiling)));
    if (use.repetitions < form.repetitions_min || use.repetitions > form.repetitions_max)
        say("repetitions outside its range");
}

knowledge::FormLimits forms_of(Stage stage, const Bound& bound) {
    return knowledge::form_limits(catalogue().forms, catalogue().limit_effects, stage,
                                  bound.cautions, bound.limits.avoid, bound.told);
}

}  // namespace

void check_exercises(const care::Prescription& answer, const Bound& bound, const Record& record,
                     Broken& broken) {
    each_session(*answer.programme, [&](const Session& s, Place place, const ProgrammeWeek& week,
                                        const ProgrammeDay&) {
        const auto say = [&](std::string what) { broken.push_back(place.told() + ": " + what); };
        bool strength = false, aerobic = false;
        for (const ExerciseUse& use : s.exercises) {
            const Exercise& exercise = catalogue().exercises[use.exercise];
            if (const auto reason = why_not(exercise, bound, record); !reason.empty())
                say(exercise.id + " " + reason);
            if (week.stage == Stage::S0 && exercise.modality == Modality::resistance)
                say(exercise.id + " in S0");
            if (use.part != SessionPart::work && !exercise.parts.has(use.part) &&
                exercise.modality != Modality::balance)
                say(exercise.id + " in a part it does not belong to");
            if (use.amount <= 0 || use.sets == 0) say(exercise.id + " without an amount");
            if (use.part == SessionPart::work &&
                exercise.min_zone > std::max(s.targets.zone_high, Intensity::light) &&
                exercise.modality != Modality::resistance)
                say(fmt::format("{} is harder than the session's {}", exercise.id,
                                name_of(s.targets.zone_high)));
            strength = strength ||
                       (use.part == SessionPart::work && exercise.modality == Modality::resistance);
            aerobic = aerobic ||
                      (use.part == SessionPart::work && exercise.modality != Modality::resistance);
        }
        // Where only breathing is left, a session is seated breathing: no form, no exercise.
        const bool only_breathing = bound.limits.intensity_cap == Intensity::breathing_only;
        if (only_breathing &&
            (s.kind != SessionKind::mind_body || !s.forms.empty() || !s.exercises.empty()))
            say("movement although only breathing is permitted");
        if (!only_breathing &&
            (s.kind == SessionKind::mind_body ? s.forms.empty() : s.exercises.empty()))
            say("nothing to do");
        if (s.aerobic_min > 0 && !aerobic) say("aerobic minutes without an aerobic exercise");
        if (holds_strength(s) && !strength) say("strength minutes without a strength exercise");
        if (bound.limits.allow && holds_strength(s))
            say("strength although only some kinds are allowed");
        if (bound.limits.allow && s.kind == SessionKind::mind_body &&
            !bound.limits.allow->has(Allow::mind_body))
            say("forms that are not allowed");
    });
}

void check_forms(const care::Prescription& answer, const Bound& bound, Broken& broken) {
    const auto settled = forms_of(Stage::S0, bound), later = forms_of(Stage::S1, bound);
    each_session(*answer.programme, [&](const Session& s, Place place, const ProgrammeWeek& week,
                                        const ProgrammeDay&) {
        for (std::size_t i = 0; i < s.forms.size(); ++i) {
            check_form(s.forms[i], week.stage == Stage::S0 ? settled : later, place.told(), broken);
            if (i > 0 && s.forms[i - 1].form >= s.forms[i].form)
                broken.push_back(place.told() + ": forms out of standard order");
        }
    });
    const OnDemand& practice = answer.programme->on_demand;
    const auto& now = answer.programme->stage == Stage::S0 ? settled : later;
    for (std::size_t i = 0; i < practice.form_count; ++i)
        check_form(practice.forms[i], now, "on demand", broken);
    for (const FormUse& use : practice.whole_sequence) check_form(use, now, "on demand", broken);
    for (const FormIndex form : answer.programme->learning_order)
        if (later[form].left_out)
            broken.push_back("learning order: " + catalogue().forms[form].id +
                             " although a ban leaves it out");
}

void check_breath(const care::Prescription& answer, const Bound& bound, Broken& broken) {
    const auto& clearance = answer.clearance;
    const bool natural = screening::evaluate(catalogue().planning.natural_breath_only,
                                             clearance.facts) == screening::Truth::yes;
    int cap = 4;
    const auto lower = [&](bool holds, int level) {
        if (holds) cap = std::min(cap, level);
    };
    lower(known(clearance, "cows_total").value_or(0) >= 5, 2);
    lower(known(clearance, "sbp").value_or(0) > 160 || known(clearance, "dbp").value_or(0) > 100,
          2);
    lower(known(clearance, "pregnant") == 1, 3);
    lower(bound.limits.avoid.has(Avoid::prolonged_inward_attention), 1);
    each_session(*answer.programme, [&](const Session& s, Place place, const ProgrammeWeek& week,
                                        const ProgrammeDay&) {
        if (s.kind != SessionKind::mind_body) return;
        const int most = week.stage == Stage::S0 ? std::min(cap, 2) : cap;
        if (natural && (!s.natural_breath_only || s.breath_level.high > 0))
            broken.push_back(place.told() + ": breath is paced");
        if (s.breath_level.high > most || s.breath_level.low > s.breath_level.high)
            broken.push_back(fmt::format("{}: breath level {} above {}", place.told(),
                                         s.breath_level.high, most));
    });
    const int now = natural ? 0 : answer.programme->stage == Stage::S0 ? std::min(cap, 2) : cap;
    if (answer.programme->on_demand.breath_level > now)
        broken.push_back("on demand: breath level above its cap");
}

}  // namespace sinew::property
