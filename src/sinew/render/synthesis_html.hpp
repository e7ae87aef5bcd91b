// The synthesis as one page that needs nothing else: map, a section an outcome with forest, prior and reasons, checks, rows.
#pragma once

#include <sinew/base/json_text.hpp>
#include <sinew/knowledge/text_pack.hpp>

#include <string>

namespace sinew::render {

/// @param synthesis  the document of document::synthesis_json, in the language of `words`
/// @param other_page file name of the page in the other language; empty = no link
[[nodiscard]] std::string synthesis_html(const OrderedJson& synthesis,
                                         const knowledge::Words& words,
                                         const std::string& other_page);

}  // namespace sinew::render
