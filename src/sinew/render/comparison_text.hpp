// Programmes compared, for the terminal.
#pragma once

#include <sinew/base/json_text.hpp>
#include <sinew/care/knowledge_use.hpp>
#include <sinew/render/terminal_page.hpp>

#include <string>

namespace sinew::render {

/// @param told  as document::comparison_json and document::joined write it
[[nodiscard]] std::string comparison_text(const OrderedJson& told, const knowledge::Words& words,
                                          const TextStyle& style);

}  // namespace sinew::render
