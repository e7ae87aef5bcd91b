// What changes next week, for the terminal.
#pragma once

#include <sinew/base/json_text.hpp>
#include <sinew/knowledge/text_pack.hpp>
#include <sinew/render/terminal_page.hpp>

#include <string>

namespace sinew::render {

/// Decision, why, what was read, the dose before and now, what to do, what would change it; what was not
/// measured; with `explain` also the rules with their text.
/// @param adaptation  as document::adaptation_json writes it, in the language of `words`
[[nodiscard]] std::string adaptation_text(const OrderedJson& adaptation,
                                          const knowledge::Words& words, const TextStyle& style);

}  // namespace sinew::render
