#include <sinew/chart/marker.hpp>

#include <cmath>
#include <map>
#include <set>

namespace sinew::chart {
using figure::Paint;
using figure::Point;
using figure::Polyline;
using figure::Shape;
namespace {

constexpr double kThin = 1.2;

/// The corners of a marker of this size round a point.
std::vector<std::vector<Point>> corners(Marker marker, Point c, double size) {
    const double r = size / 2;
    const auto p = [&](double x, double y) { return Point{c.x + x * r, c.y + y * r}; };
    switch (marker) {
        case Marker::square: return {{p(-.9, -.9), p(.9, -.9), p(.9, .9), p(-.9, .9)}};
        case Marker::diamond: return {{p(0, -1.25), p(1.25, 0), p(0, 1.25), p(-1.25, 0)}};
        case Marker::triangle_up: return {{p(0, -1.2), p(1.1, .8), p(-1.1, .8)}};
        case Marker::triangle_down: return {{p(0, 1.2), p(1.1, -.8), p(-1.1, -.8)}};
        case Marker::cross: return {{p(-.9, -.9), p(.9, .9)}, {p(-.9, .9), p(.9, -.9)}};
        case Marker::plus: return {{p(-1.1, 0), p(1.1, 0)}, {p(0, -1.1), p(0, 1.1)}};
        case Marker::none:
        case Marker::dot:
        case Marker::ring: break;
    }
    return {};
}

/// Points of one size, so close ones left out that nobody could see them apart.
std::map<double, std::vector<Point>> by_size(const std::vector<Spot>& spots) {
    std::map<double, std::vector<Point>> groups;
    std::set<std::tuple<double, long long, long long>> seen;
    for (const Spot& spot : spots) {
        if (!std::isfinite(spot.at.x) || !std::isfinite(spot.at.y) || !(spot.size > 0)) continue;
        if (seen.emplace(spot.size, std::llround(spot.at.x * 2), std::llround(spot.at.y * 2))
                .second)
            groups[spot.size].push_back(spot.at);
    }
    return groups;
}

}  // namespace

Paint paint_of(const Stroke& stroke) {
    Paint paint{{}, stroke.ink, stroke.width, stroke.opacity, {}, false};
    const double w = std::max(stroke.width, 0.8);
    switch (stroke.dash) {
        case Dash::whole: break;
        case Dash::dashed: paint.dash = {4 * w, 3 * w}; break;
        case Dash::dotted: paint.dash = {0.1, 2.6 * w}; break;
        case Dash::dash_dot: paint.dash = {5 * w, 2.6 * w, 0.1, 2.6 * w}; break;
    }
    return paint;
}

std::vector<Shape> markers(Marker marker, const std::vector<Spot>& spots, Ink ink, double opacity) {
    std::vector<Shape> shapes;
    if (marker == Marker::none) return shapes;
    for (const auto& [size, points] : by_size(spots)) {
        if (marker == Marker::ring) {
            for (const Point& at : points)
                shapes.push_back(
                    {figure::Circle{at, size / 2}, {Ink::paper, ink, kThin, opacity, {}, false}});
            continue;
        }
        Polyline all;
        if (marker == Marker::dot) {
            // A line of no length with round ends is a dot: two numbers a point instead of a whole circle.
            for (const Point& at : points) all.outlines.push_back({at, at});
            shapes.push_back({std::move(all), {{}, ink, size, opacity, {}, false}});
            continue;
        }
        for (const Point& at : points)
            for (auto& outline : corners(marker, at, size))
                all.outlines.push_back(std::move(outline));
        const bool open = marker == Marker::cross || marker == Marker::plus;
        all.closed = !open;
        Paint paint{{}, {}, 0, opacity, {}, false};
        if (open) {
            paint.stroke = ink;
            paint.width = kThin;
        } else {
            paint.fill = ink;
        }
        shapes.push_back({std::move(all), paint});
    }
    return shapes;
}

}  // namespace sinew::chart
