#include <sinew/base/text.hpp>
#include <sinew/chart/chart.hpp>
#include <sinew/render/evidence_courses_chart.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace sinew::render {
using figure::Ink;
namespace {

constexpr double kLargestPoint = 13, kSmallestPoint = 3.5;

/// One panel before it is drawn; effects on the analysis scale.
struct CurvePanel {
    struct Line {
        double x = 0, effect = 0, low = 0, high = 0;
    };
    struct Point {
        double x = 0, effect = 0, variance = 0;
    };
    std::string heading;
    std::vector<Line> line = {};
    std::vector<Point> points = {};
};

class PanelDrawer {
public:
    PanelDrawer(std::vector<CurvePanel> panels, bool ratio, double level)
        : panels_{std::move(panels)}, ratio_{ratio}, level_{level} {
        measure();
    }

    /// Panels of one scale, three a row.
    void put(chart::Chart& chart, const std::string& x_title, const std::string& y_title) const {
        const std::size_t columns =
            panels_.size() == 4 ? 2 : std::min<std::size_t>(3, panels_.size());
        for (std::size_t at = 0; at < panels_.size(); at += columns) {
            chart::Row row{.height = columns == 1 ? 320.0 : 200.0};
            for (std::size_t i = at; i < std::min(at + columns, panels_.size()); ++i)
                row.panels.push_back(panel(i, x_title, y_title));
            // An unfinished row keeps the width of the others.
            if (row.panels.size() < columns && at > 0)
                for (chart::Panel& one : row.panels) one.share = 1;
            chart.rows.push_back(std::move(row));
        }
        chart.width = columns == 1 ? 640 : 760;
    }

private:
    [[nodiscard]] double at(double effect) const { return ratio_ ? std::exp(effect) : effect; }
    [[nodiscard]] double inside(double value) const { return at(std::clamp(value, low_, high_)); }
    static void take(double value, double& low, double& high) {
        if (!std::isfinite(value)) return;
        low = std::min(low, value);
        high = std::max(high, value);
    }

    void measure() {
        double low = 0, high = 0;
        for (const CurvePanel& panel : panels_) {
            for (const auto& line : panel.line) {
                take(line.effect, low, high);
                right_ = std::max(right_, line.x);
            }
            for (const auto& point : panel.points) {
                take(point.effect, low, high);
                most_ = std::max(most_, 1 / point.variance);
            }
        }
        const double tall = std::max(high - low, 1e-12);
        double band_low = low, band_high = high;
        for (const CurvePanel& panel : panels_)
            for (const auto& line : panel.line) {
                take(line.low, band_low, band_high);
                take(line.high, band_low, band_high);
            }
        low_ = std::max(band_low, low - tall / 2) - 0.05 * tall;
        high_ = std::min(band_high, high + tall / 2) + 0.05 * tall;
    }

    [[nodiscard]] chart::Panel panel(std::size_t i, const std::string& x_title,
                                     const std::string& y_title) const {
        const CurvePanel& from = panels_[i];
        chart::Panel made{.heading = from.heading};
        made.x = {.title = x_title,
                  .ends = chart::Ends::tight,
                  .from = -0.02 * right_,
                  .to = 1.04 * right_};
        made.y = {.title = y_title, .ends = chart::Ends::tight, .from = at(low_), .to = at(high_)};
        if (ratio_) made.y.kind = chart::AxisKind::logarithmic;
        const auto named = [&](std::string name) {
            return i == 0 ? std::move(name) : std::string{};
        };
        chart::BandMark band{.name = named(fmt::format("{} % interval", number_text(100 * level_))),
                             .opacity = 0.22};
        chart::LineMark line{.name = named("fitted curve"), .stroke = {Ink::pine, 2.2}};
        for (const auto& place : from.line) {
            line.places.push_back({place.x, inside(place.effect)});
            if (!std::isfinite(place.low)) continue;
            band.x.push_back(place.x);
            band.low.push_back(inside(place.low));
            band.high.push_back(inside(place.high));
        }
        chart::PointsMark points{.name = named("effects of studies, sized by precision"),
                                 .marker = chart::Marker::ring,
                                 .ink = Ink::ink,
                                 .opacity = 0.7};
        for (const auto& point : from.points) {
            points.places.push_back({point.x, at(point.effect)});
            points.sizes.push_back(
                std::max(kSmallestPoint, kLargestPoint * std::sqrt(1 / point.variance / most_)));
        }
        if (!band.x.empty()) made.marks.emplace_back(std::move(band));
        made.marks.emplace_back(chart::RuleMark{
            .direction = chart::Direction::horizontal, .value = at(0), .stroke = {Ink::soft, 1}});
        made.marks.emplace_back(std::move(points));
        made.marks.emplace_back(std::move(line));
        return made;
    }

