// What the marks of a panel mean, in one or more lines over it.
#pragma once

#include <sinew/chart/chart.hpp>

#include <vector>

namespace sinew::chart {

struct Legend {
    std::vector<figure::Shape> shapes;  ///< from the corner given
    double height = 0;
};

/// One entry for each name, in the order of the marks; keys show marker, dash and shade as they are drawn.
/// @param right  no entry reaches beyond; a line that is full is followed by the next
[[nodiscard]] Legend legend_of(const Panel& panel, double left, double top, double right);

}  // namespace sinew::chart
