#include <sinew/base/text.hpp>
#include <sinew/chart/chart.hpp>
#include <sinew/render/evidence_dose_chart.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace sinew::render {
using chart::BandMark;
using chart::LineMark;
using chart::Place;
using chart::PointsMark;
using figure::Ink;
namespace {

constexpr double kLargestPoint = 15, kSmallestPoint = 4;

class DoseDrawer {
public:
    explicit DoseDrawer(const care::DoseAnswer& answer)
        : answer_{answer}, ratio_{answer.table.measure == care::DoseMeasure::log_ratio} {}

    figure::Scene draw(const std::string& title) {
        chart::Chart chart;
        chart.title = title.empty() ? "Dose and effect" : title;
        chart.subtitle = subtitle();
        chart.footnote = footnote();
        chart.description = told();
        measure();
        chart::Panel panel;
        panel.x = {
            .title = answer_.table.unit.empty() ? "Dose" : "Dose (" + answer_.table.unit + ")",
            .ends = chart::Ends::tight,
            .from = answer_.lowest - 0.02 * span(),
            .to = answer_.highest + 0.02 * span()};
        panel.y = {
            .title = y_title(), .ends = chart::Ends::tight, .from = at(low_), .to = at(high_)};
        if (ratio_) panel.y.kind = chart::AxisKind::logarithmic;
        bands(panel);
        panel.marks.emplace_back(chart::RuleMark{
            .direction = chart::Direction::horizontal, .value = at(0), .stroke = {Ink::soft, 1}});
        studies(panel);
        curve(panel);
        reference(panel);
        rug(panel);
        chart.rows = {{{std::move(panel)}, 330}};
        chart.width = 680;
        return chart::draw(chart);
    }

private:
    [[nodiscard]] double at(double effect) const { return ratio_ ? std::exp(effect) : effect; }
    [[nodiscard]] double span() const { return answer_.highest - answer_.lowest; }

    [[nodiscard]] std::string y_title() const {
        const std::string against =
            fmt::format("against {}{}", number_text(answer_.reference),
                        answer_.table.unit.empty() ? std::string{} : " " + answer_.table.unit);
        switch (answer_.table.measure) {
            case care::DoseMeasure::log_ratio: return "Ratio " + against;
            case care::DoseMeasure::mean_difference: return "Mean difference " + against;
            case care::DoseMeasure::standardised_mean:
                return "Standardised mean difference " + against;
            case care::DoseMeasure::given: return "Effect " + against;
        }
        return against;
    }

    /// The span holds the studies and the curve; a band that runs far out is cut at three times the height of those.
    void measure() {
        double low = 0, high = 0;
        for (const auto& point : answer_.points) take(point.effect, low, high);
        for (const auto& place : answer_.line) take(place.effect, low, high);
        const double tall = std::max(high - low, 1e-12);
        double band_low = low, band_high = high;
        for (const auto& place : answer_.line) {
            take(place.ci_lb, band_low, band_high);
            take(place.ci_ub, band_low, band_high);
        }
        low_ = std::max(band_low, low - tall);
        high_ = std::min(band_high, high + tall);
        const double air = 0.06 * (high_ - low_);
        low_ -= 1.6 * air;
        high_ += air;
    }
    static void take(double value, double& low, double& high) {
        if (!std::isfinite(value)) return;
        low = std::min(low, value);
        high = std::max(high, value);
    }
    [[nodiscard]] double inside(double value) const { return at(std::clamp(value, low_, high_)); }

    void bands(chart::Panel& panel) const {
        BandMark sure{.name = fmt::format("{} % interval of the curve",
                                          number_text(100 * answer_.question.fit.level)),
                      .opacity = 0.22};
        BandMark wide{.name = "of the curve of a new study", .ink = Ink::sky, .opacity = 0.13};
        bool wider = false;
        for (const auto& place : answer_.line) {
            if (!std::isfinite(place.ci_lb)) continue;
            sure.x.push_back(place.dose);
            sure.low.push_back(inside(place.ci_lb));
            sure.high.push_back(inside(place.ci_ub));
            if (!place.pi_lb) continue;
            wide.x.push_back(place.dose);
            wide.low.push_back(inside(*place.pi_lb));
            wide.high.push_back(inside(*place.pi_ub));
            wider = wider || *place.pi_ub - *place.pi_lb > 1.02 * (place.ci_ub - place.ci_lb);
        }
        if (wider) panel.marks.emplace_back(std::move(wide));
        if (!sure.x.empty()) panel.marks.emplace_back(std::move(sure));
    }

