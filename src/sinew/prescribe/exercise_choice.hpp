// Which exercises of the library suit this person: bans, cautions, pain, equipment and wishes considered.
#pragma once

#include <sinew/domain/programme.hpp>
#include <sinew/prescribe/plan_context.hpp>

#include <optional>

namespace sinew::prescribe {

/// May this person do this exercise at all? Limits, cautions, painful regions, affected limbs and equipment decide;
/// intensity is asked separately.
[[nodiscard]] bool suits(const knowledge::Exercise& exercise, const PlanContext& context);

/// The aerobic exercise that fits best: reaches the zone, is liked, is walking, in this order.
/// Nothing when the limits leave none. Its `max_zone` may lie below `zone`; the dose is then lowered to it.
[[nodiscard]] std::optional<domain::ExerciseIndex> choose_aerobic(domain::Intensity zone,
                                                                  const PlanContext& context);

/// Patterns of a whole-body strength part, in the order in which they enter when minutes are short.
inline constexpr std::array<domain::Pattern, 6> kStrengthPatterns{
    domain::Pattern::squat, domain::Pattern::push, domain::Pattern::hinge,
    domain::Pattern::pull,  domain::Pattern::core, domain::Pattern::calf};

/// The strength exercise of a pattern for loads of this zone; nothing when there is none this person can do.
[[nodiscard]] std::optional<domain::ExerciseIndex> choose_strength(domain::Pattern pattern,
                                                                   domain::Intensity zone,
                                                                   const PlanContext& context);

/// Up to `most` exercises for warm-up or cool-down at the zone or below, different ones; balance first when preferred.
[[nodiscard]] domain::ShortList<domain::ExerciseIndex, 4> choose_easy(domain::SessionPart part,
                                                                      std::size_t most,
                                                                      domain::Intensity zone,
                                                                      const PlanContext& context);

/// Up to `most` mobility exercises for S0, where mobility stands in for strength.
[[nodiscard]] domain::ShortList<domain::ExerciseIndex, 4> choose_mobility(
    std::size_t most, const PlanContext& context);

}  // namespace sinew::prescribe
