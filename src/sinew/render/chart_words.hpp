// What every chart takes from the text pack: "no data", how days are told.
#pragma once

#include <sinew/care/knowledge_use.hpp>
#include <sinew/chart/chart.hpp>

namespace sinew::render {

[[nodiscard]] chart::Chart chart_in(const care::Words& words);
[[nodiscard]] chart::DayWords day_words(const care::Words& words);

/// A number as a chart's sentence names it: `decimals` places, the reader's minus.
[[nodiscard]] std::string said(double value, int decimals);

}  // namespace sinew::render
