// Reads what was done in a week: sessions, mornings, scores. Shape: knowledge/schema/sessions.schema.json.
#pragma once

#include <sinew/base/json_text.hpp>
#include <sinew/document/programme_reader.hpp>
#include <sinew/domain/week_log.hpp>

namespace sinew::document {

/// Days count 1 to 84 as `sinew session --day` does; sessions of a day from 0.
/// @param name       what the document is called in fault places, such as "sessions.json"
/// @param programme  the one that was followed: every day and session must be of the week named by `week_of`
/// @errors every fault at once, each with its JSON pointer and what exists there; conflict when the week, or a later one,
///         was already decided
[[nodiscard]] Checked<domain::WeekLog> read_week_log(const Json& json, const std::string& name,
                                                     const ProgrammeDocument& programme,
                                                     const knowledge::Catalogue& catalogue);

}  // namespace sinew::document
