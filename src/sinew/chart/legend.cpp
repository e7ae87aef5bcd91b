#include <sinew/chart/draw_marks.hpp>
#include <sinew/chart/legend.hpp>
#include <sinew/chart/marker.hpp>
#include <sinew/chart/text_width.hpp>

#include <algorithm>
#include <iterator>
#include <set>

namespace sinew::chart {
using figure::Line;
using figure::Point;
using figure::Shape;
namespace {

constexpr double kKey = 18, kPointKey = 9, kGap = 5, kBetween = 16, kLine = kLabelSize * 1.45;

struct Key {
    Point middle;
    std::vector<Shape>& shapes;

    void add(std::vector<Shape> more) const {
        shapes.insert(shapes.end(), std::make_move_iterator(more.begin()),
                      std::make_move_iterator(more.end()));
    }
    void stroke(const Stroke& stroke) const {
        shapes.push_back({Line{{middle.x - kKey / 2, middle.y}, {middle.x + kKey / 2, middle.y}},
                          paint_of(stroke)});
    }
    void shade(Ink ink, double opacity, bool hollow = false) const {
        const double w = kKey / 2, h = 4.5;
        figure::Polyline box{{{{middle.x - w, middle.y - h},
                               {middle.x + w, middle.y - h},
                               {middle.x + w, middle.y + h},
                               {middle.x - w, middle.y + h}}},
                             true};
        shapes.push_back({std::move(box), hollow ? figure::Paint{{}, ink, 1.1, opacity, {}, false}
                                                 : figure::Paint{ink, {}, 0, opacity, {}, false}});
    }
    void operator()(const LineMark& line) const {
        stroke(line.stroke);
        add(markers(line.marker, {{middle, 4.5}}, line.stroke.ink, line.stroke.opacity));
    }
    void operator()(const PointsMark& points) const {
        add(markers(points.marker, {{middle, std::max(points.size, 4.0)}}, points.ink,
                    std::max(points.opacity, 0.7)));
    }
    void operator()(const BandMark& band) const {
        shade(band.ink, std::min(1.0, band.opacity * 1.4));
    }
    void operator()(const BarsMark& bars) const { shade(bars.ink, bars.opacity, bars.hollow); }
    void operator()(const RangesMark& ranges) const { stroke(ranges.stroke); }
    void operator()(const RuleMark& rule) const { stroke(rule.stroke); }
    void operator()(const RegionMark& region) const {
        shade(region.ink, std::min(1.0, region.opacity * 1.4));
    }
    void operator()(const OutlineMark& outline) const {
        if (outline.fill_opacity > 0)
            shade(outline.stroke.ink, std::min(1.0, outline.fill_opacity * 1.4));
        stroke(outline.stroke);
    }
    void operator()(const NoteMark&) const {}
};

std::string name_of(const Mark& mark) {
    return std::visit(
        [](const auto& one) -> std::string {
            if constexpr (requires { one.name; }) return one.name;
            return {};
        },
        mark);
}

}  // namespace

Legend legend_of(const Panel& panel, double left, double top, double right) {
    Legend legend;
    std::set<std::string> told;
    double x = left;
    for (const Mark& mark : panel.marks) {
        const std::string name = name_of(mark);
        if (name.empty() || !told.insert(name).second) continue;
        const double key = std::holds_alternative<PointsMark>(mark) ? kPointKey : kKey;
        const double width = key + kGap + text_width(name, kLabelSize);
        if (legend.height == 0) legend.height = kLine;
        if (x > left && x + width > right) {
            x = left;
            legend.height += kLine;
        }
        const double base = top + legend.height - 4;
        std::visit(Key{{x + key / 2, base - kLabelSize * 0.36}, legend.shapes}, mark);
        legend.shapes.push_back({figure::Text{{x + key + kGap, base},
                                              shortened(name, kLabelSize, right - x - key - kGap),
                                              kLabelSize,
                                              figure::Anchor::start,
                                              false},
                                 {Ink::ink, {}, 0, 1, {}, false}});
        x += width + kBetween;
    }
    return legend;
}

}  // namespace sinew::chart
