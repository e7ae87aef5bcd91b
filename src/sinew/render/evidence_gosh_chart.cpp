#include <sinew/base/ensure.hpp>
#include <sinew/chart/chart.hpp>
#include <sinew/chart/number_label.hpp>
#include <sinew/render/evidence_forest_rows.hpp>
#include <sinew/render/evidence_gosh_chart.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace sinew::render {
using chart::Marker;
using chart::PointsMark;
using figure::Ink;
namespace {

constexpr std::size_t kColumns = 180, kRows = 90, kBars = 60;
constexpr std::size_t kShades =
    6;  ///< steps from one subset in a cell to the fullest cell, by logarithm

/// Counts of subsets in the cells of the panel.
struct Cells {
    std::vector<std::size_t> counts = std::vector<std::size_t>(kColumns * kRows);
    std::vector<std::size_t> bars = std::vector<std::size_t>(kBars);
};

struct Limits {
    double low = 0, high = 1;
};

Limits limits_of(std::span<const double> effect) {
    Limits limits;
    bool any = false;
    for (const double value : effect) {
        if (!std::isfinite(value)) continue;
        limits.low = any ? std::min(limits.low, value) : value;
        limits.high = any ? std::max(limits.high, value) : value;
        any = true;
    }
    const chart::Span span = chart::workable(limits.low, limits.high);
    return {span.low, span.high};
}

std::size_t cell_of(double share, std::size_t cells) {
    return std::min(static_cast<std::size_t>(std::max(share, 0.0) * static_cast<double>(cells)),
                    cells - 1);
}

class GoshDrawer {
public:
    explicit GoshDrawer(const GoshPicture& gosh) : gosh_{gosh}, limits_{limits_of(gosh.effect)} {
        for (std::size_t i = 0; i < gosh.effect.size(); ++i) {
            if (!std::isfinite(gosh.effect[i]) || !std::isfinite(gosh.i2[i])) continue;
            Cells& cells = !gosh.holds.empty() && gosh.holds[i] ? with_ : all_;
            const double share = (gosh.effect[i] - limits_.low) / (limits_.high - limits_.low);
            const std::size_t column = cell_of(share, kColumns),
                              row = cell_of(gosh.i2[i] / 100, kRows);
            ++cells.counts[row * kColumns + column];
            ++cells.bars[cell_of(share, kBars)];
            ++shown_;
        }
    }

    figure::Scene draw() const {
        chart::Chart chart;
        chart.title = gosh_.title.empty() ? "GOSH plot" : gosh_.title;
        chart.subtitle = gosh_.subtitle;
        chart.footnote = gosh_.footnote;
        chart.description = gosh_.description.empty() ? told() : gosh_.description;
        chart::Panel bars, cloud;
        cloud.x = {.title = gosh_.scale.measure + " pooled over the subset",
                   .ends = chart::Ends::tight,
                   .from = told_value(limits_.low),
                   .to = told_value(limits_.high)};
        if (gosh_.scale.exponentiated) cloud.x.kind = chart::AxisKind::logarithmic;
        bars.x = cloud.x;
        bars.y = {.title = "Subsets", .zero = true, .grid = false};
        cloud.y = {.title = "I² of the subset (%)", .from = 0.0, .to = 100.0};
        const bool parted = !gosh_.holds.empty();
        const std::string without = parted ? "without " + gosh_.apart : "",
                          with = parted ? "with " + gosh_.apart : "";
        histogram(bars, all_, without, Ink::pine);
        shades(cloud, all_, Ink::pine);
        if (parted) {
            histogram(bars, with_, with, Ink::clay);
            shades(cloud, with_, Ink::clay);
        }
        if (shown_ == 0) bars.marks.clear();
        chart.rows = {{{std::move(bars)}, 70}, {{std::move(cloud)}, 300}};
        chart.shared_x = true;
        chart.width = 640;
        return chart::draw(chart);
    }

private:
    [[nodiscard]] double told_value(double value) const {
        return gosh_.scale.exponentiated ? std::exp(value) : value;
    }
    [[nodiscard]] double middle_x(std::size_t cell, std::size_t cells) const {
        const double share = (static_cast<double>(cell) + 0.5) / static_cast<double>(cells);
        return told_value(limits_.low + share * (limits_.high - limits_.low));
    }

    void histogram(chart::Panel& panel, const Cells& cells, const std::string& name,
                   Ink ink) const {
        // Steps instead of bars: they are as wide as their cells on a logarithmic axis too.
        chart::LineMark outline{.name = name, .stroke = {ink, 1.3}, .stepped = true};
        for (std::size_t i = 0; i <= kBars; ++i) {
            const double share = static_cast<double>(i) / static_cast<double>(kBars);
            const double x = told_value(limits_.low + share * (limits_.high - limits_.low));
            outline.places.push_back({x, static_cast<double>(cells.bars[std::min(i, kBars - 1)])});
        }
        panel.marks.emplace_back(std::move(outline));
    }

    /// Darker where more subsets fall, by the logarithm of their number.
    void shades(chart::Panel& panel, const Cells& cells, Ink ink) const {
        const std::size_t most = *std::max_element(cells.counts.begin(), cells.counts.end());
        if (most == 0) return;
        std::array<PointsMark, kShades> levels;
        for (std::size_t level = 0; level < kShades; ++level)
            levels[level] = {.marker = Marker::square,
                             .ink = ink,
                             .size = 3.6,
                             .opacity = 0.16 + 0.84 * static_cast<double>(level) / (kShades - 1)};
        for (std::size_t row = 0; row < kRows; ++row)
            for (std::size_t column = 0; column < kColumns; ++column) {
                const std::size_t count = cells.counts[row * kColumns + column];
                if (count == 0) continue;
                const double depth =
                    std::log1p(static_cast<double>(count)) / std::log1p(static_cast<double>(most));
                levels[cell_of(depth, kShades)].places.push_back(
                    {middle_x(column, kColumns),
                     (static_cast<double>(row) + 0.5) * 100 / static_cast<double>(kRows)});
            }
        for (PointsMark& level : levels)
            if (!level.places.empty()) panel.marks.emplace_back(std::move(level));
    }

    [[nodiscard]] std::string told() const {
        std::string text = "GOSH plot of " + std::to_string(shown_) + " subsets: pooled " +
                           gosh_.scale.measure + " from " +
                           evidence_number(limits_.low, gosh_.scale) + " to " +
                           evidence_number(limits_.high, gosh_.scale);
        std::vector<double> i2;
        for (const double value : gosh_.i2)
            if (std::isfinite(value)) i2.push_back(value);
        if (!i2.empty()) {
            std::nth_element(i2.begin(), i2.begin() + static_cast<std::ptrdiff_t>(i2.size() / 2),
                             i2.end());
            text += ", middle value of I² " + chart::number_label(i2[i2.size() / 2], 0) + " %";
        }
        return text + ".";
    }

    const GoshPicture& gosh_;
    Limits limits_;
    Cells all_, with_;
    std::size_t shown_ = 0;
};

}  // namespace

figure::Scene evidence_gosh_chart(const GoshPicture& gosh) {
    SINEW_ENSURE(gosh.effect.size() == gosh.i2.size() &&
                     (gosh.holds.empty() || gosh.holds.size() == gosh.effect.size()),
                 "one effect, one I2 and one mark a subset");
    return GoshDrawer{gosh}.draw();
}

}  // namespace sinew::render
