#include <sinew/base/text.hpp>
#include <sinew/chart/chart.hpp>
#include <sinew/render/evidence_regress_chart.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace sinew::render {
using chart::BandMark;
using chart::LineMark;
using chart::PointsMark;
using chart::RangesMark;
using figure::Ink;
namespace {

constexpr double kLargestPoint = 17, kSmallestPoint = 4;
/// Lines stay apart by colour and by dash, groups of dots by shape: print and colour-blind readers keep both.
constexpr std::array<Ink, 4> kInks{Ink::pine, Ink::clay, Ink::sky, Ink::amber};
constexpr std::array<chart::Dash, 4> kDashes{chart::Dash::whole, chart::Dash::dashed,
                                             chart::Dash::dash_dot, chart::Dash::dotted};
constexpr std::array<chart::Marker, 4> kMarkers{chart::Marker::ring, chart::Marker::square,
                                                chart::Marker::diamond, chart::Marker::triangle_up};

class RegressDrawer {
public:
    RegressDrawer(const care::RegressLines& lines, const EvidenceScale& scale)
        : lines_{lines}, scale_{scale}, several_{lines.lines.size() > 1} {}

    figure::Scene draw(const std::string& subtitle) {
        chart::Chart chart;
        chart.title = scale_.measure + " by " + lines_.over +
                      (lines_.split.empty() ? "" : " and " + lines_.split);
        chart.subtitle = subtitle;
        measure();
        chart.footnote = footnote();
        chart.description = told();
        chart::Panel panel;
        panel.y = {
            .title = scale_.measure, .ends = chart::Ends::tight, .from = at(low_), .to = at(high_)};
        if (scale_.exponentiated) panel.y.kind = chart::AxisKind::logarithmic;
        if (scale_.null_value)
            panel.marks.emplace_back(chart::RuleMark{.direction = chart::Direction::horizontal,
                                                     .value = at(*scale_.null_value),
                                                     .stroke = {Ink::soft, 1},
                                                     .widens = false});
        if (lines_.numeric)
            draw_lines(panel);
        else
            draw_groups(panel);
        chart.rows = {{{std::move(panel)}, 330}};
        chart.width = 680;
        return chart::draw(chart);
    }

private:
    [[nodiscard]] double at(double effect) const {
        return scale_.exponentiated ? std::exp(effect) : effect;
    }
    [[nodiscard]] double inside(double value) const { return at(std::clamp(value, low_, high_)); }
    static void take(double value, double& low, double& high) {
        if (!std::isfinite(value)) return;
        low = std::min(low, value);
        high = std::max(high, value);
    }

    /// Studies and lines always fit; bands that run far out are cut at half the height of those on either side.
    void measure() {
        double low = 1e300, high = -1e300;
        if (scale_.null_value) take(*scale_.null_value, low, high);
        for (const auto& point : lines_.points) take(point.effect, low, high);
        for (const auto& line : lines_.lines)
            for (const auto& place : line.places) take(place.effect, low, high);
        const double tall = std::max(high - low, 1e-12);
        double band_low = low, band_high = high;
        for (const auto& line : lines_.lines)
            for (const auto& place : line.places)
                for (const double end : {place.ci_lb, place.ci_ub, place.pi_lb, place.pi_ub})
                    if (!several_ || !lines_.numeric || end == place.ci_lb || end == place.ci_ub)
                        take(end, band_low, band_high);
        low_ = std::max(band_low, low - tall / 2) - 0.06 * tall;
        high_ = std::min(band_high, high + tall / 2) + 0.06 * tall;
    }

    [[nodiscard]] double size_of(double weight) const {
        double most = 0;
        for (const auto& point : lines_.points) most = std::max(most, point.weight);
        return std::max(kSmallestPoint, kLargestPoint * std::sqrt(weight / most));
    }

    void draw_lines(chart::Panel& panel) const {
        double low = 1e300, high = -1e300;
        for (const auto& point : lines_.points) take(point.x, low, high);
        const double air = 0.04 * std::max(high - low, 1e-12);
        panel.x = {
            .title = lines_.over, .ends = chart::Ends::tight, .from = low - air, .to = high + air};
        for (std::size_t i = 0; i < lines_.lines.size(); ++i) draw_bands(panel, i);
        for (std::size_t i = 0; i < lines_.lines.size(); ++i) {
            PointsMark points{.name = several_ ? std::string{} : "studies, sized by weight",
                              .marker = kMarkers[i % 4],
                              .ink = several_ ? kInks[i % 4] : Ink::ink,
                              .opacity = 0.7};
            for (const auto& point : lines_.points) {
                if (point.line != i) continue;
                points.places.push_back({point.x, at(point.effect)});
                points.sizes.push_back(size_of(point.weight));
            }
            panel.marks.emplace_back(std::move(points));
            LineMark line{.name = several_ ? lines_.split + " " + lines_.lines[i].group
                                           : std::string{"fitted line"},
                          .stroke = {kInks[i % 4], 2.2, kDashes[i % 4]}};
            for (const auto& place : lines_.lines[i].places)
                line.places.push_back({place.x, inside(place.effect)});
            panel.marks.emplace_back(std::move(line));
        }
    }

