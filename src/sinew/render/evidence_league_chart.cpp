#include <sinew/chart/number_label.hpp>
#include <sinew/chart/text_width.hpp>
#include <sinew/render/evidence_league_chart.hpp>
#include <sinew/render/picture_head.hpp>
#include <sinew/render/scene_pen.hpp>

#include <algorithm>
#include <cmath>

namespace sinew::render {
using figure::Anchor;
using figure::Ink;
namespace {

class LeagueDrawer {
public:
    explicit LeagueDrawer(const LeaguePicture& league) : league_{league} {}

    figure::Scene draw() {
        const std::size_t count = league_.treatments.size();
        size_ = count > 14 ? 7.6 : count > 9 ? 8.6 : 9.6;
        measure_depth();
        cell_width_ = cell_width();
        cell_height_ = 3.3 * size_;
        name_ = 0;
        for (const auto& treatment : league_.treatments)
            name_ = std::max(name_, chart::text_width(shown(treatment), 10.5, true));
        left_ = kPictureMargin + name_ + 26;
        scene_.width =
            std::max(560.0, left_ + cell_width_ * static_cast<double>(count) + kPictureMargin);
        scene_.title = league_.title.empty() ? "League of treatments" : league_.title;
        top_ = picture_head(scene_, pen_, league_.subtitle) + 18;
        for (std::size_t i = 0; i < count; ++i)
            pen_.words({left_ + cell_width_ * (static_cast<double>(i) + 0.5), top_ - 6},
                       std::to_string(i + 1), {10.5, Ink::soft, Anchor::middle, true});
        for (std::size_t row = 0; row < count; ++row) draw_row(row);
        const double bottom = top_ + cell_height_ * static_cast<double>(count);
        scene_.height = picture_foot(scene_, pen_, bottom + 22, legend(), league_.footnote);
        scene_.description = league_.description.empty() ? told() : league_.description;
        pen_.paper();
        return std::move(scene_);
    }

private:
    [[nodiscard]] static std::string shown(const std::string& name) {
        return chart::shortened(name, 10.5, 190);
    }
    [[nodiscard]] std::string number(double value) const {
        if (!std::isfinite(value)) return "–";
        if (!league_.exponentiated) return chart::number_label(value, league_.decimals);
        const double shown = std::exp(value);
        return chart::number_label(shown, shown >= 100 ? 0 : shown >= 10 ? 1 : league_.decimals);
    }
    [[nodiscard]] std::string interval(const LeaguePicture::Cell& cell, bool prediction) const {
        if (prediction && !cell.prediction_low) return "";
        return "(" + number(prediction ? *cell.prediction_low : cell.low) + "; " +
               number(prediction ? *cell.prediction_high : cell.high) + ")";
    }
    [[nodiscard]] double cell_width() const {
        double widest = 34;
        for (std::size_t i = 0; i < league_.treatments.size(); ++i)
            for (std::size_t j = 0; j < league_.treatments.size(); ++j)
                if (i != j)
                    widest = std::max(
                        widest, chart::text_width(interval(league_.cells[i][j], j > i), size_));
        return widest + 6;
    }

    /// 0 for no difference, 1 for what nine of ten differences do not pass: one outlier does not pale the rest.
    [[nodiscard]] double depth(double estimate) const {
        return deep_ > 0 ? std::min(1.0, std::abs(estimate) / deep_) : 0;
    }

    void measure_depth() {
        std::vector<double> sizes;
        for (std::size_t i = 0; i < league_.treatments.size(); ++i)
            for (std::size_t j = 0; j < i; ++j)
                sizes.push_back(std::abs(league_.cells[i][j].estimate));
        std::sort(sizes.begin(), sizes.end());
        if (!sizes.empty()) deep_ = sizes[(sizes.size() * 9 - 1) / 10];
    }

    void draw_row(std::size_t row) {
        const double y = top_ + cell_height_ * static_cast<double>(row);
        const double baseline = y + cell_height_ / 2 + 3.6;
        pen_.words({left_ - 24, baseline}, shown(league_.treatments[row]),
                   {10.5, Ink::ink, Anchor::end, true});
        pen_.words({left_ - 6, baseline}, std::to_string(row + 1),
                   {10.5, Ink::soft, Anchor::end, true});
        for (std::size_t column = 0; column < league_.treatments.size(); ++column) {
            const double x = left_ + cell_width_ * static_cast<double>(column);
            const auto box = rectangle(x, y, cell_width_, cell_height_);
            if (row == column) {
                pen_.area(box, Ink::line, 0.55);
                pen_.outline(box, {Ink::paper, 1.5});
                continue;
            }
            const auto& cell = league_.cells[row][column];
            const bool better = (cell.estimate < 0) == league_.small_is_good;
            pen_.area(box, better ? Ink::pine : Ink::clay, 0.04 + 0.34 * depth(cell.estimate));
            pen_.outline(box, {Ink::paper, 1.5});
            const bool prediction = column > row && cell.prediction_low.has_value();
            const double low = prediction ? *cell.prediction_low : cell.low;
            const double high = prediction ? *cell.prediction_high : cell.high;
            const bool clear = low > 0 || high < 0;
            const double middle = x + cell_width_ / 2;
            pen_.words({middle, y + cell_height_ * 0.44}, number(cell.estimate),
                       {size_ + 1, Ink::ink, Anchor::middle, clear});
            pen_.words({middle, y + cell_height_ * 0.82}, interval(cell, prediction),
                       {size_ - 0.6, Ink::ink, Anchor::middle});
        }
    }

    [[nodiscard]] bool has_predictions() const {
        for (const auto& row : league_.cells)
            for (const auto& cell : row)
                if (cell.prediction_low) return true;
        return false;
    }

    [[nodiscard]] std::string legend() const {
        std::string text = league_.measure + ", row against column, best treatment first. ";
        text += has_predictions()
                    ? "Below the diagonal with the " + std::to_string(league_.level_percent) +
                          "\u00a0% confidence interval, above it with the prediction interval. "
                    : "With the " + std::to_string(league_.level_percent) +
                          "\u00a0% confidence interval. ";
        return text +
               "Green: the row is better; brown: the column is better; deeper: a larger "
               "difference. "
               "Bold: the interval leaves out no difference.";
    }

    [[nodiscard]] std::string told() const {
        std::string text = "League of " + std::to_string(league_.treatments.size()) +
                           " treatments, " + league_.measure + ", best first.";
        for (std::size_t i = 0; i < league_.treatments.size(); ++i)
            for (std::size_t j = 0; j < i; ++j)
                text += " " + league_.treatments[i] + " against " + league_.treatments[j] + ": " +
                        number(league_.cells[i][j].estimate) + " " +
                        interval(league_.cells[i][j], false) + ".";
        return text;
    }

    const LeaguePicture& league_;
    figure::Scene scene_;
    ScenePen pen_{scene_};
    double size_ = 9, cell_width_ = 60, cell_height_ = 30, name_ = 0, left_ = 0, top_ = 0,
           deep_ = 0;
};

}  // namespace

figure::Scene evidence_league_chart(const LeaguePicture& league) {
    return LeagueDrawer{league}.draw();
}

}  // namespace sinew::render
