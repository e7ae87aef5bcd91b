#include <sinew/chart/chart.hpp>
#include <sinew/render/evidence_forest_rows.hpp>
#include <sinew/render/evidence_funnel_chart.hpp>

#include <algorithm>
#include <cmath>

namespace sinew::render {
using chart::Dash;
using chart::Direction;
using chart::Marker;
using chart::OutlineMark;
using chart::Place;
using chart::PointsMark;
using figure::Ink;
namespace {

/// Two-sided normal quantiles of 0.10, 0.05 and 0.01; what the regions and the funnel's sides are drawn with.
constexpr double kTenth = 1.6448536269514722, kTwentieth = 1.959963984540054,
                 kHundredth = 2.5758293035489004;

class FunnelDrawer {
public:
    explicit FunnelDrawer(const FunnelPicture& funnel) : funnel_{funnel} { measure(); }

    figure::Scene draw() {
        chart::Chart chart;
        chart.title = funnel_.title.empty() ? "Funnel plot" : funnel_.title;
        chart.subtitle = funnel_.subtitle;
        chart.footnote = funnel_.footnote;
        chart.description = funnel_.description.empty() ? told() : funnel_.description;
        chart::Panel panel;
        panel.x = {.title = funnel_.scale.measure,
                   .ends = chart::Ends::tight,
                   .from = told_value(low_),
                   .to = told_value(high_),
                   .grid = false};
        if (funnel_.scale.exponentiated) panel.x.kind = chart::AxisKind::logarithmic;
        panel.y = {.title = "Standard error",
                   .ends = chart::Ends::tight,
                   .from = 0.0,
                   .to = deepest_,
                   .grid = false,
                   .reversed = true};
        if (!funnel_.studies.empty() || !funnel_.groups.empty()) {
            if (funnel_.contours && funnel_.scale.null_value) contours(panel);
            sides(panel);
            if (funnel_.regression) regression(panel);
        }
        points(panel, funnel_.filled, "filled in", Marker::ring, Ink::clay);
        points(panel, funnel_.studies, funnel_.filled.empty() ? "" : "studies", Marker::dot,
               Ink::pine);
        groups(panel);
        chart.rows = {{{std::move(panel)}, 330}};
        chart.width = 640;
        return chart::draw(chart);
    }

private:
    [[nodiscard]] double told_value(double value) const {
        return funnel_.scale.exponentiated ? std::exp(value) : value;
    }
    [[nodiscard]] Place at(double effect, double standard_error) const {
        return {told_value(effect), standard_error};
    }

    /// The span holds every study, the null value and the sides of the funnel at its foot.
    void measure() {
        double low = 0, high = 0;
        bool any = false;
        const auto take = [&](double value) {
            if (!std::isfinite(value)) return;
            low = any ? std::min(low, value) : value;
            high = any ? std::max(high, value) : value;
            any = true;
        };
        std::vector<const std::vector<FunnelPicture::Point>*> lists{&funnel_.studies,
                                                                    &funnel_.filled};
        for (const auto& group : funnel_.groups) lists.push_back(&group.points);
        for (const auto* list : lists)
            for (const auto& point : *list) {
                take(point.effect);
                if (std::isfinite(point.standard_error))
                    deepest_ = std::max(deepest_, point.standard_error);
            }
        deepest_ = deepest_ > 0 ? deepest_ * 1.06 : 1;
        if (funnel_.scale.null_value) take(*funnel_.scale.null_value);
        if (funnel_.pooled) {
            take(*funnel_.pooled - kTwentieth * deepest_);
            take(*funnel_.pooled + kTwentieth * deepest_);
        }
        const chart::Span span = chart::workable(low, high);
        const double air = 0.04 * (span.high - span.low);
        low_ = span.low - air;
        high_ = span.high + air;
    }

