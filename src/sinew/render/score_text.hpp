// A score for the terminal: the answer, what must be seen, and on asking all it rests on.
#pragma once

#include <sinew/base/json_text.hpp>
#include <sinew/knowledge/text_pack.hpp>
#include <sinew/render/terminal_page.hpp>

namespace sinew::render {

/// @param score  as document::score_json writes it, in the language of `words`
[[nodiscard]] std::string score_text(const OrderedJson& score, const knowledge::Words& words,
                                     const TextStyle& style);

/// @param list  of document::instrument_json
[[nodiscard]] std::string instrument_list_text(const OrderedJson& list,
                                               const knowledge::Words& words,
                                               const TextStyle& style);

}  // namespace sinew::render