    void curve(chart::Panel& panel) const {
        LineMark line{.name = "curve", .stroke = {Ink::pine, 2.2}};
        for (const auto& place : answer_.line)
            line.places.push_back({place.dose, inside(place.effect)});
        panel.marks.emplace_back(std::move(line));
    }

    /// Areas of the points go with precision.
    void studies(chart::Panel& panel) const {
        PointsMark points{.name = "studies, sized by precision",
                          .marker = chart::Marker::ring,
                          .ink = Ink::ink,
                          .opacity = 0.75};
        double most = 0;
        for (const auto& point : answer_.points) most = std::max(most, 1 / point.variance);
        for (const auto& point : answer_.points) {
            points.places.push_back({point.dose, at(point.effect)});
            points.sizes.push_back(
                std::max(kSmallestPoint, kLargestPoint * std::sqrt(1 / point.variance / most)));
        }
        panel.marks.emplace_back(std::move(points));
    }

    void reference(chart::Panel& panel) const {
        panel.marks.emplace_back(PointsMark{.name = "reference",
                                            .places = {{answer_.reference, at(0)}},
                                            .marker = chart::Marker::diamond,
                                            .ink = Ink::clay,
                                            .size = 9});
    }

    /// A stroke at the foot for every dose of the table.
    void rug(chart::Panel& panel) const {
        std::vector<double> doses = answer_.doses;
        std::sort(doses.begin(), doses.end());
        doses.erase(std::unique(doses.begin(), doses.end()), doses.end());
        const double foot = low_, top = low_ + 0.025 * (high_ - low_);
        for (const double dose : doses)
            panel.marks.emplace_back(
                LineMark{.places = {{dose, at(foot)}, {dose, at(top)}}, .stroke = {Ink::soft, 1}});
    }

    [[nodiscard]] std::string subtitle() const {
        std::string text =
            fmt::format("{} effects in {} studies", answer_.points.size(), answer_.studies.size());
        if (const auto* fit = std::get_if<dose_response::CurveFit>(&answer_.fit)) {
            if (fit->nonlinear_p)
                text +=
                    fmt::format("; departure from a straight line p = {:.3g}", *fit->nonlinear_p);
        } else {
            const auto& emax = std::get<dose_response::EmaxFit>(answer_.fit);
            text += emax.verdict == dose_response::EmaxVerdict::identified
                        ? fmt::format("; Emax {:.3g}, ED50 {:.3g}", emax.emax, emax.ed50)
                        : "; ED50 cannot be identified from these data: no band";
        }
        return text;
    }

    [[nodiscard]] std::string footnote() const {
        return fmt::format(
            "Doses seen: {:.5g} to {:.5g}{}; strokes at the foot mark them. Effects of a "
            "study whose own reference is another dose are moved by the curve.",
            answer_.lowest, answer_.highest,
            answer_.table.unit.empty() ? "" : " " + answer_.table.unit);
    }

    [[nodiscard]] std::string told() const {
        std::string text =
            "Dose-response curve: " + y_title() + " over the dose. " + subtitle() + ".";
        for (const auto& place : answer_.places)
            text += fmt::format(" At {}: {:.3g} ({:.3g} to {:.3g}).", number_text(place.dose),
                                at(place.effect), at(place.ci_lb), at(place.ci_ub));
        return text;
    }

    const care::DoseAnswer& answer_;
    bool ratio_;
    double low_ = 0, high_ = 0;
};

}  // namespace

figure::Scene evidence_dose_chart(const care::DoseAnswer& answer, const std::string& title) {
    return DoseDrawer{answer}.draw(title);
}

}  // namespace sinew::render
