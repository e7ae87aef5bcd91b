#include <sinew/base/text.hpp>
#include <sinew/render/chart_words.hpp>
#include <sinew/render/hrv_charts.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace sinew::render {
using care::BeatKind;
using care::HrvAnswer;
using care::Words;
using chart::Axis;
using chart::AxisKind;
using chart::Dash;
using chart::Direction;
using chart::Ends;
using chart::LineMark;
using chart::Marker;
using chart::NoteMark;
using chart::Panel;
using chart::PointsMark;
using chart::RegionMark;
using chart::RuleMark;
using figure::Ink;
namespace {

constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();

struct KindLook {
    Marker marker;
    Ink ink;
    double size;
};

/// Seven shapes for seven kinds: told apart in grey.
KindLook look_of(BeatKind kind) {
    switch (kind) {
        case BeatKind::ectopic: return {Marker::triangle_up, Ink::clay, 7};
        case BeatKind::long_interval: return {Marker::square, Ink::amber, 5.5};
        case BeatKind::short_interval: return {Marker::plus, Ink::sky, 7};
        case BeatKind::missed: return {Marker::diamond, Ink::red, 6};
        case BeatKind::extra: return {Marker::cross, Ink::red, 6.5};
        case BeatKind::out_of_range: return {Marker::ring, Ink::ink, 6};
        case BeatKind::jump: return {Marker::triangle_down, Ink::sky, 7};
        case BeatKind::normal: break;
    }
    return {Marker::dot, Ink::pine, 3};
}

/// The corrected intervals over the time of the recorded ones they stand for; two that stand for one share its time.
LineMark corrected_line(const HrvAnswer& answer, const std::vector<double>& times) {
    const auto& cleaned = answer.analysis.cleaned;
    LineMark line{.stroke = {Ink::pine, 1.3}};
    auto gap = cleaned.breaks.begin();
    for (std::size_t i = 0; i < cleaned.nn_ms.size(); ++i) {
        if (gap != cleaned.breaks.end() && *gap == i) {
            line.places.push_back({kNothing, kNothing});
            ++gap;
        }
        const std::size_t at = cleaned.recorded_at[i];
        std::size_t first = i, last = i;
        while (first > 0 && cleaned.recorded_at[first - 1] == at) --first;
        while (last + 1 < cleaned.nn_ms.size() && cleaned.recorded_at[last + 1] == at) ++last;
        const double start = at > 0 ? times[at - 1] : 0;
        const double share =
            static_cast<double>(i - first + 1) / static_cast<double>(last - first + 1);
        line.places.push_back({start + share * (times[at] - start), cleaned.nn_ms[i]});
    }
    return line;
}

/// Room for the corrected beats and as much again for artefacts near them.
void set_reach(Axis& y, const std::vector<double>& nn_ms, const std::vector<double>& rr_ms) {
    if (nn_ms.empty()) return;
    const auto [low, high] = std::minmax_element(nn_ms.begin(), nn_ms.end());
    const auto [lowest, highest] = std::minmax_element(rr_ms.begin(), rr_ms.end());
    const double room = std::max(*high - *low, 0.1 * *high) * 0.6;
    y.from = std::max(*low - room, std::min(*low, *lowest) - 0.08 * room);
    y.to = std::min(*high + room, std::max(*high, *highest) + 0.08 * room);
}

const care::HrvSpectrum* spectrum_of(const HrvAnswer& answer, std::string& name) {
    const auto& a = answer.analysis;
    name = a.welch ? "welch" : a.lomb ? "lomb" : "ar";
    return a.welch ? &*a.welch : a.lomb ? &*a.lomb : a.ar ? &*a.ar : nullptr;
}

/// The least-squares line of its slope goes through the middle of the points.
LineMark scaling_line(const std::vector<care::Fluctuation>& points, double slope, double from,
                      double to, const chart::Stroke& stroke, NoteMark& note) {
    double x = 0, y = 0, n = 0;
    for (const auto& point : points)
        if (point.beats >= from && point.beats <= to) {
            x += std::log(point.beats);
            y += std::log(point.root_mean_square_ms);
            ++n;
        }
    const auto at = [&](double beats) {
        return std::exp(y / n + slope * (std::log(beats) - x / n));
    };
    note.at = {std::sqrt(from * to), at(std::sqrt(from * to))};
    return {.places = {{from, at(from)}, {to, at(to)}}, .stroke = stroke};
}

std::string settings_line(const HrvAnswer& answer, const Words& words) {
    const auto& settings = answer.analysis.settings;
    const auto& recording = answer.recording;
    return words(
        "chart.hrv.footnote",
        {{"detector", words("chart.hrv.detector." +
                            std::string{domain::name_of(answer.analysis.cleaned.detector)})},
         {"detrend",
          words("chart.hrv.detrend." + std::string{domain::name_of(settings.spectrum.detrend)})},
         {"format", recording.format},
         {"hash", recording.content_hash.substr(0, 12)}});
}

}  // namespace

