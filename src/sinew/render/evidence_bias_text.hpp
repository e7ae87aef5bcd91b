// Small-study effects on a terminal: each test with what it found, and plainly when they cannot tell.
#pragma once

#include <sinew/base/json_text.hpp>
#include <sinew/render/terminal_page.hpp>

#include <string>

namespace sinew::render {

/// @param answer  the document of document::bias_json
[[nodiscard]] std::string bias_text(const OrderedJson& answer, const TextStyle& style);

/// What document::add_pool_steps added, as tables; empty when there is nothing.
[[nodiscard]] std::string pool_steps_text(const OrderedJson& answer, const TextStyle& style);

}  // namespace sinew::render
