// Lines cut to their panel and thinned to what the page can show, without changing how they look.
#pragma once

#include <sinew/figure/scene.hpp>

#include <vector>

namespace sinew::chart {

/// A rectangle of the page.
struct Box {
    double left = 0, top = 0, right = 0, bottom = 0;
    [[nodiscard]] double width() const noexcept { return right - left; }
    [[nodiscard]] double height() const noexcept { return bottom - top; }
    [[nodiscard]] bool holds(figure::Point p) const noexcept {
        return p.x >= left && p.x <= right && p.y >= top && p.y <= bottom;
    }
};

using Path = std::vector<figure::Point>;

/// The pieces of the path inside the box; a point that is not finite parts it.
[[nodiscard]] std::vector<Path> clipped(const Path& path, const Box& box);

/// First, lowest, highest and last point of every half unit of x: what a pen of that width would draw. Short paths and paths
/// that run backwards in x stay as they are.
[[nodiscard]] Path thinned(const Path& path);

/// A closed path cut to the box (Sutherland and Hodgman).
[[nodiscard]] Path clipped_area(const Path& area, const Box& box);

}  // namespace sinew::chart
