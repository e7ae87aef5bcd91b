// Our own record document: strict in, faithful out. Shape: knowledge/schema/record.schema.json.
#pragma once

#include <sinew/base/calendar.hpp>
#include <sinew/base/json_text.hpp>
#include <sinew/domain/as_of.hpp>
#include <sinew/domain/record.hpp>
#include <sinew/knowledge/catalogue.hpp>

#include <optional>
#include <string>

namespace sinew::document {

/// @param name   what the document is called in fault places, such as "record.json"
/// @param as_of  the moment of judging (`--date`); without one, the record's own `assessed_at`
/// @errors every fault at once, each with its JSON pointer and remedy
[[nodiscard]] Checked<domain::Record> read_record(const Json& json, const std::string& name,
                                                  std::optional<Moment> as_of,
                                                  const knowledge::Catalogue& catalogue);

/// Lays answers over a record or an imported one, in one go. Answers win; facts and the members of `person`, `symptoms`,
/// `preferences`, `availability` and `treatment` are laid over one by one, lists are replaced.
/// Facts were observed at the answers' `assessed_at`; without one, at the moment of judging.
/// @param as_of  without one: the answers' `assessed_at`, else the record's
[[nodiscard]] Checked<domain::Record> apply_answers(domain::Record record, const Json& answers,
                                                    const std::string& name,
                                                    std::optional<Moment> as_of,
                                                    const knowledge::Catalogue& catalogue);

/// When the document says it was written; nothing when it does not say, or not readably (its reader tells).
[[nodiscard]] std::optional<Moment> assessed_at_of(const Json& json);

/// The moment a record is judged at when nobody names another.
[[nodiscard]] domain::AsOf as_of_record(const domain::Record& record) noexcept;

/// The record as a document that reads back to the same record.
[[nodiscard]] OrderedJson record_json(const domain::Record& record,
                                      const knowledge::ScreeningPack& pack);

}  // namespace sinew::document
