// What changes next week, for the terminal.
#pragma once

#include <sinew/base/json_text.hpp>
#include <sinew/knowledge/catalogue.hpp>
#include <sinew/render/terminal_page.hpp>

#include <string>

namespace sinew::render {

/// Decision, why, what was read, the dose before and now, what to do, what would change it; with `explain` also what was
/// not measured and the rules with their text.
/// @param adaptation  as document::adaptation_json writes it, in the language of `words`
[[nodiscard]] std::string adaptation_text(const OrderedJson& adaptation, const knowledge::Catalogue& catalogue,
                                          const knowledge::Words& words, const TextStyle& style);

}  // namespace sinew::render
