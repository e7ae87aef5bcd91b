// A chart as a value: rows of panels with their marks, and the words round them. `draw` turns it into a scene.
//
// Layout is the journal's: the name of the y axis stands over the axis and is never turned, the grid is quiet, the legend
// stands where the panel starts, lines are named at their ends where that is asked for.
#pragma once

#include <sinew/chart/axis.hpp>
#include <sinew/chart/mark.hpp>
#include <sinew/figure/scene.hpp>

#include <string>
#include <vector>

namespace sinew::chart {

struct Panel {
    std::string heading = {};  ///< bold, over the panel; may be empty
    Axis x = {}, y = {};
    std::vector<Mark> marks = {};  ///< drawn in this order; regions come first and under the grid
    bool equal_scales =
        false;         ///< one span and one scale for both axes, in a square (Poincare plots)
    double share = 1;  ///< of the row's width
};

struct Row {
    std::vector<Panel> panels = {};
    double height = 200;  ///< of the plotting area, scene units
};

struct Chart {
    std::string title = {}, subtitle = {};
    std::string footnote = {};     ///< where the numbers come from: source, settings, version
    std::string description = {};  ///< what a screen reader says; empty = axes and spans are told
    std::string no_values = "no data";  ///< stands in a panel that has nothing to show
    std::vector<Row> rows = {};
    double width = 720;     ///< scene units
    bool shared_x = false;  ///< one panel a row, one x axis under the last
    bool letters = false;   ///< A, B, C ... before the headings
};

/// Never fails: what cannot be shown (nothing, not a number, beyond every scale) is said in the panel.
[[nodiscard]] figure::Scene draw(const Chart& chart);

}  // namespace sinew::chart
