#include <sinew/base/text.hpp>
#include <sinew/render/chart_words.hpp>
#include <sinew/render/load_charts.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

namespace sinew::render {
using care::Words;
using chart::AxisKind;
using chart::Dash;
using chart::LineMark;
using chart::Panel;
using figure::Ink;
namespace {

constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();

double place_of(Day day) { return static_cast<double>(day.time_since_epoch().count()); }

Panel panel_of_days(const Words& words, const std::string& title) {
    Panel panel;
    panel.x = {.kind = AxisKind::days, .ends = chart::Ends::tight, .day_words = day_words(words)};
    panel.y = {.title = title, .zero = true};
    return panel;
}

Panel daily(const LoadPicture& load, const Words& words) {
    const std::string title = words("chart.load.daily");
    Panel panel = panel_of_days(
        words, load.unit.empty() ? title
                                 : words("chart.of_unit", {{"title", title}, {"unit", load.unit}}));
    chart::BarsMark bars{.name = words("chart.load.day"), .ink = Ink::sky, .opacity = 0.5};
    LineMark acute{.name = load.acute_name.empty() ? words("chart.load.acute") : load.acute_name,
                   .stroke = {Ink::clay, 1.7}};
    LineMark chronic{
        .name = load.chronic_name.empty() ? words("chart.load.chronic") : load.chronic_name,
        .stroke = {Ink::pine, 1.7, Dash::dashed}};
    chart::PointsMark unknown{.name = words("chart.load.unknown"),
                              .marker = chart::Marker::cross,
                              .ink = Ink::soft,
                              .size = 5};
    for (const auto& one : load.days) {
        const double at = place_of(one.day);
        bars.places.push_back({at, one.load});
        if (!std::isfinite(one.load)) unknown.places.push_back({at, 0});
        acute.places.push_back({at, one.acute.value_or(kNothing)});
        chronic.places.push_back({at, one.chronic.value_or(kNothing)});
    }
    const bool all_unknown = unknown.places.size() == load.days.size();
    panel.marks.emplace_back(std::move(bars));
    panel.marks.emplace_back(std::move(acute));
    panel.marks.emplace_back(std::move(chronic));
    if (!unknown.places.empty() && !all_unknown) panel.marks.emplace_back(std::move(unknown));
    return panel;
}

/// One value over each of the seven days it is of.
LineMark weekly_line(const LoadPicture& load, std::optional<double> LoadPicture::OneWeek::*value,
                     Ink ink) {
    LineMark line{.stroke = {ink, 1.7}};
    for (const auto& week : load.weeks) {
        const double at = place_of(week.monday) - 0.5, height = (week.*value).value_or(kNothing);
        line.places.push_back({at, height});
        line.places.push_back({at + 7, height});
        line.places.push_back({kNothing, kNothing});
    }
    return line;
}

}  // namespace

figure::Scene load_picture(const LoadPicture& load, const Words& words) {
    chart::Chart chart = chart_in(words);
    chart.title = words("chart.load.title");
    if (!load.days.empty())
        chart.subtitle = words("chart.load.subtitle", {{"days", std::to_string(load.days.size())},
                                                       {"from", day_text(load.days.front().day)},
                                                       {"to", day_text(load.days.back().day)}});
    chart.footnote = load.footnote;
    chart.description = chart.title + ". " + chart.subtitle;
    chart.shared_x = true;
    chart.rows.push_back({{daily(load, words)}, 160});
    if (std::any_of(load.days.begin(), load.days.end(),
                    [](const auto& one) { return one.ratio.has_value(); })) {
        Panel ratio = panel_of_days(words, words("chart.load.ratio"));
        LineMark line{.stroke = {Ink::ink, 1.4}};
        for (const auto& one : load.days)
            line.places.push_back({place_of(one.day), one.ratio.value_or(kNothing)});
        ratio.marks = {chart::RuleMark{.value = 1, .stroke = {Ink::soft, 0.8, Dash::dotted}},
                       std::move(line)};
        chart.rows.push_back({{std::move(ratio)}, 70});
    }
    Panel monotony = panel_of_days(words, words("chart.load.monotony"));
    monotony.marks = {weekly_line(load, &LoadPicture::OneWeek::monotony, Ink::ink)};
    if (load.monotony_line)
        monotony.marks.emplace_back(chart::RuleMark{.label = number_text(*load.monotony_line),
                                                    .value = *load.monotony_line,
                                                    .stroke = {Ink::red, 1, Dash::dashed}});
    chart.rows.push_back({{std::move(monotony)}, 70});
    if (std::any_of(load.weeks.begin(), load.weeks.end(),
                    [](const auto& week) { return week.strain.has_value(); })) {
        Panel strain = panel_of_days(words, words("chart.load.strain"));
        strain.marks = {weekly_line(load, &LoadPicture::OneWeek::strain, Ink::ink)};
        chart.rows.push_back({{std::move(strain)}, 70});
    }
    return chart::draw(chart);
}

}  // namespace sinew::render
