// How sure each comparison of a network makes us, on a terminal.
#pragma once

#include <sinew/base/json_text.hpp>
#include <sinew/knowledge/text_pack.hpp>
#include <sinew/render/terminal_page.hpp>

#include <string>

namespace sinew::render {

/// @param answer  the document of document::network_certainty_json
[[nodiscard]] std::string network_certainty_text(const OrderedJson& answer,
                                                 const knowledge::Words& words,
                                                 const TextStyle& style);

}  // namespace sinew::render
