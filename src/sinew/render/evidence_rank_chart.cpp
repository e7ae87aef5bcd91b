#include <sinew/chart/number_label.hpp>
#include <sinew/chart/text_width.hpp>
#include <sinew/render/evidence_league_chart.hpp>
#include <sinew/render/picture_head.hpp>

#include <algorithm>

namespace sinew::render {
using figure::Anchor;
using figure::Ink;
namespace {

constexpr double kName = 11, kRow = 22, kBar = 150;

std::string told(const RankPicture& ranks) {
    std::string text =
        "P-scores of " + std::to_string(ranks.rows.size()) + " treatments, best first.";
    for (const auto& row : ranks.rows) {
        text += " " + row.treatment + ": " + chart::number_label(row.p_score, 2);
        if (!row.chance.empty())
            text += ", best with chance " + chart::number_label(100 * row.chance.front(), 0) + " %";
        text += ".";
    }
    return text;
}

}  // namespace

figure::Scene evidence_rank_chart(const RankPicture& ranks) {
    figure::Scene scene;
    ScenePen pen{scene};
    const auto count = static_cast<double>(ranks.rows.size());
    double names = 60;
    for (const auto& row : ranks.rows)
        names =
            std::max(names, chart::text_width(chart::shortened(row.treatment, kName, 210), kName));
    const double side = std::clamp(330 / std::max(count, 1.0), 19.0, 42.0);
    const double bars = kPictureMargin + names + 12, cells = bars + kBar + 62;
    scene.width = std::max(560.0, cells + side * count + kPictureMargin);
    scene.title = ranks.title.empty() ? "Ranking of treatments" : ranks.title;
    const double top = picture_head(scene, pen, ranks.subtitle) + 34;
    pen.words({bars, top - 20}, "P-score", {10.5, Ink::soft, Anchor::start, true});
    pen.words({cells, top - 20}, "Chance of rank (%)", {10.5, Ink::soft, Anchor::start, true});
    for (std::size_t i = 0; i < ranks.rows.size(); ++i) {
        const auto& row = ranks.rows[i];
        const double y = top + kRow * static_cast<double>(i), baseline = y + kRow / 2 + 3.8;
        pen.words({bars - 10, baseline}, chart::shortened(row.treatment, kName, 210),
                  {kName, Ink::ink, Anchor::end});
        pen.area(rectangle(bars, y + 3, kBar, kRow - 6), Ink::line, 0.5);
        pen.area(rectangle(bars, y + 3, kBar * std::clamp(row.p_score, 0.0, 1.0), kRow - 6),
                 Ink::pine, 0.85);
        pen.words({bars + kBar + 7, baseline}, chart::number_label(row.p_score, 2),
                  {10.5, Ink::ink});
        pen.words({cells + side * (static_cast<double>(i) + 0.5), top - 6}, std::to_string(i + 1),
                  {9.5, Ink::soft, Anchor::middle});
        for (std::size_t rank = 0; rank < row.chance.size(); ++rank) {
            const double x = cells + side * static_cast<double>(rank);
            const double chance = row.chance[rank];
            pen.area(rectangle(x, y, side, kRow), Ink::card);
            pen.area(rectangle(x, y, side, kRow), Ink::pine, 0.62 * std::clamp(chance, 0.0, 1.0));
            pen.outline(rectangle(x, y, side, kRow), {Ink::paper, 1.2});
            if (chance >= 0.05)
                pen.words({x + side / 2, baseline - 0.4}, chart::number_label(100 * chance, 0),
                          {9, Ink::ink, Anchor::middle});
        }
    }
    // The middle of the bars: what a treatment neither better nor worse than the rest has.
    pen.line({bars + kBar / 2, top - 2}, {bars + kBar / 2, top + kRow * count + 2},
             {Ink::soft, 0.8, {3, 3}});
    scene.height = picture_foot(
        scene, pen, top + kRow * count + 22,
        "P-score: mean certainty of being better than another treatment; the dashed line is 0.5, "
        "the mean of all. Rank 1 is best; "
        "chances below 5 % are left out. Ranks say nothing of how large differences are.",
        ranks.footnote);
    scene.description = ranks.description.empty() ? told(ranks) : ranks.description;
    pen.paper();
    return scene;
}

}  // namespace sinew::render
