// The model's tables for the terminal.
#pragma once

#include <sinew/base/json_text.hpp>
#include <sinew/knowledge/text_pack.hpp>
#include <sinew/render/terminal_page.hpp>

#include <string>

namespace sinew::render {

/// @param links  as document::model_links_json writes it. With `style.explain` the grounds of each link.
[[nodiscard]] std::string model_links_text(const OrderedJson& links, const knowledge::Words& words,
                                           const TextStyle& style);

/// @param parameters  as document::model_parameters_json writes it
[[nodiscard]] std::string model_parameters_text(const OrderedJson& parameters,
                                                const knowledge::Words& words,
                                                const TextStyle& style);

}  // namespace sinew::render
