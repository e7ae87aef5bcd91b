// The load of weeks for the terminal: a bar a day, a line a week, and what the ratios are worth.
#pragma once

#include <sinew/base/json_text.hpp>
#include <sinew/knowledge/text_pack.hpp>
#include <sinew/render/terminal_page.hpp>

#include <optional>
#include <string>
#include <vector>

namespace sinew::render {

/// Eight heights of bars, one a value; a value that is not known is a dot, 0 the lowest bar.
[[nodiscard]] std::string spark_bars(const std::vector<std::optional<double>>& values,
                                     double highest);

/// @param history  as document::load_history_json writes it
[[nodiscard]] std::string load_history_text(const OrderedJson& history,
                                            const knowledge::Words& words, const TextStyle& style);

}  // namespace sinew::render
