// The programme as a document: every number, every reason, and what is needed to carry it on.
#pragma once

#include <sinew/base/json_text.hpp>
#include <sinew/care/prescribe_use.hpp>
#include <sinew/knowledge/catalogue.hpp>

namespace sinew::document {

/// Shape: knowledge/schema/answer.schema.json. `kind` tells programme, meanwhile and not_applicable apart.
/// The record is part of it, so that adapting and explaining need no second file.
[[nodiscard]] OrderedJson answer_json(const care::Prescription& answer,
                                      const domain::Record& record,
                                      const knowledge::Catalogue& catalogue,
                                      const knowledge::Words& words);

/// A clearance with its findings: every rule that fired, the facts it read, what was looked at and found fine.
[[nodiscard]] OrderedJson screening_json(const domain::Clearance& clearance,
                                         const knowledge::Catalogue& catalogue,
                                         const knowledge::Words& words);

/// One choice with its text in the chosen language.
[[nodiscard]] OrderedJson choice_json(const domain::Choice& choice,
                                      const domain::Clearance& clearance,
                                      const knowledge::Catalogue& catalogue,
                                      const knowledge::Words& words);

/// The choices that decided the number or list at a place of a programme document, the nearest first.
/// @param tokens  of the JSON pointer, such as {"weeks", "0", "days", "2", "targets", "hr"}
[[nodiscard]] std::vector<domain::ChoiceId> choices_at(const std::vector<std::string>& tokens);

}  // namespace sinew::document
