#include <sinew/render/forecast_chart.hpp>
#include <sinew/render/forecast_marks.hpp>

#include <algorithm>

namespace sinew::render {
namespace {

using figure::Ink;

constexpr double kPanelHeight = 150;

std::string text_of(const OrderedJson& json, const char* key) {
    return json[key].get<std::string>();
}

/// "craving at rest: 26 (11 to 48) at the end, 45 without": what a screen reader says of a panel.
std::string spoken(const OrderedJson& curve, const std::string& name, int decimals,
                   const care::Words& words) {
    const auto& end = curve["band"].back();
    const auto number = [&](const OrderedJson& value) {
        return said(value.get<double>(), decimals);
    };
    const char* colon = words.language() == domain::Language::zh ? "：" : ": ";
    return name + colon +
           words("forecast.band",
                 {{"middle", number(end[2])}, {"low", number(end[0])}, {"high", number(end[4])}}) +
           "; " + words("forecast.chart.without") + " " +
           number(curve["without_programme"]["band"].back()[2]);
}

void add_counted(chart::Panel& panel, const OrderedJson& counted, Ink ink,
                 const std::string& name) {
    chart::LineMark line{
        .name = name, .stroke = {ink, 1.2, chart::Dash::dotted, 1}, .stepped = true};
    double day = 0;
    for (const auto& free : counted["free"]) line.places.push_back({day++, free.get<double>()});
    panel.marks.emplace_back(std::move(line));
}

chart::Panel event_panel(const OrderedJson& forecast, const char* which, Legend legend,
                         const care::Words& words) {
    const auto& curve = forecast[which];
    const bool lapse = std::string_view{which} == "lapse";
    chart::Panel panel =
        days_panel(curve, words(lapse ? "forecast.chart.lapse" : "forecast.chart.dropout"),
                   words("forecast.chart.share"), legend, words);
    panel.y.from = 0.0;
    panel.y.to = 1.0;
    if (!curve["sampled"].is_null())
        add_counted(panel, curve["sampled"], Ink::ink,
                    legend == Legend::named ? words("forecast.chart.counted") : "");
    return panel;
}

/// Contributions to one outcome, the interaction last.
std::vector<const OrderedJson*> parts_of(const OrderedJson& forecast, const std::string& outcome) {
    std::vector<const OrderedJson*> parts;
    const OrderedJson* interaction = nullptr;
    for (const auto& part : forecast["contributions"]) {
        if (part["outcome"] != outcome) continue;
        if (part["mechanism"] == "interaction")
            interaction = &part;
        else
            parts.push_back(&part);
    }
    std::stable_sort(parts.begin(), parts.end(), [](const OrderedJson* a, const OrderedJson* b) {
        return std::abs((*a)["value"].get<double>()) > std::abs((*b)["value"].get<double>());
    });
    if (interaction != nullptr) parts.push_back(interaction);
    return parts;
}

}  // namespace

figure::Scene forecast_picture(const OrderedJson& forecast, const care::Words& words) {
    chart::Chart chart = chart_in(words);
    chart.title = words("forecast.chart.title");
    chart.subtitle = text_of(forecast, "status_text");
    chart.footnote = words("forecast.chart.footnote", {{"draws", forecast["draws"].dump()},
                                                       {"seed", forecast["seed"].dump()}});
    chart.description = forecast["plain"][words.language() == domain::Language::zh ? "zh" : "en"]
                            .get<std::string>();
    chart.width = 900;
    std::vector<chart::Panel> panels;
    for (const auto& outcome : forecast["outcomes"])
        if (outcome["path"] == "followed")
            panels.push_back(days_panel(outcome, text_of(outcome, "name"), text_of(outcome, "unit"),
                                        panels.empty() ? Legend::named : Legend::none, words));
    panels.push_back(event_panel(forecast, "lapse", Legend::none, words));
    panels.push_back(event_panel(forecast, "dropout", Legend::none, words));
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

std::vector<figure::Scene> outcome_panels(const OrderedJson& forecast, std::string_view path,
                                          const care::Words& words) {
    std::vector<figure::Scene> panels;
    for (const auto& outcome : forecast["outcomes"]) {
        if (outcome["path"] != path) continue;
        const std::string name = text_of(outcome, "name");
        panels.push_back(
            alone(days_panel(outcome, name, text_of(outcome, "unit"), Legend::none, words),
                  kPanelHeight, spoken(outcome, name, 1, words), words));
    }
    return panels;
}

std::vector<figure::Scene> event_panels(const OrderedJson& forecast, const care::Words& words) {
    std::vector<figure::Scene> panels;
    for (const char* which : {"lapse", "dropout"}) {
        chart::Panel panel = event_panel(forecast, which, Legend::none, words);
        const std::string spoken_text = spoken(forecast[which], panel.heading, 2, words);
        panels.push_back(alone(std::move(panel), kPanelHeight, spoken_text, words));
    }
    return panels;
}

std::vector<figure::Scene> latent_panels(const OrderedJson& forecast, const care::Words& words) {
    std::vector<figure::Scene> panels;
    for (const auto& level : forecast["latent"]) {
        const std::string name = text_of(level, "name");
        panels.push_back(alone(
            days_panel(level, name, words("forecast.day_view.latent_tag"), Legend::none, words),
            kPanelHeight * 0.8, spoken(level, name, 2, words), words));
    }
    return panels;
}

figure::Scene mechanisms_picture(const OrderedJson& forecast, const care::Words& words) {
    chart::Chart chart = chart_in(words);
    chart.title = words("forecast.chart.mechanisms");
    chart.subtitle = text_of(forecast, "status_text");
    const auto parts = parts_of(forecast, "craving_vas");
    chart::Panel panel;
    panel.y.kind = chart::AxisKind::categories;
    panel.y.grid = false;
    panel.x.title = words("forecast.chart.mechanisms.x");
    const bool shapley = forecast["shapley_orders"].get<int>() > 0;
    chart::RangesMark ranges{
        .direction = chart::Direction::horizontal, .stroke = {Ink::pine, 2}, .cap = 4};
    chart::PointsMark middles{.name = shapley ? words("forecast.chart.one_off") : "",
                              .marker = chart::Marker::square,
                              .ink = Ink::pine,
                              .size = 7};
    chart::PointsMark fair{.name = words("forecast.chart.shapley"),
                           .marker = chart::Marker::diamond,
                           .ink = Ink::clay,
                           .size = 8};
    for (const OrderedJson* part : parts) {
        const auto place = static_cast<double>(panel.y.categories.size());
        panel.y.categories.push_back(text_of(*part, "name"));
        const auto& band = (*part)["band"];
        ranges.ranges.push_back({place, band[0].get<double>(), band[4].get<double>()});
        middles.places.push_back({band[2].get<double>(), place});
        if (part->contains("shapley"))
            fair.places.push_back({(*part)["shapley"][2].get<double>(), place});
    }
    panel.marks.emplace_back(chart::RuleMark{.direction = chart::Direction::vertical, .value = 0});
    panel.marks.emplace_back(std::move(ranges));
    panel.marks.emplace_back(std::move(middles));
    if (shapley) panel.marks.emplace_back(std::move(fair));
    chart.footnote = words("forecast.mechanisms.means");
    chart.description = words("forecast.mechanisms.means");
    chart.rows = {{{std::move(panel)}, 22.0 * static_cast<double>(parts.size())}};
    return draw(chart);
}

figure::Scene hypotheses_picture(const OrderedJson& forecast, const care::Words& words) {
    chart::Chart chart = chart_in(words);
    chart.description = words("forecast.share.means");
    chart.width = 620;
    chart::Panel panel;
    panel.y.kind = chart::AxisKind::categories;
    panel.y.grid = false;
    panel.x.title = words("forecast.share.x");
    panel.x.zero = true;
    chart::RangesMark bars{.direction = chart::Direction::horizontal,
                           .stroke = {Ink::amber, 7, chart::Dash::whole, 0.75},
                           .cap = 0};
    chart::PointsMark ends{.marker = chart::Marker::dot, .ink = Ink::amber, .size = 9};
    for (const auto& outcome : forecast["outcomes"]) {
        if (outcome["path"] != "followed") continue;
        const auto place = static_cast<double>(panel.y.categories.size());
        panel.y.categories.push_back(text_of(outcome, "name"));
        const auto& share = outcome["hypothesis"]["share"];
        panel.y.beside.push_back(share.is_null() ? words("forecast.undefined")
                                                 : said(100 * share.get<double>(), 0) + " %");
        if (share.is_null()) continue;
        bars.ranges.push_back({place, 0, 100 * share.get<double>()});
        ends.places.push_back({100 * share.get<double>(), place});
    }
    const auto rows = static_cast<double>(panel.y.categories.size());
    panel.marks.emplace_back(chart::RuleMark{.direction = chart::Direction::vertical, .value = 0});
    panel.marks.emplace_back(std::move(bars));
    panel.marks.emplace_back(std::move(ends));
    chart.rows = {{{std::move(panel)}, 24 * rows}};
    return draw(chart);
}

}  // namespace sinew::render
