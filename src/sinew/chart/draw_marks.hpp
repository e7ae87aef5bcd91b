// Marks on their scales, as shapes.
#pragma once

#include <sinew/chart/clipping.hpp>
#include <sinew/chart/mark.hpp>
#include <sinew/chart/scale.hpp>

#include <string>
#include <vector>

namespace sinew::chart {

/// Where a panel is drawn.
struct Frame {
    Box box;
    Scale x, y;
};

/// Words that belong in the right margin at a height.
struct MarginLabel {
    double y = 0;
    std::string words;
    Ink ink = Ink::soft;
};

inline constexpr double kLabelSize = 10.5;  ///< of ticks, legends and labels inside a panel

/// Shades: drawn before the grid.
[[nodiscard]] std::vector<figure::Shape> region_shapes(const std::vector<Mark>& marks,
                                                       const Frame& frame);

/// Everything else but words, in the order of the marks.
[[nodiscard]] std::vector<figure::Shape> mark_shapes(const std::vector<Mark>& marks,
                                                     const Frame& frame);

/// Labels of regions and vertical rules at the top, in as many rows as it takes for none to touch another, and notes.
[[nodiscard]] std::vector<figure::Shape> word_shapes(const std::vector<Mark>& marks,
                                                     const Frame& frame);

/// Names at line ends and of horizontal rules, pushed apart where they would touch.
[[nodiscard]] std::vector<MarginLabel> margin_labels(const std::vector<Mark>& marks,
                                                     const Frame& frame);

/// Words with a halo of paper, so that they stay readable over lines.
[[nodiscard]] figure::Shape haloed(figure::Text text, Ink ink);

}  // namespace sinew::chart
