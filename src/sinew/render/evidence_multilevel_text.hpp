// A multilevel answer on a terminal: coefficients, components by level, what to know.
#pragma once

#include <sinew/base/json_text.hpp>
#include <sinew/render/evidence_table.hpp>

namespace sinew::render {

/// @param answer  the document of document::multilevel_json
[[nodiscard]] std::string multilevel_text(const OrderedJson& answer, const TextStyle& style);

}  // namespace sinew::render
