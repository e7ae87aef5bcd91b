// The shapes of points.
#pragma once

#include <sinew/chart/mark.hpp>

#include <vector>

namespace sinew::chart {

/// A point of the page with the width of its marker.
struct Spot {
    figure::Point at;
    double size = 5;
};

/// As few shapes as possible: one path holds all markers of a kind and size. Equal to half a unit, they are drawn once.
[[nodiscard]] std::vector<figure::Shape> markers(Marker marker, const std::vector<Spot>& spots,
                                                 Ink ink, double opacity);

/// The paint of a stroke.
[[nodiscard]] figure::Paint paint_of(const Stroke& stroke);

}  // namespace sinew::chart
