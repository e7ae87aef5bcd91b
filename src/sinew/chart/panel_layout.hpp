// How one panel is laid out: spans, ticks and the margins that its labels need.
#pragma once

#include <sinew/chart/chart.hpp>
#include <sinew/chart/draw_marks.hpp>
#include <sinew/chart/extent.hpp>

#include <optional>

namespace sinew::chart {

struct PanelLayout {
    explicit PanelLayout(const Panel& shown) : panel{&shown}, extents{extents_of(shown)} {}

    const Panel* panel;
    Extents extents;
    Span x, y;
    std::vector<Tick> x_ticks, y_ticks;
    double left_margin = 0;   ///< for the labels of the y axis
    double right_margin = 0;  ///< for names at line ends and words beside categories
    Box box;                  ///< the plotting area, set by `place`

    [[nodiscard]] bool empty() const noexcept { return !extents.has_values; }
    [[nodiscard]] Frame frame() const;
};

/// Spans, y ticks and margins.
/// @param shared_x  the x span of all panels when they share one
[[nodiscard]] PanelLayout lay_out(const Panel& panel, double height, std::optional<Span> shared_x);

/// Sets the box, squares it for equal scales, and chooses x ticks whose labels do not touch.
void place(PanelLayout& layout, Box box);

/// The title of an axis with the unit of a clock.
[[nodiscard]] std::string axis_title(const Axis& axis, Span span);

}  // namespace sinew::chart