    std::vector<CurvePanel> panels_;
    bool ratio_;
    double level_, low_ = 0, high_ = 0, right_ = 0, most_ = 0;
};

std::string with_unit(std::string words, const std::string& unit) {
    return unit.empty() ? words : words + " " + unit;
}

std::string effect_name(care::DoseMeasure measure) {
    switch (measure) {
        case care::DoseMeasure::log_ratio: return "Ratio";
        case care::DoseMeasure::mean_difference: return "Mean difference";
        case care::DoseMeasure::standardised_mean: return "Standardised mean difference";
        case care::DoseMeasure::given: return "Effect";
    }
    return "Effect";
}

}  // namespace

figure::Scene evidence_time_course_chart(const care::TimeCourseAnswer& answer) {
    const auto& fit = answer.fit;
    chart::Chart chart;
    chart.title = "Dose, time and effect";
    chart.subtitle = fmt::format("{} effects in {} studies; ", fit.rows, fit.k) +
                     (fit.verdict == dose_response::TimeVerdict::identified
                          ? fmt::format("time constant {:.3g} ({:.3g} to {:.3g})", fit.constant,
                                        fit.constant_lb.value, fit.constant_ub.value)
                      : fit.verdict == dose_response::TimeVerdict::given
                          ? fmt::format("time constant {:.3g}, given", fit.constant)
                          : "the time constant cannot be identified from these data");
    std::vector<CurvePanel> panels;
    for (const double dose : answer.line_doses) {
        CurvePanel panel;
        panel.heading = with_unit(fmt::format("Dose {:.4g}", dose), answer.table.unit);
        for (const auto& place : answer.lines)
            if (place.dose == dose)
                panel.line.push_back({place.time, place.effect, place.ci_lb, place.ci_ub});
        panels.push_back(std::move(panel));
    }
    // Every study stands once: with the drawn dose that is nearest to its own.
    for (const auto& study : answer.studies)
        for (std::size_t i = 0; i < study.effects.size(); ++i) {
            std::size_t nearest = 0;
            for (std::size_t j = 1; j < answer.line_doses.size(); ++j)
                if (std::abs(answer.line_doses[j] - study.doses[i]) <
                    std::abs(answer.line_doses[nearest] - study.doses[i]))
                    nearest = j;
            if (!panels.empty())
                panels[nearest].points.push_back(
                    {study.times[i], study.effects[i], study.covariance.at(i, i)});
        }
    chart.footnote =
        "Effects of studies stand with the drawn dose nearest to their own. Correlation of an arm "
        "with itself at another time: " +
        number_text(answer.rho) + (answer.question.rho ? "." : " (assumed).");
    chart.description = chart.title + ". " + chart.subtitle + ".";
    for (const auto& place : answer.places)
        chart.description +=
            fmt::format(" Dose {:.4g} at {:.4g}: {:.3g} ({:.3g} to {:.3g}).", place.dose,
                        place.time, place.effect, place.ci_lb, place.ci_ub);
    PanelDrawer{std::move(panels), answer.table.measure == care::DoseMeasure::log_ratio,
                fit.settings.level}
        .put(chart, "Time (" + answer.question.time_column + ")",
             effect_name(answer.table.measure) + " against dose " + number_text(answer.reference));
    return chart::draw(chart);
}

figure::Scene evidence_dose_network_chart(const care::DoseNetworkAnswer& answer) {
    chart::Chart chart;
    chart.title = "Dose and effect of each treatment";
    chart.subtitle =
        fmt::format("{} effects in {} studies, one network", answer.fit.rows, answer.fit.k);
    std::vector<CurvePanel> panels;
    for (const auto& agent : answer.fit.agents) {
        CurvePanel panel{.heading = agent.group.empty() || agent.group == agent.agent
                                        ? agent.agent
                                        : agent.agent + " (" + agent.group + ")"};
        for (const auto& place : answer.line)
            if (place.agent == agent.agent)
                panel.line.push_back({place.dose, place.effect, place.ci_lb, place.ci_ub});
        for (const auto& point : answer.seen)
            if (point.agent == agent.agent)
                panel.points.push_back({point.dose, point.effect, point.se * point.se});
        panels.push_back(std::move(panel));
    }
    chart.footnote =
        "Effects of studies whose reference is another dose or treatment are moved by its curve. "
        "A curve ends at the highest dose seen; one without a band cannot be identified.";
    chart.description = chart.title + ". " + chart.subtitle + ".";
    for (const auto& point : answer.points)
        chart.description += fmt::format(" {} {:.4g}: {:.3g} ({:.3g} to {:.3g}).", point.agent,
                                         point.dose, point.effect, point.ci_lb, point.ci_ub);
    PanelDrawer{std::move(panels), answer.table.measure == care::DoseMeasure::log_ratio,
                answer.fit.settings.level}
        .put(chart,
             answer.table.unit.empty() ? std::string{"Dose"} : "Dose (" + answer.table.unit + ")",
             effect_name(answer.table.measure) + " against none");
    return chart::draw(chart);
}

}  // namespace sinew::render
