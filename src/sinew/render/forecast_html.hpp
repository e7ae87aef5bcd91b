// A forecast as one page that needs nothing else: plain words first, then pictures, tables, grounds and how it was made.
#pragma once

#include <sinew/base/json_text.hpp>
#include <sinew/care/knowledge_use.hpp>

#include <string>

namespace sinew::render {

/// @param forecasts  as document::forecasts_json writes it: one forecast or two
[[nodiscard]] std::string forecast_html(const OrderedJson& forecasts, const care::Words& words);

}  // namespace sinew::render
