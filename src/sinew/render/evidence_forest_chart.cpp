#include <sinew/base/text.hpp>
#include <sinew/chart/number_label.hpp>
#include <sinew/chart/scale.hpp>
#include <sinew/chart/text_width.hpp>
#include <sinew/render/evidence_forest_chart.hpp>
#include <sinew/render/evidence_forest_rows.hpp>
#include <sinew/render/scene_pen.hpp>

#include <algorithm>
#include <cmath>

namespace sinew::render {
using chart::text_width;
using figure::Anchor;
using figure::Ink;
using figure::Point;
namespace {

using Kind = ForestRow::Kind;
constexpr double kMargin = 18, kSize = 10.5, kGap = 14, kLineHeight = 12.5;
constexpr double kWidestNames = 240, kPlot = 300, kLeastWidth = 640;

class ForestDrawer {
public:
    explicit ForestDrawer(const ForestPicture& forest) : forest_{forest} {}

    figure::Scene draw() {
        set_columns();
        scene_.title = forest_.title.empty() ? "Forest plot" : forest_.title;
        titles();
        headings();
        const double top = y_;
        for (const ForestRow& row : rows_) y_ += height_of(row);
        const double bottom = y_ + 4;
        back(top, bottom);
        y_ = top;
        for (const ForestRow& row : rows_) {
            draw_row(row);
            y_ += height_of(row);
        }
        y_ = bottom;
        axis();
        if (!forest_.footnote.empty())
            y_ = pen_.paragraph({kMargin, y_ + 22}, forest_.footnote, scene_.width - kMargin,
                                {9.5, Ink::soft});
        scene_.height = std::ceil(y_ + kMargin - 6);
        scene_.description = forest_.description.empty() ? told() : forest_.description;
        pen_.paper();
        return std::move(scene_);
    }

private:
    [[nodiscard]] double height_of(const ForestRow& row) const {
        if (row.kind == Kind::gap) return 8;
        const double lines = static_cast<double>(std::max<std::size_t>(row.name.size(), 1));
        return (rows_.size() > 45 ? 15 : 17) + (lines - 1) * kLineHeight;
    }

    /// Names, cells, plot, estimate, interval, weight: each as wide as its widest entry.
    void set_columns() {
        double names = text_width(forest_.words.study, kSize, true);
        for (const auto& block : forest_.blocks) {
            names = std::max(names, text_width(block.heading, kSize, true));
            for (const auto& study : block.studies)
                names = std::max(names, text_width(study.name, kSize) + 10);
            if (block.pooled) names = std::max(names, text_width(block.pooled->label, kSize, true));
        }
        for (const auto& pooled : forest_.pooled)
            names = std::max(names, text_width(pooled.label, kSize, true));
        names = std::min(names, kWidestNames) + 2;
        rows_ = forest_rows(forest_, names);
        double x = kMargin + names;
        for (std::size_t i = 0; i < forest_.columns.size(); ++i) {
            double widest = text_width(forest_.columns[i], kSize, true);
            for (const ForestRow& row : rows_)
                if (i < row.cells.size())
                    widest = std::max(widest, text_width(row.cells[i], kSize));
            cells_.push_back(x += kGap + widest);
        }
        left_ = x + kGap + 4;
        double estimate = 0, low = 0, high = 0, weight = 0;
        for (const ForestRow& row : rows_) {
            const bool bold = row.kind == Kind::diamond;
            // Bold digits of wide faces need more than the estimate for Latin letters.
            const double size = bold ? kSize * 1.1 : kSize;
            estimate = std::max(estimate, text_width(row.estimate, size, bold));
            low = std::max(low, text_width(row.low, size, bold));
            high = std::max(high, text_width(row.high, size, bold));
            weight = std::max(weight, text_width(row.weight, size, bold));
        }
        const std::string heading = interval_heading();
        // The heading may be wider than its numbers; it ends where they end.
        const double numbers =
            std::max(estimate + 5 + low + 4 + high, text_width(heading, kSize, true));
        const double weights =
            weight > 0 ? kGap + std::max(weight, text_width(forest_.words.weight, kSize, true)) : 0;
        scene_.width = std::max(kLeastWidth, left_ + kPlot + kGap + numbers + weights + kMargin);
        weight_ = scene_.width - kMargin;
        has_weights_ = weight > 0;
        high_ = weight_ - weights;
        low_ = high_ - high - 4;
        estimate_ = low_ - low - 5;
        right_ = high_ - numbers - kGap - 4;
        span_ = forest_span(forest_);
        plot_ = chart::Scale{false, span_, left_, right_};
    }

    [[nodiscard]] std::string interval_heading() const {
        return fill(forest_.words.interval,
                    {{"level", std::to_string(forest_.scale.level_percent)}});
    }

    void titles() {
        y_ = kMargin + 10;
        if (!forest_.title.empty())
            y_ = pen_.paragraph({kMargin, y_}, forest_.title, scene_.width - kMargin,
                                {15, Ink::ink, Anchor::start, true}) +
                 16;
        if (!forest_.subtitle.empty())
            y_ = pen_.paragraph({kMargin, y_}, forest_.subtitle, scene_.width - kMargin,
                                {11.5, Ink::soft}) +
                 16;
        y_ += 6;
    }

