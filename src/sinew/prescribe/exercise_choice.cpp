#include <sinew/prescribe/exercise_choice.hpp>

#include <algorithm>

namespace sinew::prescribe {
namespace {

using namespace domain;
using knowledge::Exercise;
using knowledge::Region;

/// Regions that must stay unloaded: those of the recorded cautions, or all when nobody has said which.
EnumSet<Region> painful_regions(const PlanContext& context) {
    EnumSet<Region> regions;
    for (const Caution caution : values_of<Caution>())
        if (context.record->cautions.has(caution))
            regions =
                regions |
                context.catalogue->planning.painful_regions[static_cast<std::size_t>(caution)];
    if (regions.empty())
        for (const Region region : values_of<Region>()) regions.add(region);
    return regions;
}

EnumSet<Limb> affected_limbs(const PlanContext& context) {
    EnumSet<Limb> limbs;
    for (const Caution caution : values_of<Caution>())
        if (context.record->cautions.has(caution))
            limbs = limbs |
                    context.catalogue->planning.affected_limbs[static_cast<std::size_t>(caution)];
    return limbs.empty() ? EnumSet<Limb>{Limb::arm, Limb::leg} : limbs;
}

/// Loaded work only: an unloaded seated movement never loads a region.
bool loads(const Exercise& exercise) noexcept {
    return !exercise.limbs.empty() || exercise.position != Position::seated;
}

bool permitted_kind(const Exercise& exercise, const PlanContext& context) {
    const auto& allow = context.limits.allow;
    if (!allow || exercise.modality == Modality::mobility || exercise.modality == Modality::balance)
        return true;
    if (exercise.modality == Modality::walking) return allow->has(Allow::walking);
    if (exercise.modality == Modality::cycling)
        return allow->has(Allow::easy_cycle) && exercise.min_zone <= Intensity::light;
    return false;
}

int wish(const Exercise& exercise, const PlanContext& context) {
    if (context.record->dislike.has(exercise.modality)) return -4;
    if (context.record->like.has(exercise.modality)) return 4;
    return exercise.modality == Modality::walking ? 2 : 0;
}

/// Adds the best of those that suit, one after the other.
template <class Wanted>
ShortList<ExerciseIndex, 4> first_that_suit(std::size_t most, const PlanContext& context,
                                            Wanted&& wanted) {
    ShortList<ExerciseIndex, 4> chosen;
    const auto& library = context.catalogue->exercises.exercises;
    for (int standing_first = 1; standing_first >= 0; --standing_first)
        for (std::size_t i = 0; i < library.size() && chosen.size() < most; ++i) {
            const bool standing = library[i].position == Position::standing;
            if (standing == (standing_first == 1) && wanted(library[i]) &&
                suits(library[i], context))
                chosen.push_back(static_cast<ExerciseIndex>(i));
        }
    return chosen;
}

}  // namespace

bool suits(const Exercise& exercise, const PlanContext& context) {
    const Limits& limits = context.limits;
    if (exercise.breaks.meets(limits.avoid) || exercise.cautions.meets(context.cautions))
        return false;
    if (context.cautions.has(Caution::seated) && exercise.position != Position::seated)
        return false;
    EnumSet<Equipment> there = context.record->equipment;
    there.add(Equipment::none);
    if (!exercise.equipment.meets(there) || !limits.permits(exercise.min_zone) ||
        !permitted_kind(exercise, context))
        return false;
    if (limits.avoid.has(Avoid::load_painful_region) && loads(exercise) &&
        exercise.regions.meets(painful_regions(context)))
        return false;
    if (limits.avoid.has(Avoid::load_affected_limb) &&
        exercise.limbs.meets(affected_limbs(context)))
        return false;
    return true;
}

std::optional<ExerciseIndex> choose_aerobic(Intensity zone, const PlanContext& context) {
    std::optional<ExerciseIndex> best;
    int best_score = 0;
    const auto& library = context.catalogue->exercises.exercises;
    for (std::size_t i = 0; i < library.size(); ++i) {
        const Exercise& exercise = library[i];
        const bool aerobic =
            exercise.modality == Modality::walking || exercise.modality == Modality::cycling ||
            exercise.modality == Modality::running || exercise.modality == Modality::aerobic;
        if (!aerobic || !exercise.parts.has(SessionPart::work) || exercise.min_zone > zone ||
            !suits(exercise, context))
            continue;
        // A liked kind wins over reaching the zone by at most one step; safety was settled above.
        const int reach =
            -8 * std::max(0, static_cast<int>(zone) - static_cast<int>(exercise.max_zone));
        const int ease = -std::max(0, static_cast<int>(exercise.max_zone) - static_cast<int>(zone));
        const int score = 100 + reach + ease + wish(exercise, context);
        if (!best || score > best_score) {
            best = static_cast<ExerciseIndex>(i);
            best_score = score;
        }
    }
    return best;
}

std::optional<ExerciseIndex> choose_strength(Pattern pattern, Intensity zone,
                                             const PlanContext& context) {
    std::optional<ExerciseIndex> best;
    int best_score = 0;
    const auto& library = context.catalogue->exercises.exercises;
    for (std::size_t i = 0; i < library.size(); ++i) {
        const Exercise& exercise = library[i];
        if (exercise.modality != Modality::resistance || exercise.pattern != pattern ||
            exercise.min_zone > zone || !exercise.parts.has(SessionPart::work) ||
            !suits(exercise, context))
            continue;
        const int away = std::abs(static_cast<int>(zone) - static_cast<int>(exercise.max_zone));
        const int loadable =
            exercise.equipment.has(Equipment::none) ? 0 : 2;  // a band or weight can be graded
        const int upright = exercise.position == Position::standing ? 1 : 0;
        const int score = 100 - 4 * away + loadable + upright;
        if (!best || score > best_score) {
            best = static_cast<ExerciseIndex>(i);
            best_score = score;
        }
    }
    return best;
}

ShortList<ExerciseIndex, 4> choose_easy(SessionPart part, std::size_t most, Intensity zone,
                                        const PlanContext& context) {
    ShortList<ExerciseIndex, 4> chosen;
    if (part == SessionPart::warm_up && context.limits.prefer.has(Prefer::balance))
        chosen = first_that_suit(1, context, [&](const Exercise& e) {
            return e.modality == Modality::balance && e.min_zone <= zone;
        });
    // An easy walk (or what stands in for it) begins the warm-up and ends the session; joints and stretches go with it.
    const auto easy = first_that_suit(1, context, [&](const Exercise& e) {
        return e.pattern != Pattern::mobility && e.modality != Modality::resistance &&
               e.modality != Modality::balance && e.parts.has(part) && e.unit == DoseUnit::s &&
               e.max_zone <= zone && e.min_zone <= zone;
    });
    if (!easy.empty()) chosen.push_back(easy[0]);
    const auto movement = first_that_suit(most - chosen.size(), context, [&](const Exercise& e) {
        return e.modality == Modality::mobility && e.parts.has(part) && e.min_zone <= zone;
    });
    for (const ExerciseIndex exercise : movement) chosen.push_back(exercise);
    return chosen;
}

ShortList<ExerciseIndex, 4> choose_mobility(std::size_t most, const PlanContext& context) {
    return first_that_suit(most, context, [](const Exercise& e) {
        return e.modality == Modality::mobility && e.unit == DoseUnit::repetitions;
    });
}

}  // namespace sinew::prescribe
