#include <sinew/render/chart_words.hpp>
#include <sinew/render/sensitivity_text.hpp>

#include <algorithm>

namespace sinew::render {
namespace {

constexpr std::size_t kBars = 20;

double value(const OrderedJson& cell) { return cell.is_null() ? 0 : cell.get<double>(); }

/// A bar from nothing to the value, lying: a closed outline round its row.
chart::OutlineMark bar(double row, double to, chart::Ink ink, const std::string& name) {
    constexpr double kHalf = 0.32;
    chart::OutlineMark mark;
    mark.name = name;
    mark.places = {{0, row - kHalf}, {to, row - kHalf}, {to, row + kHalf}, {0, row + kHalf}};
    mark.stroke = {ink, 1.2};
    mark.fill_opacity = 0.45;
    return mark;
}

}  // namespace

figure::Scene tornado(const OrderedJson& json, const care::Words& words) {
    const std::string method = json["method"].get<std::string>();
    const bool shares = method == "sobol";
    const char* key = shares ? "total" : method == "morris" ? "mu_star" : "by_sd";
    chart::Chart chart = chart_in(words);
    chart.title = json["title"].get<std::string>();
    chart.subtitle = words("model.status");
    chart.footnote = json["setting"].get<std::string>();
    chart.description = words("model.sensitivity.means." + method);
    chart.width = 820;
    chart::Panel panel;
    panel.y.kind = chart::AxisKind::categories;
    panel.y.grid = false;
    panel.x.zero = true;
    panel.x.title = words("model.sensitivity.chart." + method,
                          {{"unit", json["output"]["unit"].get<std::string>()}});
    chart::RangesMark ranges{
        .direction = chart::Direction::horizontal, .stroke = {chart::Ink::ink, 1.2}, .cap = 4};
    chart::PointsMark alone{.name = shares ? words("model.sensitivity.chart.first") : "",
                            .marker = chart::Marker::diamond,
                            .ink = chart::Ink::clay,
                            .size = 7};
    const std::size_t count = std::min(kBars, json["rows"].size());
    for (std::size_t i = 0; i < count; ++i) {
        const auto& row = json["rows"][i];
        const auto place = static_cast<double>(i);
        panel.y.categories.push_back(row["name"].get<std::string>());
        const double length = value(row[key]);
        panel.marks.emplace_back(
            bar(place, length, length < 0 ? chart::Ink::sky : chart::Ink::pine,
                shares && i == 0 ? words("model.sensitivity.chart.total") : ""));
        if (shares) {
            if (!row["total_low"].is_null())
                ranges.ranges.push_back({place, value(row["total_low"]), value(row["total_high"])});
            alone.places.push_back({value(row["first"]), place});
        }
        if (method == "morris") {
            const double error = value(row["mu_star_error"]);
            ranges.ranges.push_back({place, length - 1.96 * error, length + 1.96 * error});
        }
    }
    panel.marks.emplace_back(chart::RuleMark{.direction = chart::Direction::vertical, .value = 0});
    panel.marks.emplace_back(std::move(ranges));
    if (shares) panel.marks.emplace_back(std::move(alone));
    chart.rows = {
        {{std::move(panel)}, 22.0 * static_cast<double>(std::max<std::size_t>(count, 1))}};
    return draw(chart);
}

}  // namespace sinew::render