    void headings() {
        const WordStyle style{kSize, Ink::ink, Anchor::start, true};
        WordStyle at_end = style, middle = style;
        at_end.anchor = Anchor::end;
        middle.anchor = Anchor::middle;
        pen_.words({kMargin, y_}, forest_.words.study, style);
        for (std::size_t i = 0; i < cells_.size(); ++i)
            pen_.words({cells_[i], y_}, forest_.columns[i], at_end);
        pen_.words({(left_ + right_) / 2, y_},
                   chart::shortened(forest_.scale.measure, kSize * 1.09, right_ - left_), middle);
        pen_.words({high_, y_}, interval_heading(), at_end);
        if (has_weights_) pen_.words({weight_, y_}, forest_.words.weight, at_end);
        y_ += 7;
        pen_.line({kMargin, y_}, {scene_.width - kMargin, y_}, {Ink::ink, 1});
        y_ += 4;
    }

    /// What lies behind the rows: the line of no effect, and a dotted one at the pooled effect.
    void back(double top, double bottom) {
        for (const auto& tick : ticks())
            pen_.line({plot_.at(tick.value), top}, {plot_.at(tick.value), bottom},
                      {Ink::line, 0.5});
        if (forest_.scale.null_value && span_.low <= *forest_.scale.null_value &&
            *forest_.scale.null_value <= span_.high) {
            const double x = plot_.at(*forest_.scale.null_value);
            pen_.line({x, top}, {x, bottom}, {Ink::soft, 1});
        }
        for (const auto& pooled : forest_.pooled)
            if (pooled.main && plot_.holds(pooled.value.estimate)) {
                const double x = plot_.at(pooled.value.estimate);
                pen_.line({x, top}, {x, bottom}, {Ink::clay, 0.9, {0.1, 3}});
            }
    }

    void draw_row(const ForestRow& row) {
        if (row.kind == Kind::gap) return;
        const bool bold = row.kind == Kind::diamond || row.kind == Kind::heading;
        const Ink ink =
            row.kind == Kind::note || row.kind == Kind::prediction ? Ink::soft : Ink::ink;
        const WordStyle style{kSize, ink, Anchor::start, bold};
        const bool indented = (row.kind == Kind::study && !forest_.blocks.empty() &&
                               !forest_.blocks.front().heading.empty()) ||
                              row.kind == Kind::prediction;
        double base = y_ + 12;
        if (row.kind == Kind::note) {
            pen_.words({kMargin, base}, row.name.front(), {9.5, Ink::soft});
            return;
        }
        for (const std::string& line : row.name) {
            pen_.words({kMargin + (indented ? 10 : 0), base}, line, style);
            base += kLineHeight;
        }
        const double middle = y_ + height_of(row) / 2, numbers = middle + kSize * 0.36;
        WordStyle at_end = style;
        at_end.anchor = Anchor::end;
        for (std::size_t i = 0; i < cells_.size() && i < row.cells.size(); ++i)
            pen_.words({cells_[i], numbers}, row.cells[i], at_end);
        pen_.words({estimate_, numbers}, row.estimate, at_end);
        pen_.words({low_, numbers}, row.low, at_end);
        pen_.words({high_, numbers}, row.high, at_end);
        pen_.words({weight_, numbers}, row.weight, at_end);
        switch (row.kind) {
            case Kind::study: square(row, middle); break;
            case Kind::diamond: diamond(row, middle); break;
            case Kind::prediction: bar(row, middle); break;
            case Kind::heading:
            case Kind::note:
            case Kind::gap: break;
        }
    }

    /// The interval as a line; an end beyond the axis becomes an arrow.
    void interval(const EvidenceInterval& value, double y, const LineStyle& style) {
        if (!(value.low <= value.high) || value.high < span_.low || value.low > span_.high) return;
        const double from = std::max(value.low, span_.low), to = std::min(value.high, span_.high);
        pen_.line({plot_.at(from), y}, {plot_.at(to), y}, style);
        if (value.low < span_.low) arrow({left_, y}, -1, style.ink);
        if (value.high > span_.high) arrow({right_, y}, 1, style.ink);
    }
    void arrow(Point tip, double way, Ink ink) {
        pen_.area({tip, {tip.x - way * 6, tip.y - 3}, {tip.x - way * 6, tip.y + 3}}, ink);
    }

    void square(const ForestRow& row, double y) {
        interval(row.value, y, {row.faint ? Ink::soft : Ink::ink, 1});
        if (!plot_.holds(row.value.estimate)) return;
        const double x = plot_.at(row.value.estimate), half = row.side / 2;
        std::vector<Point> corners{
            {x - half, y - half}, {x + half, y - half}, {x + half, y + half}, {x - half, y + half}};
        pen_.area(corners, row.faint ? Ink::paper : Ink::pine);
        if (row.faint) pen_.outline(std::move(corners), {Ink::soft, 1});
    }

