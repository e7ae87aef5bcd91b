// The synthesis on a terminal: the map as a table, then each outcome by kind of training, reasons on request.
#pragma once

#include <sinew/base/json_text.hpp>
#include <sinew/knowledge/text_pack.hpp>
#include <sinew/render/terminal_page.hpp>

#include <string>

namespace sinew::render {

/// @param synthesis  the document of document::synthesis_json
[[nodiscard]] std::string synthesis_text(const OrderedJson& synthesis,
                                         const knowledge::Words& words, const TextStyle& style);

/// @param change  the document of document::synthesis_change_json
[[nodiscard]] std::string synthesis_change_text(const OrderedJson& change,
                                                const knowledge::Words& words,
                                                const TextStyle& style);

/// @param certainty  the document of `sinew evidence certainty`
[[nodiscard]] std::string certainty_text(const OrderedJson& certainty,
                                         const knowledge::Words& words, const TextStyle& style);

}  // namespace sinew::render
