// What somebody else's FHIR Questionnaire asks, as a page for the terminal.
#pragma once

#include <sinew/base/json_text.hpp>
#include <sinew/knowledge/catalogue.hpp>
#include <sinew/render/terminal_page.hpp>

#include <string>

namespace sinew::render {

/// @param told  as fhir::outside_questionnaire_json writes it
[[nodiscard]] std::string questionnaire_text(const OrderedJson& told, const knowledge::Words& words,
                                             const TextStyle& style);

}  // namespace sinew::render
