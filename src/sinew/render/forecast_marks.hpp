// How bands by day are drawn in every picture of a forecast.
#pragma once

#include <sinew/render/chart_words.hpp>

#include <sinew/base/json_text.hpp>

#include <string>

namespace sinew::render {

/// Whose marks go into the legend.
enum class Legend : bool { none, named };

/// Light band of nine draws in ten, dark band of half of them, the middle.
void add_bands(chart::Panel& panel, const std::vector<double>& x, const OrderedJson& rows,
               figure::Ink ink, const std::string& name, Legend legend, const care::Words& words);

/// The middle alone.
void add_middle(chart::Panel& panel, const std::vector<double>& x, const OrderedJson& rows,
                const chart::Stroke& stroke, const std::string& name);

/// 0, 1, ... n - 1.
[[nodiscard]] std::vector<double> counting(std::size_t n);

/// A panel of days with and without the programme.
[[nodiscard]] chart::Panel days_panel(const OrderedJson& curve, const std::string& heading,
                                      const std::string& unit, Legend legend,
                                      const care::Words& words);

/// One panel on its own, as wide as a column of a page.
[[nodiscard]] figure::Scene alone(chart::Panel panel, double height, const std::string& description,
                                  const care::Words& words);

}  // namespace sinew::render
