// What a week's adaptation decided, as a document: decision, grounds, what was read, what is missing, what to do.
#pragma once

#include <sinew/base/json_text.hpp>
#include <sinew/care/adapt_use.hpp>
#include <sinew/document/programme_reader.hpp>
#include <sinew/knowledge/catalogue.hpp>

namespace sinew::document {

/// Shape: knowledge/schema/adaptation.schema.json.
[[nodiscard]] OrderedJson adaptation_json(const care::WeekAdaptation& decision,
                                          const ProgrammeDocument& before,
                                          const knowledge::Catalogue& catalogue,
                                          const knowledge::Words& words);

/// The answer that holds from now on (kind programme or meanwhile): `adaptation` is this decision, and `adaptations`
/// all of them, oldest first. Weeks already past keep their values.
[[nodiscard]] OrderedJson adapted_answer_json(const care::Adapted& adapted,
                                              const ProgrammeDocument& before,
                                              const knowledge::Catalogue& catalogue,
                                              const knowledge::Words& words);

/// Reads the log of earlier decisions, as far as the next one needs it. @errors into the node's faults
[[nodiscard]] std::vector<care::DecidedWeek> read_decided_weeks(const knowledge::Node& log);

}  // namespace sinew::document
