// A network of trials on a terminal: against the reference, league, inconsistency, what splits, what contributes.
#pragma once

#include <sinew/base/json_text.hpp>
#include <sinew/render/terminal_page.hpp>

#include <string>

namespace sinew::render {

/// @param answer  the document of document::evidence_network_json
[[nodiscard]] std::string evidence_network_text(const OrderedJson& answer, const TextStyle& style);

}  // namespace sinew::render
