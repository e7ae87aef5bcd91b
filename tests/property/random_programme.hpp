// Programmes for tests: as a planner could hand them over, and stranger, from one seed each.
#pragma once

#include <sinew/base/random_stream.hpp>
#include <sinew/domain/programme.hpp>
#include <sinew/knowledge/catalogue.hpp>

#include <algorithm>

namespace sinew::test {

inline domain::Variant random_variant(RandomStream& chance) {
    return static_cast<domain::Variant>(chance.below(3));
}

inline domain::Session random_session(RandomStream& chance, const domain::Programme& programme,
                                      const knowledge::Catalogue& catalogue) {
    using namespace domain;
    Session session;
    session.kind = static_cast<SessionKind>(chance.below(5));
    session.block = static_cast<PracticeBlock>(chance.below(5));
    const bool forms = session.kind == SessionKind::mind_body || chance.chance(0.2);
    const bool aerobic =
        session.kind == SessionKind::aerobic || session.kind == SessionKind::combined;
    const bool strength = session.kind == SessionKind::resistance ||
                          session.kind == SessionKind::combined ||
                          session.kind == SessionKind::mobility;
    if (forms) {
        for (FormIndex form = 0; form < knowledge::kForms; ++form) {
            if (!chance.chance(0.6)) continue;
            const auto repetitions = static_cast<std::uint8_t>(1 + chance.below(7));
            session.forms.push_back(
                {form, random_variant(chance), repetitions, chance.chance(0.25)});
        }
        session.practice_min = static_cast<std::int16_t>(1 + chance.below(25));
        if (chance.chance(0.3)) session.setting = Setting::class_lesson;
    }
    for (const SessionPart part :
         {SessionPart::warm_up, SessionPart::work, SessionPart::cool_down}) {
        const std::size_t wanted = chance.below(5);
        for (std::size_t i = 0, tries = 0; i < wanted && tries < 60; ++tries) {
            const auto index = static_cast<ExerciseIndex>(chance.below(catalogue.exercises.size()));
            const auto& exercise = catalogue.exercises[index];
            if (!exercise.parts.has(part) ||
                exercise.breaks.meets(programme.clearance.limits.avoid))
                continue;
            const int amount = exercise.unit == DoseUnit::s
                                   ? 20 + static_cast<int>(chance.below(600))
                                   : 6 + static_cast<int>(chance.below(10));
            session.exercises.push_back({index, part,
                                         static_cast<std::uint8_t>(1 + chance.below(4)),
                                         static_cast<std::int16_t>(amount)});
            ++i;
        }
    }
    if (aerobic) session.aerobic_min = static_cast<std::int16_t>(5 + chance.below(40));
    if (strength) session.strength_min = static_cast<std::int16_t>(5 + chance.below(30));
    session.warm_up_min = static_cast<std::int16_t>(5 * chance.below(3));
    session.cool_down_min = static_cast<std::int16_t>(5 * chance.below(3));
    const int work = session.aerobic_min + session.strength_min + session.practice_min;
    const bool inside = chance.chance(0.4);
    session.total_min = static_cast<std::int16_t>(
        std::max(1, work + (inside ? 0 : session.warm_up_min + session.cool_down_min)));
    session.targets.zone_low = session.targets.zone_high =
        static_cast<Intensity>(1 + chance.below(4));
    session.targets.effort = {2, static_cast<std::int16_t>(2 + chance.below(5))};
    if (chance.chance(0.5)) session.targets.hr_bpm = Range{100, 130};
    session.natural_breath_only = chance.chance(0.3);
    const auto level = static_cast<std::int16_t>(chance.below(5));
    session.breath_level = {
        level,
        static_cast<std::int16_t>(level + chance.below(static_cast<std::uint64_t>(5 - level)))};
    return session;
}

/// Every day of the twelve weeks, with one or two sessions or rest.
inline domain::Programme random_programme(std::uint64_t seed,
                                          const knowledge::Catalogue& catalogue) {
    using namespace domain;
    RandomStream chance(seed, "random programme");
    Programme programme;
    programme.start = Day{std::chrono::days{20000 + static_cast<int>(chance.below(1000))}};
    programme.stage = static_cast<Stage>(chance.below(3));
    programme.clearance.outcome = Outcome::modify;
    programme.clearance.facts.resize(catalogue.screening.facts.size());
    for (const char* fact : {"pregnant", "insulin_or_secretagogue"})
        if (chance.chance(0.7))
            programme.clearance.facts[catalogue.screening.fact(fact)] =
                Reading::number(chance.chance(0.5) ? 1 : 0);
    for (const Avoid ban : values_of<Avoid>())
        if (chance.chance(0.12)) programme.clearance.limits.avoid.add(ban);
    for (const Caution caution : values_of<Caution>())
        if (chance.chance(0.12)) programme.cautions.add(caution);
    if (chance.chance(0.2)) programme.clearance.limits.warmup_min = 10;
    if (chance.chance(0.2)) programme.clearance.limits.cooldown_min = 10;
    if (chance.chance(0.3)) programme.clearance.limits.prefer.add(Prefer::resistance_low_load);
    const auto limits =
        knowledge::form_limits(catalogue.forms, catalogue.limit_effects, programme.stage,
                               programme.cautions, programme.clearance.limits.avoid);
    for (FormIndex form = 0; form < knowledge::kForms; ++form)
        if (limits[form].left_out) programme.left_out.push_back(form);
    for (int day = 0; day < kWeeks * 7; ++day) {
        ProgrammeDay& on = programme.weeks[static_cast<std::size_t>(day / 7)]
                               .days[static_cast<std::size_t>(day % 7)];
        on.date = programme.start + std::chrono::days{day};
        on.first_session = static_cast<std::uint16_t>(programme.sessions.size());
        on.session_count = static_cast<std::uint8_t>(chance.below(3));
        on.rest = on.session_count == 0;
        for (int i = 0; i < on.session_count; ++i)
            programme.sessions.push_back(random_session(chance, programme, catalogue));
        if (on.session_count > 0) on.main_session = 0;
    }
    for (ProgrammeWeek& week : programme.weeks) week.stage = programme.stage;
    const auto state = static_cast<knowledge::OnDemandState>(chance.below(5));
    const auto& sequence = catalogue.dose.sequence(state);
    programme.on_demand.form_count = 2;
    for (std::size_t i = 0; i < 2; ++i) {
        const auto& form = catalogue.forms[sequence[i]];
        programme.on_demand.forms[i] = {sequence[i], random_variant(chance),
                                        static_cast<std::uint8_t>(form.repetitions_default), false};
    }
    programme.on_demand.breath_s = static_cast<std::int16_t>(60 + chance.below(31));
    programme.on_demand.breath_level = static_cast<std::uint8_t>(chance.below(5));
    programme.on_demand.seated_breathing_only = chance.chance(0.2);
    programme.catalogue_hash = catalogue.hash;
    return programme;
}

}  // namespace sinew::test