    /// Shades the stretches between two levels of significance, on both sides of the null value.
    void contours(chart::Panel& panel) const {
        const double null = *funnel_.scale.null_value;
        const auto band = [&](double inner, std::optional<double> outer, const char* name,
                              double opacity) {
            for (const double side : {1.0, -1.0}) {
                OutlineMark area{
                    .name = side > 0 ? name : "",
                    .places = {at(null, 0), at(null + side * inner * deepest_, deepest_)},
                    .stroke = {Ink::soft, 0},
                    .fill_opacity = opacity};
                const double beyond = side > 0 ? high_ + (high_ - low_) : low_ - (high_ - low_);
                if (outer) {
                    area.places.push_back(at(null + side * *outer * deepest_, deepest_));
                } else {
                    // Round the corner of the panel, wherever the inner side meets its edge.
                    const double foot = null + side * inner * deepest_;
                    area.places.push_back(
                        at(side * std::max(side * beyond, side * foot), deepest_));
                    area.places.push_back(at(side * std::max(side * beyond, side * foot), 0));
                }
                panel.marks.emplace_back(std::move(area));
            }
        };
        band(kTenth, kTwentieth, "0.05 < p ≤ 0.10", 0.42);
        band(kTwentieth, kHundredth, "0.01 < p ≤ 0.05", 0.26);
        band(kHundredth, std::nullopt, "p ≤ 0.01", 0.1);
        panel.marks.emplace_back(chart::RuleMark{
            .direction = Direction::vertical, .value = told_value(null), .stroke = {Ink::soft, 1}});
    }

    void sides(chart::Panel& panel) const {
        if (funnel_.pooled) {
            const double pooled = *funnel_.pooled;
            panel.marks.emplace_back(chart::LineMark{
                .name = funnel_.sides_name,
                .places = {at(pooled - kTwentieth * deepest_, deepest_), at(pooled, 0),
                           at(pooled + kTwentieth * deepest_, deepest_)},
                .stroke = {Ink::clay, 1.1, Dash::dashed}});
            panel.marks.emplace_back(chart::LineMark{
                .places = {at(pooled, 0), at(pooled, deepest_)}, .stroke = {Ink::clay, 1.1}});
        }
        if (funnel_.pooled_filled)
            panel.marks.emplace_back(chart::LineMark{
                .name = "pooled with filled-in studies",
                .places = {at(*funnel_.pooled_filled, 0), at(*funnel_.pooled_filled, deepest_)},
                .stroke = {Ink::clay, 1.1, Dash::dotted}});
    }

    void regression(chart::Panel& panel) const {
        const auto& line = *funnel_.regression;
        panel.marks.emplace_back(chart::LineMark{
            .name = "regression on the standard error",
            .places = {at(line.intercept, 0), at(line.intercept + line.slope * deepest_, deepest_)},
            .stroke = {Ink::sky, 1.6}});
    }

    void points(chart::Panel& panel, const std::vector<FunnelPicture::Point>& list,
                const char* name, Marker marker, Ink ink) const {
        PointsMark mark{.name = name, .marker = marker, .ink = ink, .size = 6.2};
        for (const auto& point : list)
            mark.places.push_back(at(point.effect, point.standard_error));
        if (!mark.places.empty()) panel.marks.emplace_back(std::move(mark));
    }

    void groups(chart::Panel& panel) const {
        constexpr std::pair<Marker, Ink> kLooks[] = {
            {Marker::dot, Ink::pine},          {Marker::square, Ink::clay},
            {Marker::diamond, Ink::sky},       {Marker::triangle_up, Ink::amber},
            {Marker::triangle_down, Ink::red}, {Marker::plus, Ink::ink},
            {Marker::ring, Ink::soft}};
        for (std::size_t g = 0; g < funnel_.groups.size(); ++g)
            points(panel, funnel_.groups[g].points, funnel_.groups[g].name.c_str(),
                   kLooks[g % std::size(kLooks)].first, kLooks[g % std::size(kLooks)].second);
    }

    [[nodiscard]] std::string told() const {
        std::string text = "Funnel plot: " + funnel_.scale.measure +
                           " against its standard error, the most precise studies on top. " +
                           std::to_string(funnel_.studies.size()) + " studies";
        if (!funnel_.filled.empty())
            text += " and " + std::to_string(funnel_.filled.size()) + " filled-in ones";
        if (funnel_.pooled)
            text += ", pooled effect " + evidence_number(*funnel_.pooled, funnel_.scale);
        text += ".";
        for (const auto& point : funnel_.studies)
            text += " " + evidence_number(point.effect, funnel_.scale) + " (standard error " +
                    evidence_number(point.standard_error, {}) + ")";
        return text + ".";
    }

    const FunnelPicture& funnel_;
    double low_ = 0, high_ = 0, deepest_ = 0;
};

}  // namespace

figure::Scene evidence_funnel_chart(const FunnelPicture& funnel) {
    return FunnelDrawer{funnel}.draw();
}

}  // namespace sinew::render
