#include <sinew/render/chart_words.hpp>
#include <sinew/render/trend_charts.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

namespace sinew::render {
using care::Words;
using chart::Dash;
using chart::Direction;
using chart::LineMark;
using chart::Marker;
using chart::Panel;
using chart::PointsMark;
using figure::Ink;
namespace {

constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();

double place_of(Day day) { return static_cast<double>(day.time_since_epoch().count()); }

/// Neighbouring days become one shade.
void add_missing(Panel& panel, std::vector<Day> missing, const std::string& name) {
    std::sort(missing.begin(), missing.end());
    for (std::size_t i = 0; i < missing.size();) {
        std::size_t end = i + 1;
        while (end < missing.size() && missing[end] - missing[end - 1] <= std::chrono::days{1})
            ++end;
        panel.marks.emplace_back(chart::RegionMark{.name = name,
                                                   .from = place_of(missing[i]) - 0.5,
                                                   .to = place_of(missing[end - 1]) + 0.5,
                                                   .ink = Ink::soft,
                                                   .opacity = 0.16});
        i = end;
    }
}

/// A triangle over the answer of the day, or on the level when the day has none.
PointsMark alert_marks(const TrendPicture& trend, const std::string& name) {
    PointsMark marks{.name = name, .marker = Marker::triangle_down, .ink = Ink::red, .size = 8};
    for (const Day day : trend.alerts) {
        const auto answer = std::find_if(trend.answers.begin(), trend.answers.end(),
                                         [&](const auto& one) { return one.day == day; });
        const auto level = std::find_if(trend.level.begin(), trend.level.end(),
                                        [&](const auto& one) { return one.day == day; });
        if (answer != trend.answers.end())
            marks.places.push_back({place_of(day), answer->value});
        else if (level != trend.level.end())
            marks.places.push_back({place_of(day), level->level});
    }
    return marks;
}

}  // namespace

figure::Scene trend_picture(const TrendPicture& trend, const Words& words) {
    chart::Chart chart = chart_in(words);
    chart.title = trend.title.empty() ? words("chart.trend.title") : trend.title;
    chart.subtitle = trend.subtitle;
    chart.footnote = trend.footnote;
    chart.description =
        words("chart.trend.description", {{"title", chart.title},
                                          {"answers", std::to_string(trend.answers.size())},
                                          {"missing", std::to_string(trend.missing.size())},
                                          {"changes", std::to_string(trend.changes.size())},
                                          {"alerts", std::to_string(trend.alerts.size())}});
    Panel panel;
    panel.x = {
        .kind = chart::AxisKind::days, .ends = chart::Ends::tight, .day_words = day_words(words)};
    panel.y = {.title = trend.outcome, .from = trend.lowest, .to = trend.highest};
    add_missing(panel, trend.missing, words("chart.trend.missing"));
    chart::BandMark band{
        .name = trend.band_name.empty() ? words("chart.trend.band") : trend.band_name,
        .ink = Ink::pine};
    LineMark level{.name = words("chart.trend.level"), .stroke = {Ink::pine, 2}};
    for (const auto& one : trend.level) {
        // A change of level is a step, not a slope: line and band are parted there.
        if (std::any_of(trend.changes.begin(), trend.changes.end(),
                        [&](const auto& change) { return change.day == one.day; })) {
            level.places.push_back({kNothing, kNothing});
            band.x.push_back(kNothing);
            band.low.push_back(kNothing);
            band.high.push_back(kNothing);
        }
        level.places.push_back({place_of(one.day), one.level});
        band.x.push_back(place_of(one.day));
        band.low.push_back(one.low.value_or(kNothing));
        band.high.push_back(one.high.value_or(kNothing));
    }
    if (std::any_of(band.low.begin(), band.low.end(),
                    [](double low) { return std::isfinite(low); }))
        panel.marks.emplace_back(std::move(band));
    for (const auto& limit : trend.limits)
        panel.marks.emplace_back(chart::RuleMark{
            .label = limit.label, .value = limit.value, .stroke = {Ink::clay, 1, Dash::dash_dot}});
    PointsMark answers{.name = words("chart.trend.answer"),
                       .marker = Marker::dot,
                       .ink = Ink::ink,
                       .size = 3.6,
                       .opacity = 0.7};
    for (const auto& one : trend.answers) answers.places.push_back({place_of(one.day), one.value});
    panel.marks.emplace_back(std::move(answers));
    if (!level.places.empty()) panel.marks.emplace_back(std::move(level));
    for (const auto& change : trend.changes)
        panel.marks.emplace_back(chart::RuleMark{
            .label = change.label.empty() ? words("chart.trend.change") : change.label,
            .direction = Direction::vertical,
            .value = place_of(change.day),
            .stroke = {Ink::sky, 1.3, Dash::dashed},
        });
    if (PointsMark alerts = alert_marks(trend, words("chart.trend.alert")); !alerts.places.empty())
        panel.marks.emplace_back(std::move(alerts));
    chart.rows = {{{std::move(panel)}, 210}};
    if (!trend.practice.empty()) {
        Panel practice;
        practice.x = chart.rows.front().panels.front().x;
        practice.y = {
            .title = words("chart.trend.practice"), .from = 0.0, .to = 1.0, .grid = false};
        practice.y.kind = chart::AxisKind::categories;
        practice.y.categories = {""};
        PointsMark days{.marker = Marker::square, .ink = Ink::pine, .size = 5};
        for (const Day day : trend.practice) days.places.push_back({place_of(day), 0});
        practice.marks = {std::move(days)};
        chart.rows.push_back({{std::move(practice)}, 24});
        chart.shared_x = true;
    }
    return chart::draw(chart);
}

}  // namespace sinew::render
