#include <sinew/chart/chart.hpp>
#include <sinew/chart/number_label.hpp>
#include <sinew/chart/text_width.hpp>
#include <sinew/render/evidence_baujat_chart.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace sinew::render {
namespace {

constexpr double kWide = 570, kHigh = 320, kSize = 10.5;

struct Box {
    double left, bottom, right, top;  ///< in scene units, up is positive
    [[nodiscard]] bool touches(const Box& other) const {
        return left < other.right && other.left < right && bottom < other.top && other.bottom < top;
    }
};

/// Names the studies farthest out, each on the first of four sides where it covers neither a point nor a name.
class Namer {
public:
    explicit Namer(const BaujatPicture& baujat) : baujat_{baujat} {
        for (const auto& study : baujat.studies) {
            widest_ = std::max(widest_, study.heterogeneity);
            highest_ = std::max(highest_, study.influence);
        }
        widest_ = widest_ > 0 ? widest_ : 1;
        highest_ = highest_ > 0 ? highest_ : 1;
        for (const auto& study : baujat.studies) {
            const auto [x, y] = spot(study);
            taken_.push_back({x - 3.5, y - 3.5, x + 3.5, y + 3.5});
        }
    }

    [[nodiscard]] std::vector<chart::Mark> names() {
        std::vector<std::size_t> order(baujat_.studies.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
            return distance(baujat_.studies[a]) > distance(baujat_.studies[b]);
        });
        order.resize(std::min(order.size(), baujat_.most_names));
        std::vector<chart::Mark> notes;
        for (const std::size_t index : order) name(baujat_.studies[index], notes);
        return notes;
    }

private:
    [[nodiscard]] std::pair<double, double> spot(const BaujatPicture::Study& study) const {
        return {study.heterogeneity / widest_ * kWide * 0.94,
                study.influence / highest_ * kHigh * 0.94};
    }
    [[nodiscard]] double distance(const BaujatPicture::Study& study) const {
        return std::hypot(study.heterogeneity / widest_, study.influence / highest_);
    }
    void name(const BaujatPicture::Study& study, std::vector<chart::Mark>& notes) {
        const auto [x, y] = spot(study);
        const std::string words = chart::shortened(study.name, kSize, 190);
        const double width = chart::text_width(words, kSize);
        struct Side {
            figure::Anchor anchor;
            double left, right_shift, up;
        };
        const std::array<Side, 4> sides{{{figure::Anchor::start, x + 6, 6, -3.6},
                                         {figure::Anchor::end, x - 6 - width, 6, -3.6},
                                         {figure::Anchor::middle, x - width / 2, 0, 7},
                                         {figure::Anchor::middle, x - width / 2, 0, -14}}};
        for (const Side& side : sides) {
            const Box box{side.left, y + side.up - 1, side.left + width, y + side.up + 9};
            if (box.left < 0 || box.right > kWide || box.bottom < 2 || box.top > kHigh) continue;
            if (std::any_of(taken_.begin(), taken_.end(),
                            [&](const Box& other) { return box.touches(other); }))
                continue;
            taken_.push_back(box);
            notes.emplace_back(chart::NoteMark{.at = {study.heterogeneity, study.influence},
                                               .words = words,
                                               .anchor = side.anchor,
                                               .right = side.right_shift,
                                               .up = side.up});
            return;
        }
    }

    const BaujatPicture& baujat_;
    double widest_ = 0, highest_ = 0;
    std::vector<Box> taken_;
};

std::string told(const BaujatPicture& baujat) {
    std::string text =
        "Baujat plot of " + std::to_string(baujat.studies.size()) +
        " studies: contribution to heterogeneity, then influence on the pooled effect.";
    for (const auto& study : baujat.studies)
        text += " " + study.name + ": " + chart::number_label(study.heterogeneity, 2) + ", " +
                chart::number_label(study.influence, 3) + ".";
    return text;
}

}  // namespace

figure::Scene evidence_baujat_chart(const BaujatPicture& baujat) {
    chart::Chart chart;
    chart.title = baujat.title.empty() ? "Baujat plot" : baujat.title;
    chart.subtitle = baujat.subtitle;
    chart.footnote = baujat.footnote;
    chart.description = baujat.description.empty() ? told(baujat) : baujat.description;
    chart::Panel panel;
    panel.x = {.title = "Contribution to the heterogeneity statistic Q", .zero = true};
    panel.y = {.title = "Influence on the pooled effect", .zero = true};
    chart::PointsMark points{.marker = chart::Marker::dot, .size = 6.2};
    double widest = 0, highest = 0;
    for (const auto& study : baujat.studies) {
        points.places.push_back({study.heterogeneity, study.influence});
        widest = std::max(widest, study.heterogeneity);
        highest = std::max(highest, study.influence);
    }
    // The same room as names are placed in.
    if (widest > 0) panel.x.to = widest / 0.94;
    if (highest > 0) panel.y.to = highest / 0.94;
    panel.x.from = panel.y.from = 0.0;
    panel.marks.emplace_back(std::move(points));
    for (auto& note : Namer{baujat}.names()) panel.marks.push_back(std::move(note));
    chart.rows = {{{std::move(panel)}, kHigh}};
    chart.width = 640;
    return chart::draw(chart);
}

}  // namespace sinew::render