    void diamond(const ForestRow& row, double y) {
        const EvidenceInterval& v = row.value;
        if (!(v.low <= v.high) || !plot_.holds(v.low) || !plot_.holds(v.high)) return;
        // Never so narrow that it cannot be seen.
        const double x = plot_.at(v.estimate), low = std::min(plot_.at(v.low), x - 2),
                     high = std::max(plot_.at(v.high), x + 2);
        std::vector<Point> corners{{low, y}, {x, y - 5.5}, {high, y}, {x, y + 5.5}};
        pen_.area(corners, row.faint ? Ink::paper : Ink::clay);
        pen_.outline(std::move(corners), {Ink::clay, 1});
    }

    void bar(const ForestRow& row, double y) {
        const EvidenceInterval& v = row.value;
        if (!(v.low <= v.high) || !plot_.holds(v.low) || !plot_.holds(v.high)) return;
        const double low = plot_.at(v.low), high = plot_.at(v.high);
        pen_.area({{low, y - 1.6}, {high, y - 1.6}, {high, y + 1.6}, {low, y + 1.6}}, Ink::clay,
                  0.75);
        for (const double x : {low, high}) pen_.line({x, y - 4}, {x, y + 4}, {Ink::clay, 1.2});
    }

    /// Ticks on the analysis scale whose labels do not touch.
    [[nodiscard]] std::vector<chart::Tick> ticks() const {
        chart::Axis axis;
        chart::Span told = span_;
        if (forest_.scale.exponentiated) {
            axis.kind = chart::AxisKind::logarithmic;
            told = {std::exp(std::max(span_.low, -300.0)), std::exp(std::min(span_.high, 300.0))};
        }
        for (int most = 9; most > 1; --most) {
            auto found = chart::ticks_of(axis, told, most);
            double reached = -1e9;
            bool apart = true;
            for (auto& tick : found) {
                if (forest_.scale.exponentiated) tick.value = std::log(tick.value);
                const double half = text_width(tick.label, kSize) / 2, x = plot_.at(tick.value);
                apart = apart && x - half > reached + 9;
                reached = x + half;
            }
            if (apart) return found;
        }
        return {};
    }

    void axis() {
        pen_.line({left_, y_}, {right_, y_}, {Ink::soft, 1});
        for (const auto& tick : ticks()) {
            const double x = plot_.at(tick.value);
            pen_.line({x, y_}, {x, y_ + 4}, {Ink::soft, 1});
            pen_.words({x, y_ + 15.5}, tick.label, {kSize, Ink::soft, Anchor::middle});
        }
        y_ += 15.5;
        const auto& scale = forest_.scale;
        if (!scale.null_value || (scale.favours_low.empty() && scale.favours_high.empty())) return;
        y_ += 15;
        const double x = std::clamp(plot_.at(*scale.null_value), left_ + 40, right_ - 40);
        if (!scale.favours_low.empty())
            pen_.words({x - 8, y_}, "← " + scale.favours_low, {kSize, Ink::soft, Anchor::end});
        if (!scale.favours_high.empty())
            pen_.words({x + 8, y_}, scale.favours_high + " →", {kSize, Ink::soft});
    }

    /// Every number that the picture shows, for those who cannot see it.
    [[nodiscard]] std::string told() const {
        std::size_t count = 0;
        std::string studies;
        const auto say = [&](const ForestPicture::Pooled& pooled) {
            studies += " " + pooled.label + ": " + told_interval(pooled.value, forest_.scale);
            if (pooled.prediction_low && pooled.prediction_high)
                studies += ", prediction interval " +
                           evidence_number(*pooled.prediction_low, forest_.scale) + " to " +
                           evidence_number(*pooled.prediction_high, forest_.scale);
            studies += ".";
        };
        for (const auto& block : forest_.blocks) {
            if (!block.heading.empty()) studies += " " + block.heading + ".";
            for (const auto& study : block.studies) {
                ++count;
                studies += " " + study.name + ": " + told_interval(study.value, forest_.scale);
                if (study.weight_percent)
                    studies += ", weight " + chart::number_label(*study.weight_percent, 1) + " %";
                studies += ".";
            }
            if (block.pooled) say(*block.pooled);
        }
        for (const auto& pooled : forest_.pooled) say(pooled);
        for (const auto& note : forest_.notes) studies += " " + note + ".";
        return "Forest plot of " + std::to_string(count) + (count == 1 ? " row, " : " rows, ") +
               forest_.scale.measure + "." + studies;
    }

    const ForestPicture& forest_;
    figure::Scene scene_;
    ScenePen pen_{scene_};
    std::vector<ForestRow> rows_;
    std::vector<double> cells_;  ///< right ends
    double left_ = 0, right_ = 0, estimate_ = 0, low_ = 0, high_ = 0, weight_ = 0, y_ = 0;
    bool has_weights_ = false;
    chart::Span span_;
    chart::Scale plot_{false, {0, 1}, 0, 1};
};

}  // namespace

figure::Scene evidence_forest_chart(const ForestPicture& forest) {
    return ForestDrawer{forest}.draw();
}

}  // namespace sinew::render
