#include <sinew/prescribe/exercise_kit.hpp>

#include <algorithm>

namespace sinew::prescribe {
namespace {

using namespace domain;

constexpr int kSecondsAMinute = 60;

/// Shares the seconds of a part evenly among its exercises.
template <std::size_t Most>
void add_evenly(Session& session, const ShortList<ExerciseIndex, Most>& list, SessionPart part,
                int seconds, const PlanContext& context) {
    if (list.empty() || seconds <= 0) return;
    const int share = seconds / static_cast<int>(list.size());
    for (const ExerciseIndex index : list) {
        const auto& exercise = context.catalogue->exercises[index];
        const int amount = exercise.unit == DoseUnit::s
                               ? share
                               : std::max(1, share / context.catalogue->planning.repetition_s);
        session.exercises.push_back({index, part, 1, static_cast<std::int16_t>(amount)});
    }
}

}  // namespace

ExerciseKit choose_kit(Intensity aerobic_zone, Intensity strength_zone,
                       const PlanContext& context) {
    ExerciseKit kit;
    kit.aerobic_zone = aerobic_zone;
    kit.strength_zone = strength_zone;
    if (context.aerobic_permitted) kit.aerobic = choose_aerobic(aerobic_zone, context);
    if (context.strength_permitted)
        for (std::size_t i = 0; i < kStrengthPatterns.size(); ++i)
            kit.strength[i] = choose_strength(kStrengthPatterns[i], strength_zone, context);
    kit.warm_up = choose_easy(SessionPart::warm_up, 3, Intensity::light, context);
    kit.cool_down = choose_easy(SessionPart::cool_down, 2, Intensity::light, context);
    kit.mobility = choose_mobility(4, context);
    return kit;
}

const ExerciseKit& KitShelf::at(Intensity aerobic_zone, Intensity strength_zone) {
    for (const ExerciseKit& kit : kits_)
        if (kit.aerobic_zone == aerobic_zone && kit.strength_zone == strength_zone) return kit;
    return kits_.emplace_back(choose_kit(aerobic_zone, strength_zone, *context_));
}

void add_exercises(Session& session, const ExerciseKit& kit, const PlanContext& context) {
    const auto& planning = context.catalogue->planning;
    add_evenly(session, kit.warm_up, SessionPart::warm_up, session.warm_up_min * kSecondsAMinute,
               context);
    if (session.aerobic_min > 0 && kit.aerobic)
        session.exercises.push_back(
            {*kit.aerobic, SessionPart::work, 1,
             static_cast<std::int16_t>(session.aerobic_min * kSecondsAMinute)});
    if (session.strength_min > 0) {
        const int sets = std::max<int>(1, session.strength.sets.low);
        const int seconds = sets * (planning.strength_repetitions_counted * planning.repetition_s +
                                    planning.rest_between_sets_s);
        int room = std::min(planning.strength_exercises_most,
                            std::max(1, session.strength_min * kSecondsAMinute / seconds));
        for (std::size_t i = 0; i < kit.strength.size() && room > 0; ++i) {
            if (!kit.strength[i]) continue;
            session.exercises.push_back({*kit.strength[i], SessionPart::work,
                                         static_cast<std::uint8_t>(sets),
                                         session.strength.reps.low});
            --room;
        }
    }
    add_evenly(session, kit.cool_down, SessionPart::cool_down,
               session.cool_down_min * kSecondsAMinute, context);
}

void add_mobility(Session& session, const ExerciseKit& kit, int minutes, Range repetitions) {
    session.strength_min = static_cast<std::int16_t>(minutes);
    for (const ExerciseIndex exercise : kit.mobility)
        session.exercises.push_back({exercise, SessionPart::work, 1, repetitions.low});
}

}  // namespace sinew::prescribe