std::vector<double> recorded_times(const domain::RrSeries& series) {
    std::vector<double> times;
    double now = 0;
    for (const double rr : series.rr_ms) times.push_back(now += rr / 1000);
    return times;
}

Panel tachogram_panel(const HrvAnswer& answer, const Words& words) {
    const auto& rr_ms = answer.recording.series.rr_ms;
    const auto& kinds = answer.analysis.cleaned.kinds;
    const auto times = recorded_times(answer.recording.series);
    Panel panel;
    panel.heading = words("chart.hrv.tachogram");
    panel.x = {.title = words("chart.hrv.time"), .kind = AxisKind::clock, .ends = Ends::tight};
    panel.y.title = words("chart.hrv.interval");
    set_reach(panel.y, answer.analysis.cleaned.nn_ms, rr_ms);
    LineMark recorded{.name = words("chart.hrv.recorded"),
                      .stroke = {Ink::soft, 0.7, Dash::dotted}};
    for (std::size_t i = 0; i < rr_ms.size(); ++i) recorded.places.push_back({times[i], rr_ms[i]});
    const bool changed = answer.analysis.cleaned.corrected + answer.analysis.cleaned.lost > 0;
    if (changed) panel.marks.emplace_back(std::move(recorded));
    LineMark line = corrected_line(answer, times);
    line.name = words(changed ? "chart.hrv.corrected" : "chart.hrv.normal");
    panel.marks.emplace_back(std::move(line));
    for (const BeatKind kind : domain::values_of<BeatKind>()) {
        if (kind == BeatKind::normal) continue;
        const KindLook look = look_of(kind);
        PointsMark points{.name = words("hrv.kind." + std::string{domain::name_of(kind)}),
                          .marker = look.marker,
                          .ink = look.ink,
                          .size = look.size,
                          .outside = chart::Outside::at_edge};
        for (std::size_t i = 0; i < kinds.size() && i < rr_ms.size(); ++i)
            if (kinds[i] == kind) points.places.push_back({times[i], rr_ms[i]});
        if (points.places.empty()) continue;
        points.name += " (" + std::to_string(points.places.size()) + ")";
        panel.marks.emplace_back(std::move(points));
    }
    return panel;
}

Panel spectrum_panel(const HrvAnswer& answer, const Words& words) {
    Panel panel;
    std::string method;
    const care::HrvSpectrum* spectrum = spectrum_of(answer, method);
    panel.heading = words("chart.hrv.spectrum." + method);
    panel.x = {.title = words("chart.hrv.frequency"), .ends = Ends::tight, .from = 0.0, .to = 0.5};
    panel.y.title = words("chart.hrv.density");
    panel.y.zero = true;
    if (spectrum == nullptr) return panel;
    const auto& settings = answer.analysis.settings;
    const auto region = [&](const char* label, const auto& band, Ink ink) {
        panel.marks.emplace_back(RegionMark{
            .label = label, .from = band.from_hz, .to = band.to_hz, .ink = ink, .opacity = 0.13});
    };
    region("VLF", settings.spectrum.vlf, Ink::soft);
    region("LF", settings.spectrum.lf, Ink::sky);
    region("HF", settings.spectrum.hf, Ink::pine);
    LineMark line{.stroke = {Ink::ink, 1.2}};
    for (std::size_t i = 1; i < spectrum->density_ms2_hz.size(); ++i)
        if (const double hz = static_cast<double>(i) * spectrum->step_hz; hz <= 0.5)
            line.places.push_back({hz, spectrum->density_ms2_hz[i]});
    panel.marks.emplace_back(std::move(line));
    if (const auto hz = settings.breathing.breathing_hz)
        panel.marks.emplace_back(RuleMark{
            .label =
                words("chart.hrv.breathing", {{"rate", number_text(round_half_away(*hz * 60, 1))}}),
            .direction = Direction::vertical,
            .value = *hz,
            .stroke = {Ink::clay, 1.2, Dash::dashed}});
    return panel;
}

