// Ticks where people count by 60, 24, 7 and 12 instead of ten.
#pragma once

#include <sinew/chart/ticks.hpp>

namespace sinew::chart {

/// Steps of 1 to 30 s, 1 to 30 min, 1 to 12 h, whole days.
[[nodiscard]] std::vector<Tick> clock_ticks(Span span, int most);

/// Days, weeks from Monday, months, quarters or years, whichever is the finest that fits.
[[nodiscard]] std::vector<Tick> day_ticks(const DayWords& words, Span span, int most);

}  // namespace sinew::chart
