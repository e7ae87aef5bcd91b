#include <sinew/chart/text_width.hpp>
#include <sinew/render/scene_pen.hpp>

namespace sinew::render {
using figure::Ink;
using figure::Point;

std::vector<Point> rectangle(double x, double y, double width, double height) {
    return {{x, y}, {x + width, y}, {x + width, y + height}, {x, y + height}};
}

void ScenePen::words(Point at, std::string text, const WordStyle& style) {
    if (text.empty()) return;
    scene_.shapes.push_back(
        {figure::Text{at, std::move(text), style.size, style.anchor, style.bold},
         {style.ink, {}, 0, 1, {}, false}});
}

double ScenePen::paragraph(Point at, const std::string& text, double right,
                           const WordStyle& style) {
    double baseline = at.y - style.size * 1.3;
    if (text.empty()) return baseline;
    const double room = (right - at.x) / (style.bold ? 1.09 : 1);
    for (std::string& line : chart::lines_within(text, style.size, room))
        words({at.x, baseline += style.size * 1.3}, std::move(line), style);
    return baseline;
}

void ScenePen::line(Point from, Point to, const LineStyle& style) {
    scene_.shapes.push_back(
        {figure::Line{from, to}, {{}, style.ink, style.width, 1, style.dash, false}});
}

void ScenePen::area(std::vector<Point> corners, Ink ink, double opacity) {
    scene_.shapes.push_back(
        {figure::Polyline{{std::move(corners)}, true}, {ink, {}, 0, opacity, {}, false}});
}

void ScenePen::outline(std::vector<Point> corners, const LineStyle& style) {
    scene_.shapes.push_back({figure::Polyline{{std::move(corners)}, true},
                             {{}, style.ink, style.width, 1, style.dash, false}});
}

void ScenePen::paper() {
    const double w = scene_.width, h = scene_.height;
    scene_.shapes.insert(scene_.shapes.begin(), {figure::Polyline{{rectangle(0, 0, w, h)}, true},
                                                 {Ink::paper, {}, 0, 1, {}, false}});
}

}  // namespace sinew::render
