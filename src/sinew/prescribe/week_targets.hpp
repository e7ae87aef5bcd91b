// How hard a session is: zones, heart rate where it tells something, effort and talk test always.
#pragma once

#include <sinew/prescribe/forms_plan.hpp>
#include <sinew/prescribe/stage_course.hpp>

namespace sinew::prescribe {

[[nodiscard]] domain::Intensity zone_of_pct(double pct_hrr, const PlanContext& context);
[[nodiscard]] domain::Intensity zone_of_load(const domain::StrengthDose& strength,
                                             const PlanContext& context);

/// The range without its vigorous part: no two vigorous days in a row in S1 (PRG-01).
[[nodiscard]] domain::Range below_vigorous(domain::Range pct_hrr, const PlanContext& context);
/// For sessions too short for a warm-up of their own.
[[nodiscard]] domain::Range at_most_light(domain::Range pct_hrr, const PlanContext& context);

[[nodiscard]] domain::Targets aerobic_targets(domain::Range pct_hrr, const PlanContext& context);
[[nodiscard]] domain::Targets strength_targets(const domain::StrengthDose& strength,
                                               const PlanContext& context);
/// The forms: very light to light, never above the cap, by effort and talk.
[[nodiscard]] domain::Targets practice_targets(const PlanContext& context);

/// Marks the forms first taught in this week; those that the minutes left out are added, at their fewest repetitions.
void mark_new_forms(domain::Session& session, const WeekPlace& place, const FormsPlan& plan,
                    const PlanContext& context);

}  // namespace sinew::prescribe