    void draw_bands(chart::Panel& panel, std::size_t i) const {
        const auto& places = lines_.lines[i].places;
        BandMark sure{
            .name = several_ ? std::string{} : fmt::format("{} % interval", scale_.level_percent),
            .ink = kInks[i % 4],
            .opacity = several_ ? 0.13 : 0.22};
        BandMark wide{.name = "true effect of a new study", .ink = Ink::sky, .opacity = 0.13};
        for (const auto& place : places) {
            if (!std::isfinite(place.ci_lb)) continue;
            sure.x.push_back(place.x);
            sure.low.push_back(inside(place.ci_lb));
            sure.high.push_back(inside(place.ci_ub));
            if (several_ || !std::isfinite(place.pi_lb)) continue;
            wide.x.push_back(place.x);
            wide.low.push_back(inside(place.pi_lb));
            wide.high.push_back(inside(place.pi_ub));
        }
        if (!wide.x.empty()) panel.marks.emplace_back(std::move(wide));
        if (!sure.x.empty()) panel.marks.emplace_back(std::move(sure));
    }

    /// Studies of a level side by side in the order of the table, right of them the mean with its intervals.
    void draw_groups(chart::Panel& panel) const {
        panel.x = {.title = lines_.over,
                   .kind = chart::AxisKind::categories,
                   .grid = false,
                   .categories = lines_.levels};
        const auto lanes = static_cast<double>(lines_.lines.size());
        const double lane = 0.84 / lanes;
        for (std::size_t i = 0; i < lines_.lines.size(); ++i) {
            const double left = -0.42 + lane * static_cast<double>(i);
            PointsMark points{.name = several_ ? lines_.split + " " + lines_.lines[i].group
                                               : "studies, sized by weight",
                              .marker = kMarkers[i % 4],
                              .ink = several_ ? kInks[i % 4] : Ink::ink,
                              .opacity = 0.65};
            std::vector<std::size_t> seen(lines_.levels.size(), 0), whole = seen;
            for (const auto& point : lines_.points)
                if (point.line == i) ++whole[static_cast<std::size_t>(point.x)];
            for (const auto& point : lines_.points) {
                if (point.line != i) continue;
                const auto level = static_cast<std::size_t>(point.x);
                const double step =
                    (static_cast<double>(seen[level]++) + 0.5) / static_cast<double>(whole[level]);
                points.places.push_back({point.x + left + lane * 0.66 * step, at(point.effect)});
                points.sizes.push_back(size_of(point.weight));
            }
            panel.marks.emplace_back(std::move(points));
            RangesMark wide{.name = i == 0 ? "true effect of a new study" : "",
                            .stroke = {Ink::soft, 1.2, chart::Dash::dotted}};
            RangesMark sure{.name = i == 0
                                        ? fmt::format("mean, {} % interval", scale_.level_percent)
                                        : std::string{},
                            .stroke = {kInks[i % 4], 2.2},
                            .cap = 0};
            PointsMark means{.marker = chart::Marker::diamond, .ink = kInks[i % 4], .size = 11};
            for (const auto& place : lines_.lines[i].places) {
                const double x = place.x + left + lane * 0.83;
                if (std::isfinite(place.pi_lb))
                    wide.ranges.push_back({x, inside(place.pi_lb), inside(place.pi_ub)});
                if (std::isfinite(place.ci_lb))
                    sure.ranges.push_back({x, inside(place.ci_lb), inside(place.ci_ub)});
                means.places.push_back({x, inside(place.effect)});
            }
            if (!wide.ranges.empty()) panel.marks.emplace_back(std::move(wide));
            panel.marks.emplace_back(std::move(sure));
            panel.marks.emplace_back(std::move(means));
        }
    }

    [[nodiscard]] std::string footnote() const {
        std::string text =
            lines_.numeric ? std::string{"Lines are drawn over the values that their studies have."}
                           : std::string{"Means stand right of their studies."};
        if (several_ && lines_.numeric)
            text += fmt::format(" Bands are {} % intervals.", scale_.level_percent);
        if (!lines_.held.empty()) text += " Held: " + join(lines_.held, "; ") + ".";
        if (std::isfinite(edge())) text += " Intervals that run out of the picture are cut.";
        return text;
    }

    /// An interval beyond the picture, or NaN.
    [[nodiscard]] double edge() const {
        for (const auto& line : lines_.lines)
            for (const auto& place : line.places)
                for (const double end : {place.ci_lb, place.ci_ub, place.pi_lb, place.pi_ub}) {
                    const bool drawn =
                        !several_ || !lines_.numeric || end == place.ci_lb || end == place.ci_ub;
                    if (drawn && (end < low_ || end > high_)) return end;
                }
        return std::nan("");
    }

    [[nodiscard]] std::string told() const {
        std::string text = fmt::format("{} of {} studies over {}.", scale_.measure,
                                       lines_.points.size(), lines_.over);
        for (const auto& line : lines_.lines) {
            const std::string who =
                line.group.empty() ? std::string{} : lines_.split + " " + line.group + ", ";
            for (std::size_t i = 0; i < line.places.size();
                 i += lines_.numeric ? std::max<std::size_t>(1, line.places.size() - 1) : 1) {
                const auto& place = line.places[i];
                text +=
                    fmt::format(" {}{} {}: {:.3g} ({:.3g} to {:.3g}).", who, lines_.over,
                                lines_.numeric ? fmt::format("{:.4g}", place.x)
                                               : lines_.levels[static_cast<std::size_t>(place.x)],
                                at(place.effect), at(place.ci_lb), at(place.ci_ub));
            }
        }
        return text;
    }

    const care::RegressLines& lines_;
    const EvidenceScale& scale_;
    bool several_;
    double low_ = 0, high_ = 0;
};

}  // namespace

figure::Scene evidence_regress_chart(const care::RegressLines& lines, const EvidenceScale& scale,
                                     const std::string& subtitle) {
    return RegressDrawer{lines, scale}.draw(subtitle);
}

}  // namespace sinew::render
