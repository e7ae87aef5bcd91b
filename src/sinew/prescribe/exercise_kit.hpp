// The exercises a programme draws on at one intensity, chosen once and used in every session of it.
#pragma once

#include <sinew/prescribe/exercise_choice.hpp>

#include <deque>

namespace sinew::prescribe {

struct ExerciseKit {
    domain::Intensity aerobic_zone = domain::Intensity::light;
    domain::Intensity strength_zone = domain::Intensity::light;
    std::optional<domain::ExerciseIndex> aerobic;
    std::array<std::optional<domain::ExerciseIndex>, kStrengthPatterns.size()> strength{};
    domain::ShortList<domain::ExerciseIndex, 4> warm_up, cool_down, mobility;
};

[[nodiscard]] ExerciseKit choose_kit(domain::Intensity aerobic_zone,
                                     domain::Intensity strength_zone, const PlanContext& context);

/// Kits of a programme, each chosen once. A session lowered below its week's zone takes the kit of its own.
class KitShelf {
public:
    explicit KitShelf(const PlanContext& context) noexcept : context_{&context} {}
    [[nodiscard]] const ExerciseKit& at(domain::Intensity aerobic_zone,
                                        domain::Intensity strength_zone);

private:
    const PlanContext* context_;
    std::deque<ExerciseKit> kits_;
};

/// Adds the parts of a session to it: warm-up, aerobic work, strength, cool-down, each with its amount.
/// Strength exercises enter in the order of kStrengthPatterns for as long as the minutes last.
void add_exercises(domain::Session& session, const ExerciseKit& kit, const PlanContext& context);

/// Adds mobility in place of strength (S0): one set each. @param minutes shared evenly
void add_mobility(domain::Session& session, const ExerciseKit& kit, int minutes,
                  domain::Range repetitions);

}  // namespace sinew::prescribe
