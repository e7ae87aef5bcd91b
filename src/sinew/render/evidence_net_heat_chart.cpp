#include <sinew/chart/number_label.hpp>
#include <sinew/chart/text_width.hpp>
#include <sinew/render/evidence_league_chart.hpp>
#include <sinew/render/picture_head.hpp>

#include <algorithm>
#include <cmath>

namespace sinew::render {
using figure::Anchor;
using figure::Ink;
namespace {

constexpr double kName = 10, kHottest = 8;  // beyond 8 no colour is deeper (after krahn2013)

std::string named(const NetHeatPicture::Row& row) {
    return row.design.empty() ? row.comparison : row.comparison + "  in " + row.design;
}

std::string told(const NetHeatPicture& net) {
    std::string text =
        "Net heat of " + std::to_string(net.rows.size()) + " comparisons of designs.";
    for (std::size_t i = 0; i < net.rows.size(); ++i)
        text += " " + named(net.rows[i]) + ": " + chart::number_label(net.heat[i][i], 2) +
                " of Q goes when it is detached itself.";
    return text;
}

}  // namespace

figure::Scene evidence_net_heat_chart(const NetHeatPicture& net) {
    figure::Scene scene;
    ScenePen pen{scene};
    const auto count = static_cast<double>(net.rows.size());
    double names = 80;
    for (const auto& row : net.rows)
        names = std::max(names, chart::text_width(chart::shortened(named(row), kName, 330), kName));
    const double side = std::clamp(430 / std::max(count, 1.0), 21.0, 54.0);
    const double left = kPictureMargin + names + 28;
    scene.width = std::max(600.0, left + side * count + kPictureMargin);
    scene.title = net.title.empty() ? "Net heat: where designs disagree" : net.title;
    const double top = picture_head(scene, pen, net.subtitle) + 20;
    for (std::size_t i = 0; i < net.rows.size(); ++i) {
        const double y = top + side * static_cast<double>(i);
        const double baseline = y + side / 2 + 3.5;
        pen.words({left - 24, baseline}, chart::shortened(named(net.rows[i]), kName, 330),
                  {kName, Ink::ink, Anchor::end});
        pen.words({left - 6, baseline}, std::to_string(i + 1),
                  {kName, Ink::soft, Anchor::end, true});
        pen.words({left + side * (static_cast<double>(i) + 0.5), top - 7}, std::to_string(i + 1),
                  {kName, Ink::soft, Anchor::middle, true});
        for (std::size_t j = 0; j < net.rows.size(); ++j) {
            const double x = left + side * static_cast<double>(j), heat = net.heat[i][j];
            const double depth = std::min(1.0, std::abs(heat) / kHottest);
            pen.area(rectangle(x, y, side, side), Ink::card);
            pen.area(rectangle(x, y, side, side), heat > 0 ? Ink::red : Ink::sky, 0.72 * depth);
            // The grey square: at most the whole cell less a rim. Small cells have room for it or for a number.
            const bool told_here = std::abs(heat) >= 0.5;
            const double inner = (side - 6) * std::sqrt(std::min(1.0, std::abs(net.share[i][j])));
            if (inner > 1 && (side >= 30 || !told_here))
                pen.area(rectangle(x + (side - inner) / 2, y + (side - inner) / 2, inner, inner),
                         Ink::soft, 0.3);
            pen.outline(rectangle(x, y, side, side), {Ink::paper, 1.2});
            if (!told_here) continue;
            std::string number = chart::number_label(heat, side >= 30 ? 1 : 0);
            if (heat > 0) number = "+" + number;
            if (side >= 40)
                pen.words({x + side - 4, y + side - 5}, std::move(number),
                          {9.5, Ink::ink, Anchor::end, depth > 0.6});
            else
                pen.words({x + side / 2, y + side / 2 + 3.2}, std::move(number),
                          {side >= 30 ? 9 : 8.2, Ink::ink, Anchor::middle, depth > 0.6});
        }
    }
    scene.height = picture_foot(
        scene, pen, top + side * count + 22,
        "Number and colour: how much of the row's inconsistency (Q) goes (red, +) or comes (blue, "
        "−) "
        "when the design of the column is detached; on the diagonal the design's own. Numbers "
        "below 0.5 are left out. Grey square: part of the column's direct evidence in the row's "
        "network estimate.",
        net.footnote);
    scene.description = net.description.empty() ? told(net) : net.description;
    pen.paper();
    return scene;
}

}  // namespace sinew::render
