// A forecast for the terminal: the status first, then what may happen, on what it rests, and what was assumed.
#pragma once

#include <sinew/base/json_text.hpp>
#include <sinew/knowledge/text_pack.hpp>
#include <sinew/render/terminal_page.hpp>

#include <string>

namespace sinew::render {

/// @param forecasts  as document::forecasts_json writes it: one forecast or two
[[nodiscard]] std::string forecast_text(const OrderedJson& forecasts, const knowledge::Words& words,
                                        const TextStyle& style);

}  // namespace sinew::render
