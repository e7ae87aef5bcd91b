// What an instructor holds in the hand for a class or a small group.
#pragma once

#include <sinew/domain/session_script.hpp>
#include <sinew/knowledge/catalogue.hpp>

namespace sinew::session {

/// @param size    large (at most 30) or small (3 to 6)
/// @param day     1 to 84; the lesson, or else the first session with forms, gives plan and forms
/// @param session which of the day's sessions, from 0
/// @errors as compile_session, and bad_input when the session has no forms or no group size is given
/// @source knowledge/forms/dose.json, knowledge/sessions/plan.json, docs/methods/yijinjing-dose.md
[[nodiscard]] Result<domain::ClassSheet> class_sheet(const domain::Programme& programme, int day,
                                                     int session, domain::GroupSize size,
                                                     const knowledge::Catalogue& catalogue);

}  // namespace sinew::session
