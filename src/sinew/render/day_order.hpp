// A day's sessions in the order of its hours, for pages and calendars.
#pragma once

#include <sinew/domain/programme.hpp>

#include <vector>

namespace sinew::render {

/// Minute from midnight at which a session stands: its own, else a neutral hour of its part of the day that the person
/// moves; nothing clinical hangs on it.
[[nodiscard]] int shown_minute(const domain::Session& session) noexcept;

/// Morning before evening; a clock time among the parts of the day where it belongs.
[[nodiscard]] std::vector<const domain::Session*> in_order_of_the_day(
    const domain::Programme& programme, const domain::ProgrammeDay& day);

}  // namespace sinew::render
