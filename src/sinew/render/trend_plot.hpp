// One trend as the values of its picture.
#pragma once

#include <sinew/care/trend_use.hpp>
#include <sinew/render/trend_charts.hpp>

namespace sinew::render {

/// Answers, smoothed level, limits of the chart, steps, alerts and silent days of one outcome of one person.
/// @param name  of the outcome, as it is read
[[nodiscard]] TrendPicture picture_of(const care::OutcomeTrend& trend, const std::string& name,
                                      const care::Words& words);

}  // namespace sinew::render
