// The load of weeks as a picture: what load_charts draws, filled from a history.
#pragma once

#include <sinew/care/load_use.hpp>
#include <sinew/render/load_charts.hpp>

namespace sinew::render {

/// Days, averages, monotony and strain, with the pack's monotony line and the ratio's critique as the footnote.
[[nodiscard]] figure::Scene load_history_picture(const care::LoadHistory& history,
                                                 const knowledge::Catalogue& catalogue,
                                                 const knowledge::Words& words);

}  // namespace sinew::render
