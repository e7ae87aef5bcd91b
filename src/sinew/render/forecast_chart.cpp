#include <sinew/render/chart_words.hpp>
#include <sinew/render/forecast_chart.hpp>

#include <algorithm>

namespace sinew::render {
namespace {

using chart::BandMark;
using chart::LineMark;
using figure::Ink;

void add_band(chart::Panel& panel, const OrderedJson& rows, std::size_t low, std::size_t high,
              double opacity, const std::string& name) {
    BandMark band{.name = name, .ink = Ink::pine, .opacity = opacity};
    double day = 0;
    for (const auto& row : rows) {
        band.x.push_back(day++);
        band.low.push_back(row[low].get<double>());
        band.high.push_back(row[high].get<double>());
    }
    panel.marks.emplace_back(std::move(band));
}

void add_line(chart::Panel& panel, const OrderedJson& rows, const chart::Stroke& stroke,
              const std::string& name) {
    LineMark line{.name = name, .stroke = stroke};
    double day = 0;
    for (const auto& row : rows) line.places.push_back({day++, row[2].get<double>()});
    panel.marks.emplace_back(std::move(line));
}

chart::Panel panel_of(const OrderedJson& curve, const std::string& heading, const std::string& unit,
                      bool named, const care::Words& words) {
    chart::Panel panel;
    panel.heading = heading;
    panel.x = {
        .title = words("forecast.chart.day"), .ends = chart::Ends::tight, .whole_numbers = true};
    panel.y = {.title = unit};
    add_band(panel, curve["band"], 0, 4, 0.16, named ? words("forecast.chart.band90") : "");
    add_band(panel, curve["band"], 1, 3, 0.24, named ? words("forecast.chart.band50") : "");
    add_line(panel, curve["without_programme"]["band"], {Ink::soft, 1.4, chart::Dash::dashed, 1},
             named ? words("forecast.chart.without") : "");
    add_line(panel, curve["band"], {Ink::pine, 2, chart::Dash::whole, 1},
             named ? words("forecast.chart.with") : "");
    return panel;
}

}  // namespace

figure::Scene forecast_picture(const OrderedJson& forecast, const care::Words& words) {
    chart::Chart chart = chart_in(words);
    chart.title = words("forecast.chart.title");
    chart.subtitle = forecast["status_text"].get<std::string>();
    chart.footnote = words("forecast.chart.footnote", {{"draws", forecast["draws"].dump()},
                                                       {"seed", forecast["seed"].dump()}});
    chart.description = forecast["plain"].get<std::string>();
    chart.width = 900;
    std::vector<chart::Panel> panels;
    for (const auto& outcome : forecast["outcomes"])
        panels.push_back(panel_of(outcome, outcome["name"].get<std::string>(),
                                  outcome["unit"].get<std::string>(), panels.empty(), words));
    chart::Panel lapse = panel_of(forecast["lapse_free"], words("forecast.chart.lapse"),
                                  words("forecast.chart.share"), false, words);
    lapse.y.from = 0.0;
    lapse.y.to = 1.0;
    panels.push_back(std::move(lapse));
    constexpr std::size_t kAcross = 3;
    for (std::size_t i = 0; i < panels.size(); i += kAcross) {
        chart::Row row;
        row.height = 130;
        for (std::size_t k = i; k < std::min(i + kAcross, panels.size()); ++k)
            row.panels.push_back(std::move(panels[k]));
        chart.rows.push_back(std::move(row));
    }
    return draw(chart);
}

figure::Scene mechanisms_picture(const OrderedJson& forecast, const care::Words& words) {
    chart::Chart chart = chart_in(words);
    chart.title = words("forecast.chart.mechanisms");
    chart.subtitle = forecast["status_text"].get<std::string>();
    const auto& craving = forecast["outcomes"].front();
    std::vector<const OrderedJson*> parts;
    for (const auto& part : craving["contributions"]) parts.push_back(&part);
    std::stable_sort(parts.begin(), parts.end(), [](const OrderedJson* a, const OrderedJson* b) {
        return (*a)["band"][2].get<double>() < (*b)["band"][2].get<double>();
    });
    chart::Panel panel;
    panel.y.kind = chart::AxisKind::categories;
    panel.y.grid = false;
    panel.x.title = words("forecast.chart.mechanisms.x");
    chart::RangesMark ranges{
        .direction = chart::Direction::horizontal, .stroke = {Ink::pine, 2}, .cap = 4};
    chart::PointsMark middles{.marker = chart::Marker::square, .ink = Ink::pine, .size = 7};
    for (const OrderedJson* part : parts) {
        const auto place = static_cast<double>(panel.y.categories.size());
        panel.y.categories.push_back((*part)["name"].get<std::string>());
        const auto& band = (*part)["band"];
        ranges.ranges.push_back({place, band[0].get<double>(), band[4].get<double>()});
        middles.places.push_back({band[2].get<double>(), place});
    }
    panel.marks.emplace_back(chart::RuleMark{.direction = chart::Direction::vertical, .value = 0});
    panel.marks.emplace_back(std::move(ranges));
    panel.marks.emplace_back(std::move(middles));
    chart.footnote = words("forecast.mechanisms.means");
    chart.description = words("forecast.mechanisms.means");
    chart.rows = {{{std::move(panel)}, 22.0 * static_cast<double>(parts.size())}};
    return draw(chart);
}

}  // namespace sinew::render
