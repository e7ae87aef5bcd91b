// The teaching part of a lesson: watch it once, in parts, together, one thing to look after.
#pragma once

#include <sinew/session/form_practice.hpp>

namespace sinew::session {

/// Fills `duration_ms` exactly with two or three forms: the new ones of the week first, then others in turn by day.
/// @param day  1 to 84: which of the known forms are corrected today
void add_teaching(Timeline& timeline, const PracticeContext& context,
                  std::span<const domain::FormUse> forms, std::int32_t duration_ms, int day);

}  // namespace sinew::session
