// Practice beside treatment: before a group, away from a methadone dose in its first weeks.
#pragma once

#include <sinew/prescribe/plan_context.hpp>

namespace sinew::prescribe {

/// Hours after a methadone dose in which no session may lie; 0 when the rule does not stand (PRG-08, SCR-039).
[[nodiscard]] int methadone_gap_minutes(const PlanContext& context);

/// Gives the day's sessions times where treatment asks for them: the practice 5 to 12 min before a group,
/// everything outside the gap after a dose. Sessions without such a reason stay free within their part of the day.
void arrange_around_treatment(domain::ProgrammeDay& day, domain::Programme& programme,
                              const PlanContext& context);

}  // namespace sinew::prescribe
