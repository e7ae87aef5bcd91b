#include <sinew/render/forecast_marks.hpp>

#include <algorithm>
#include <numeric>

namespace sinew::render {
namespace {

using chart::BandMark;
using chart::LineMark;
using figure::Ink;

void add_band(chart::Panel& panel, const std::vector<double>& x, const OrderedJson& rows,
              std::size_t low, std::size_t high, Ink ink, double opacity, const std::string& name) {
    BandMark band{.name = name, .ink = ink, .opacity = opacity};
    band.x = x;
    for (const auto& row : rows) {
        band.low.push_back(row[low].get<double>());
        band.high.push_back(row[high].get<double>());
    }
    panel.marks.emplace_back(std::move(band));
}

}  // namespace

void add_middle(chart::Panel& panel, const std::vector<double>& x, const OrderedJson& rows,
                const chart::Stroke& stroke, const std::string& name) {
    constexpr std::size_t kMiddle = 2;
    LineMark line{.name = name, .stroke = stroke};
    for (std::size_t i = 0; i < x.size(); ++i)
        line.places.push_back({x[i], rows[i][kMiddle].get<double>()});
    panel.marks.emplace_back(std::move(line));
}

void add_bands(chart::Panel& panel, const std::vector<double>& x, const OrderedJson& rows, Ink ink,
               const std::string& name, Legend legend, const care::Words& words) {
    const bool named = legend == Legend::named;
    add_band(panel, x, rows, 0, 4, ink, 0.16, named ? words("forecast.chart.band90") : "");
    add_band(panel, x, rows, 1, 3, ink, 0.24, named ? words("forecast.chart.band50") : "");
    add_middle(panel, x, rows, {ink, 2, chart::Dash::whole, 1}, named ? name : "");
}

std::vector<double> counting(std::size_t n) {
    std::vector<double> numbers(n);
    std::iota(numbers.begin(), numbers.end(), 0.0);
    return numbers;
}

chart::Panel days_panel(const OrderedJson& curve, const std::string& heading,
                        const std::string& unit, Legend legend, const care::Words& words) {
    chart::Panel panel;
    panel.heading = heading;
    panel.x = {
        .title = words("forecast.chart.day"), .ends = chart::Ends::tight, .whole_numbers = true};
    panel.y = {.title = unit};
    // A score starts at 0 and is never blown up from nothing: a tenth of its scale is the least that is shown.
    if (curve.contains("highest") && !curve["highest"].is_null()) {
        double top = curve["highest"].get<double>() / 10;
        for (const auto& row : curve["band"]) top = std::max(top, row[4].get<double>());
        for (const auto& row : curve["without_programme"]["band"])
            top = std::max(top, row[2].get<double>());
        panel.y.from = 0.0;
        panel.y.to = 1.05 * top;
    }
    const std::vector<double> days = counting(curve["band"].size());
    add_bands(panel, days, curve["band"], Ink::pine, words("forecast.chart.with"), legend, words);
    add_middle(panel, days, curve["without_programme"]["band"],
               {Ink::clay, 1.6, chart::Dash::dashed, 1},
               legend == Legend::named ? words("forecast.chart.without") : "");
    return panel;
}

figure::Scene alone(chart::Panel panel, double height, const std::string& description,
                    const care::Words& words) {
    constexpr double kColumn = 330;  // scene units
    chart::Chart chart = chart_in(words);
    chart.width = kColumn;
    chart.description = description;
    chart.rows = {{{std::move(panel)}, height}};
    return draw(chart);
}

}  // namespace sinew::render
