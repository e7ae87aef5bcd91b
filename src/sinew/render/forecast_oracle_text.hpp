// A forecast's stepper against the independent solver, for the terminal.
#pragma once

#include <sinew/base/json_text.hpp>
#include <sinew/care/knowledge_use.hpp>
#include <sinew/render/terminal_page.hpp>

#include <string>

namespace sinew::render {

/// @param json  as document::forecast_oracle_json writes it
[[nodiscard]] std::string forecast_oracle_text(const OrderedJson& json,
                                               const knowledge::Words& words,
                                               const TextStyle& style);

}  // namespace sinew::render
