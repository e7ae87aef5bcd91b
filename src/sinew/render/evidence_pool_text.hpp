// What studies say together, on a terminal: the studies, the answer, how much they differ, what to know.
#pragma once

#include <sinew/base/json_text.hpp>
#include <sinew/render/terminal_page.hpp>

#include <string>

namespace sinew::render {

/// @param answer  the document of document::pool_json
[[nodiscard]] std::string pool_text(const OrderedJson& answer, const TextStyle& style);

/// @param answer  the document of document::regress_json
[[nodiscard]] std::string regress_text(const OrderedJson& answer, const TextStyle& style);

}  // namespace sinew::render
