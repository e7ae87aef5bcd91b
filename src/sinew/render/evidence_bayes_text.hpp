// `sinew evidence bayes` for the terminal.
#pragma once

#include <sinew/base/json_text.hpp>
#include <sinew/render/terminal_page.hpp>

#include <string>

namespace sinew::render {

/// @param answer  of document::bayes_json
[[nodiscard]] std::string bayes_text(const OrderedJson& answer, const TextStyle& style);

/// @param answer  of document::bayes_network_json
[[nodiscard]] std::string bayes_network_text(const OrderedJson& answer, const TextStyle& style);

}  // namespace sinew::render
