#include <sinew/chart/draw_marks.hpp>
#include <sinew/chart/marker.hpp>

#include <algorithm>
#include <cmath>
#include <iterator>

namespace sinew::chart {
using figure::Paint;
using figure::Point;
using figure::Polyline;
using figure::Shape;
namespace {

struct Drawing {
    const Frame& frame;
    std::vector<Shape>& shapes;

    [[nodiscard]] Point at(double x, double y) const { return {frame.x.at(x), frame.y.at(y)}; }
    void add(std::vector<Shape> more) const {
        shapes.insert(shapes.end(), std::make_move_iterator(more.begin()),
                      std::make_move_iterator(more.end()));
    }
    void path(const Path& whole, const Stroke& stroke) const {
        Polyline drawn;
        for (Path& piece : clipped(whole, frame.box)) drawn.outlines.push_back(thinned(piece));
        if (!drawn.outlines.empty()) shapes.push_back({std::move(drawn), paint_of(stroke)});
    }
    void area(const Path& whole, Ink ink, double opacity) const {
        Path inside = clipped_area(whole, frame.box);
        if (inside.size() >= 3)
            shapes.push_back(
                {Polyline{{std::move(inside)}, true}, {ink, {}, 0, opacity, {}, false}});
    }

    void operator()(const LineMark& line) const {
        Path whole;
        std::vector<Spot> spots;
        for (const Place& place : line.places) {
            const Point here = at(place.x, place.y);
            if (line.stepped && !whole.empty()) whole.push_back({here.x, whole.back().y});
            whole.push_back(here);
            if (frame.box.holds(here)) spots.push_back({here, 4.5});
        }
        path(whole, line.stroke);
        // A single value between gaps makes no line; it is still shown.
        if (line.marker == Marker::none) {
            std::vector<Spot> alone;
            for (std::size_t i = 0; i < line.places.size(); ++i) {
                const auto shown = [&](std::size_t k) {
                    return k < line.places.size() && std::isfinite(line.places[k].x) &&
                           std::isfinite(line.places[k].y);
                };
                const Point here = at(line.places[i].x, line.places[i].y);
                if (shown(i) && !shown(i + 1) && (i == 0 || !shown(i - 1)) && frame.box.holds(here))
                    alone.push_back({here, 2.5 * line.stroke.width});
            }
            add(markers(Marker::dot, alone, line.stroke.ink, line.stroke.opacity));
        }
        add(markers(line.marker, spots, line.stroke.ink, line.stroke.opacity));
    }
    void operator()(const PointsMark& points) const {
        std::vector<Spot> spots, above, below;
        for (std::size_t i = 0; i < points.places.size(); ++i) {
            const Point here = at(points.places[i].x, points.places[i].y);
            const double size = i < points.sizes.size() ? points.sizes[i] : points.size;
            const Box& box = frame.box;
            if (box.holds(here)) {
                spots.push_back({here, size});
            } else if (points.outside == Outside::at_edge && here.x >= box.left &&
                       here.x <= box.right) {
                const bool over = here.y < box.top;
                // Its own shape just inside, and a small arrow at the edge it lies beyond.
                spots.push_back({{here.x, over ? box.top + 9 : box.bottom - 9}, size});
                (over ? above : below)
                    .push_back({{here.x, over ? box.top + 2 : box.bottom - 2}, 4});
            }
        }
        add(markers(points.marker, spots, points.ink, points.opacity));
        add(markers(Marker::triangle_up, above, points.ink, points.opacity));
        add(markers(Marker::triangle_down, below, points.ink, points.opacity));
    }
    void operator()(const BandMark& band) const {
        const std::size_t count = std::min({band.x.size(), band.low.size(), band.high.size()});
        Path upper, lower;
        const auto flush = [&] {
            upper = thinned(upper);
            lower = thinned(lower);
            upper.insert(upper.end(), lower.rbegin(), lower.rend());
            area(upper, band.ink, band.opacity);
            upper.clear();
            lower.clear();
        };
        for (std::size_t i = 0; i < count; ++i) {
            const Point low = at(band.x[i], band.low[i]), high = at(band.x[i], band.high[i]);
            if (!std::isfinite(low.x) || !std::isfinite(low.y) || !std::isfinite(high.y)) {
                flush();
                continue;
            }
            upper.push_back(high);
            lower.push_back(low);
        }
        flush();
    }
    void operator()(const BarsMark& bars) const {
        Polyline all{{}, true};
        for (const Place& place : bars.places) {
            if (!std::isfinite(place.x) || !std::isfinite(place.y)) continue;
            double foot = frame.y.at(bars.base);
            if (!std::isfinite(foot)) foot = frame.box.bottom;
            const double left = frame.x.at(place.x - bars.width / 2),
                         right = frame.x.at(place.x + bars.width / 2), top = frame.y.at(place.y);
            Path bar =
                clipped_area({{left, foot}, {left, top}, {right, top}, {right, foot}}, frame.box);
            if (bar.size() >= 3 && std::abs(top - foot) > 0.01)
                all.outlines.push_back(std::move(bar));
        }
        if (all.outlines.empty()) return;
        Paint paint{bars.ink, {}, 0, bars.opacity, {}, false};
        // Paper under a tint: the grid does not shine through.
        if (!bars.hollow) shapes.push_back({all, {Ink::paper, {}, 0, 1, {}, false}});
        if (bars.hollow) paint = {{}, bars.ink, 1.1, bars.opacity, {}, false};
        shapes.push_back({std::move(all), paint});
    }
    void operator()(const RangesMark& mark) const {
        const bool upright = mark.direction == Direction::vertical;
        Polyline all;
        for (const auto& range : mark.ranges) {
            const Point low = upright ? at(range.at, range.low) : at(range.low, range.at);
            const Point high = upright ? at(range.at, range.high) : at(range.high, range.at);
            for (Path& piece : clipped({low, high}, frame.box))
                all.outlines.push_back(std::move(piece));
            if (mark.cap <= 0) continue;
            for (const Point end : {low, high}) {
                if (!frame.box.holds(end)) continue;
                const double half = mark.cap / 2;
                all.outlines.push_back(upright
                                           ? Path{{end.x - half, end.y}, {end.x + half, end.y}}
                                           : Path{{end.x, end.y - half}, {end.x, end.y + half}});
            }
        }
        if (!all.outlines.empty()) shapes.push_back({std::move(all), paint_of(mark.stroke)});
    }
    void operator()(const RuleMark& rule) const {
        const bool flat = rule.direction == Direction::horizontal;
        const double place = flat ? frame.y.at(rule.value) : frame.x.at(rule.value);
        if (!std::isfinite(place)) return;
        const Box& box = frame.box;
        const Point from = flat ? Point{box.left, place} : Point{place, box.top};
        const Point to = flat ? Point{box.right, place} : Point{place, box.bottom};
        if (box.holds(from)) shapes.push_back({figure::Line{from, to}, paint_of(rule.stroke)});
    }
    void operator()(const RegionMark&) const {}
    void operator()(const OutlineMark& outline) const {
        Path whole;
        for (const Place& place : outline.places) whole.push_back(at(place.x, place.y));
        if (std::any_of(whole.begin(), whole.end(),
                        [](Point p) { return !std::isfinite(p.x) || !std::isfinite(p.y); }))
            return;
        if (outline.fill_opacity > 0) area(whole, outline.stroke.ink, outline.fill_opacity);
        if (outline.closed && !whole.empty()) whole.push_back(whole.front());
        path(whole, outline.stroke);
    }
    void operator()(const NoteMark&) const {}
};

}  // namespace

std::vector<Shape> region_shapes(const std::vector<Mark>& marks, const Frame& frame) {
    std::vector<Shape> shapes;
    for (const Mark& mark : marks) {
        const auto* region = std::get_if<RegionMark>(&mark);
        if (region == nullptr) continue;
        const bool upright = region->direction == Direction::vertical;
        const Scale& scale = upright ? frame.x : frame.y;
        const Span span = scale.span();
        const double from = scale.at(std::max(region->from, span.low)),
                     to = scale.at(std::min(region->to, span.high));
        if (!std::isfinite(from) || !std::isfinite(to) ||
            !(region->from <= span.high && region->to >= span.low))
            continue;
        const Box& b = frame.box;
        const Path area = upright
                              ? Path{{from, b.top}, {to, b.top}, {to, b.bottom}, {from, b.bottom}}
                              : Path{{b.left, from}, {b.right, from}, {b.right, to}, {b.left, to}};
        Drawing{frame, shapes}.area(area, region->ink, region->opacity);
    }
    return shapes;
}

std::vector<Shape> mark_shapes(const std::vector<Mark>& marks, const Frame& frame) {
    std::vector<Shape> shapes;
    for (const Mark& mark : marks) std::visit(Drawing{frame, shapes}, mark);
    return shapes;
}

}  // namespace sinew::chart
