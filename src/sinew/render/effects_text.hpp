// Effects on a terminal: one line each, then what was left out and what to know.
#pragma once

#include <sinew/base/json_text.hpp>
#include <sinew/render/evidence_table.hpp>

#include <string>

namespace sinew::render {

/// @param answer  the document of document::effects_json
[[nodiscard]] std::string effects_text(const OrderedJson& answer, const TextStyle& style);

/// `rows_left_out` and `warnings` of any evidence answer as lists; nothing when both are empty.
void add_rows_and_warnings(TerminalPage& page, const OrderedJson& answer);

/// The paragraph under its heading, as every evidence command shows it with --explain or --methods.
void add_methods(TerminalPage& page, const OrderedJson& answer);

}  // namespace sinew::render
