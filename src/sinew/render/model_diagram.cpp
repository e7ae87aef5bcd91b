#include <sinew/chart/text_width.hpp>
#include <sinew/render/model_diagram.hpp>
#include <sinew/render/model_diagram_layout.hpp>

#include <algorithm>
#include <cmath>

namespace sinew::render {
namespace {

using diagram::Box;
using diagram::Diagram;
using diagram::kBoxWidth;
using diagram::kColumns;
using diagram::kHead;
using diagram::kLeft;
using diagram::Line;
using figure::Bezier;
using figure::Ink;
using figure::Paint;
using figure::Point;
using figure::Shape;
using knowledge::LinkGrade;
using knowledge::ModelLink;

constexpr double kWidth = 1240, kMargin = 28;
constexpr std::array<const char*, kColumns> kLevels{"in",   "withdrawal", "body",
                                                    "mind", "craving",    "out"};

struct Look {
    Ink ink;
    double width;
    std::vector<double> dash;
    const char* words;
};
const std::array<Look, 5>& looks() {
    static const std::array<Look, 5> kLooks{{{Ink::pine, 1.9, {}, "good"},
                                             {Ink::sky, 1.3, {}, "some"},
                                             {Ink::amber, 1.3, {6, 3}, "borrowed"},
                                             {Ink::clay, 1.3, {1.5, 2.6}, "hypothesis"},
                                             {Ink::red, 1.3, {7, 2.5, 1.5, 2.5}, "against"}}};
    return kLooks;
}
const Look& look_of(LinkGrade grade) {
    switch (grade) {
        case LinkGrade::A:
        case LinkGrade::B: return looks()[0];
        case LinkGrade::C: return looks()[1];
        case LinkGrade::D:
        case LinkGrade::NA: return looks()[2];
        case LinkGrade::H: return looks()[3];
        case LinkGrade::X: break;
    }
    return looks()[4];
}

Paint filled(Ink ink) {
    Paint paint;
    paint.fill = ink;
    return paint;
}
Paint drawn(Ink ink, double width, std::vector<double> dash = {}) {
    Paint paint;
    paint.stroke = ink;
    paint.width = width;
    paint.dash = std::move(dash);
    return paint;
}

void add_words(std::vector<Shape>& shapes, Point at, std::string words, double size, Ink ink,
               figure::Anchor anchor = figure::Anchor::start, bool bold = false) {
    shapes.push_back({figure::Text{at, std::move(words), size, anchor, bold}, filled(ink)});
}

/// A head that points (raises) or a bar (lowers). @param way  +1 to the right, -1 to the left
void add_head(std::vector<Shape>& shapes, Point tip, double way, bool raises, Ink ink) {
    if (raises) {
        figure::Polyline head{
            {{tip, {tip.x - way * 7, tip.y - 3.2}, {tip.x - way * 7, tip.y + 3.2}}}, true};
        shapes.push_back({std::move(head), filled(ink)});
    } else {
        shapes.push_back(
            {figure::Line{{tip.x - way * 2, tip.y - 3.3}, {tip.x - way * 2, tip.y + 3.3}},
             drawn(ink, 2.4)});
    }
}

void add_line(std::vector<Shape>& shapes, const Diagram& diagram, const Line& line) {
    const Look& look = look_of(line.link->grade);
    const bool inside = diagram.boxes[line.from].column == diagram.boxes[line.to].column;
    const double way = inside ? -1 : 1;
    const Point start = line.start, tip = line.end;
    const Point end{tip.x - way * (line.link->raises ? 5 : 2), tip.y};
    Bezier course{start, {}, false};
    Point now = start;
    const auto curve = [&](Point to, double way_in) {
        const double reach =
            inside ? 16 + std::abs(to.y - now.y) * 0.2 : std::max(24.0, (to.x - now.x) * 0.5);
        course.pieces.push_back({{now.x + reach, now.y}, {to.x - way_in * reach, to.y}, to});
        now = to;
    };
    const std::size_t first_column = diagram.boxes[line.from].column;
    for (std::size_t i = 0; i < line.through.size(); ++i) {
        const double left = kLeft[first_column + i + 1], y = line.through[i];
        curve({left - 2, y}, 1);
        const Point past{left + kBoxWidth + 2, y};
        course.pieces.push_back({now, past, past});
        now = past;
    }
    curve(end, way);
    shapes.push_back({std::move(course), drawn(look.ink, look.width, look.dash)});
    add_head(shapes, tip, way, line.link->raises, look.ink);
}

void add_box(std::vector<Shape>& shapes, const Box& box, const care::Words& words) {
    const double x = box.left(), top = box.y - box.height / 2, low = box.y + box.height / 2;
    const double r = 7, k = 3.1, right = box.right();
    Bezier outline{{x + r, top}, {}, true};
    const auto to = [&](Point a, Point b, Point end) { outline.pieces.push_back({a, b, end}); };
    const auto straight = [&](Point end) {
        const Point from = outline.pieces.empty() ? outline.start : outline.pieces.back().end;
        to(from, end, end);
    };
    straight({right - r, top});
    to({right - k, top}, {right, top + k}, {right, top + r});
    straight({right, low - r});
    to({right, low - k}, {right - k, low}, {right - r, low});
    straight({x + r, low});
    to({x + k, low}, {x, low - k}, {x, low - r});
    straight({x, top + r});
    to({x, top + k}, {x + k, top}, {x + r, top});
    Paint paint = drawn(Ink::soft, 1);
    paint.fill = Ink::card;
    shapes.push_back({std::move(outline), std::move(paint)});
    const std::string key = "model.symbol." + box.symbol;
    const double middle = (x + right) / 2;
    add_words(shapes, {middle, box.y - 2.5}, chart::shortened(words(key), 12, kBoxWidth - 10), 12,
              Ink::ink, figure::Anchor::middle, true);
    add_words(shapes, {middle, box.y + 11}, box.symbol, 10, Ink::soft, figure::Anchor::middle);
}

void add_legend(std::vector<Shape>& shapes, double top, const care::Words& words) {
    double x = kMargin;
    for (const bool raises : {true, false}) {
        shapes.push_back({figure::Line{{x, top}, {x + 26, top}}, drawn(Ink::ink, 1.5)});
        add_head(shapes, {x + (raises ? 31.0 : 28.0), top}, 1, raises, Ink::ink);
        const std::string word = words(raises ? "model.diagram.raises" : "model.diagram.lowers");
        add_words(shapes, {x + 38, top + 4}, word, 12, Ink::ink);
        x += 38 + chart::text_width(word, 12) + 26;
    }
    for (const Look& look : looks()) {
        shapes.push_back(
            {figure::Line{{x, top}, {x + 32, top}}, drawn(look.ink, look.width + 0.4, look.dash)});
        const std::string word = words(std::string{"model.diagram.grade."} + look.words);
        add_words(shapes, {x + 38, top + 4}, word, 12, Ink::ink);
        x += 38 + chart::text_width(word, 12) + 26;
    }
}

}  // namespace

figure::Scene model_diagram(std::span<const ModelLink> links, const care::Words& words) {
    const Diagram laid = diagram::laid_out(links);
    const double strip_top = laid.strip_top;

    figure::Scene scene;
    scene.width = kWidth;
    scene.height = laid.bottom + 66;
    scene.title = words("model.diagram.title");
    scene.description = words(
        "model.diagram.description",
        {{"count", std::to_string(links.size())}, {"nodes", std::to_string(laid.boxes.size())}});
    auto& shapes = scene.shapes;
    const double w = scene.width, h = scene.height;
    shapes.push_back(
        {figure::Polyline{{{{0, 0}, {w, 0}, {w, h}, {0, h}}}, true}, filled(Ink::paper)});
    add_words(shapes, {kMargin, 30}, scene.title, 19, Ink::ink, figure::Anchor::start, true);
    add_words(shapes, {kMargin, 50}, words("model.status"), 12.5, Ink::clay);
    for (std::size_t column = 0; column < kColumns; ++column)
        add_words(shapes, {kLeft[column] + kBoxWidth / 2, kHead - 14},
                  words(std::string{"model.diagram.level."} + kLevels[column]), 13, Ink::soft,
                  figure::Anchor::middle, true);
    if (laid.bottom > strip_top) {
        shapes.push_back(
            {figure::Line{{kMargin, strip_top - 26}, {kWidth - kMargin, strip_top - 26}},
             drawn(Ink::line, 1)});
        add_words(shapes, {kMargin, strip_top - 9}, words("model.diagram.minutes"), 13, Ink::soft,
                  figure::Anchor::start, true);
    }
    // Weak links first: the well-grounded lie on top.
    for (std::size_t turn = looks().size(); turn-- > 0;)
        for (const Line& line : laid.lines)
            if (&look_of(line.link->grade) == &looks()[turn]) add_line(shapes, laid, line);
    for (const Box& box : laid.boxes) add_box(shapes, box, words);
    add_legend(shapes, scene.height - 34, words);
    add_words(shapes, {kMargin, scene.height - 10}, words("model.diagram.footnote"), 11, Ink::soft);
    return scene;
}

}  // namespace sinew::render