Panel poincare_panel(const HrvAnswer& answer, const Words& words) {
    const auto& cleaned = answer.analysis.cleaned;
    Panel panel;
    panel.heading = words("chart.hrv.poincare");
    panel.equal_scales = true;
    panel.x.title = words("chart.hrv.interval");
    panel.y.title = words("chart.hrv.next_interval");
    PointsMark points{.ink = Ink::pine, .size = 2.8, .opacity = 0.45};
    auto gap = cleaned.breaks.begin();
    double x = 0, y = 0;
    for (std::size_t i = 1; i < cleaned.nn_ms.size(); ++i) {
        if (gap != cleaned.breaks.end() && *gap == i) {
            ++gap;
            continue;
        }
        points.places.push_back({cleaned.nn_ms[i - 1], cleaned.nn_ms[i]});
        x += cleaned.nn_ms[i - 1];
        y += cleaned.nn_ms[i];
    }
    const double pairs = static_cast<double>(points.places.size());
    panel.marks.emplace_back(std::move(points));
    const auto& poincare = answer.analysis.nonlinear.poincare;
    if (!poincare || pairs == 0) return panel;
    x /= pairs;
    y /= pairs;
    constexpr double kTurn = std::numbers::sqrt2 / 2;
    const auto at = [&](double along, double across) {
        return chart::Place{x + (along - across) * kTurn, y + (along + across) * kTurn};
    };
    chart::OutlineMark ellipse{.stroke = {Ink::ink, 1.2}};
    for (int i = 0; i < 72; ++i) {
        const double turn = i * std::numbers::pi / 36;
        ellipse.places.push_back(
            at(poincare->sd2_ms * std::cos(turn), poincare->sd1_ms * std::sin(turn)));
    }
    panel.marks.emplace_back(std::move(ellipse));
    panel.marks.emplace_back(LineMark{.name = "SD1 " + said(poincare->sd1_ms, 1),
                                      .places = {at(0, 0), at(0, poincare->sd1_ms)},
                                      .stroke = {Ink::clay, 2}});
    panel.marks.emplace_back(LineMark{.name = "SD2 " + said(poincare->sd2_ms, 1) + " ms",
                                      .places = {at(0, 0), at(poincare->sd2_ms, 0)},
                                      .stroke = {Ink::sky, 2, Dash::dashed}});
    return panel;
}

Panel scaling_panel(const HrvAnswer& answer, const Words& words) {
    Panel panel;
    panel.heading = words("chart.hrv.scaling");
    panel.x = {.title = words("chart.hrv.window_beats"), .kind = AxisKind::logarithmic};
    panel.y = {.title = words("chart.hrv.fluctuation"), .kind = AxisKind::logarithmic};
    const auto& points = answer.fluctuations;
    PointsMark shown{.marker = Marker::ring, .ink = Ink::pine, .size = 4.5};
    for (const auto& point : points)
        shown.places.push_back({point.beats, point.root_mean_square_ms});
    const auto& settings = answer.analysis.settings.nonlinear;
    const auto add = [&](const char* name, std::optional<double> slope, std::size_t from,
                         std::size_t to, chart::Stroke stroke, bool at_end) {
        if (!slope) return;
        NoteMark note{.words = std::string{name} + " = " + said(*slope, 2),
                      .ink = stroke.ink,
                      .right = 9,
                      .up = -12};
        panel.marks.emplace_back(scaling_line(points, *slope, static_cast<double>(from),
                                              static_cast<double>(to), stroke, note));
        if (at_end) {  // under the end of the line: there the corner is free
            note.at.x = static_cast<double>(to);
            note.anchor = figure::Anchor::end;
            note.right = 0;
            note.up = -24;
        }
        panel.marks.emplace_back(std::move(note));
    };
    panel.marks.emplace_back(std::move(shown));
    add("α1", answer.analysis.nonlinear.alpha1, settings.short_from, settings.short_to,
        {Ink::clay, 1.5}, false);
    add("α2", answer.analysis.nonlinear.alpha2, settings.long_from, settings.long_to,
        {Ink::sky, 1.5, Dash::dashed}, true);
    return panel;
}

figure::Scene hrv_picture(const HrvAnswer& answer, const Words& words) {
    chart::Chart chart = chart_in(words);
    const auto& a = answer.analysis;
    const auto artefacts = a.cleaned.kinds.size() - a.cleaned.counts[0];
    chart.title = words("chart.hrv.title");
    chart.subtitle = words(
        "chart.hrv.subtitle",
        {{"beats", std::to_string(answer.recording.series.rr_ms.size())},
         {"minutes", said(a.time.duration_s / 60, 1)},
         {"artefacts", std::to_string(artefacts)},
         {"verdict", words("hrv.verdict." + std::string{domain::name_of(a.quality.verdict)})}});
    chart.footnote = settings_line(answer, words);
    chart.description = words("chart.hrv.description",
                              {{"subtitle", chart.subtitle},
                               {"rate", said(a.time.mean_hr_bpm, 0)},
                               {"sdnn", a.time.sdnn_ms ? said(*a.time.sdnn_ms, 1) : "–"},
                               {"rmssd", a.time.rmssd_ms ? said(*a.time.rmssd_ms, 1) : "–"}});
    chart.letters = true;
    Panel spectrum = spectrum_panel(answer, words);
    spectrum.share = 1.35;
    chart.rows = {
        {{tachogram_panel(answer, words)}, 150},
        {{std::move(spectrum), poincare_panel(answer, words), scaling_panel(answer, words)}, 165}};
    return chart::draw(chart);
}

}  // namespace sinew::render
