#include <sinew/render/forecast_text.hpp>

#include <fmt/format.h>

#include <cmath>

namespace sinew::render {
namespace {

std::string number(double value, int decimals) {
    const double shown = std::abs(value) < 0.5 * std::pow(10.0, -decimals) ? 0.0 : value;
    return fmt::format("{:.{}f}", shown, decimals);
}

/// "26 (11 to 48)": the middle, and where 90 of 100 draws lie.
std::string band(const OrderedJson& row, const knowledge::Words& words, int decimals) {
    return words("forecast.band", {{"middle", number(row[2].get<double>(), decimals)},
                                   {"low", number(row[0].get<double>(), decimals)},
                                   {"high", number(row[4].get<double>(), decimals)}});
}

/// Short scales show a tenth of a point, long ones and percentages none.
int decimals_of(const OrderedJson& outcome) {
    constexpr double kLong = 40;
    return outcome["highest"].is_null() || outcome["highest"].get<double>() > kLong ? 0 : 1;
}

std::string percent(const OrderedJson& share, const knowledge::Words& words) {
    return share.is_null() ? words("forecast.undefined")
                           : fmt::format("{:.0f} %", 100 * share.get<double>());
}

void add_outcomes(TerminalPage& page, const OrderedJson& forecast, const knowledge::Words& words) {
    page.heading(words("forecast.heading.outcomes",
                       {{"days", std::to_string(forecast["days"].size() - 1)}}));
    std::vector<std::vector<std::string>> rows;
    for (const auto& outcome : forecast["outcomes"]) {
        if (outcome["path"] != "followed") continue;
        const int decimals = decimals_of(outcome);
        rows.push_back({outcome["name"].get<std::string>(),
                        number(outcome["band"].front()[2].get<double>(), decimals),
                        band(outcome["without_programme"]["band"].back(), words, decimals),
                        band(outcome["band"].back(), words, decimals),
                        band(outcome["difference"].back(), words, decimals),
                        percent(outcome["hypothesis"]["share"], words)});
    }
    page.table({words("forecast.column.outcome"), words("forecast.column.start"),
                words("forecast.column.without"), words("forecast.column.with"),
                words("forecast.column.difference"), words("forecast.column.hypotheses")},
               rows);
    page.line(words("forecast.band.means"), 0, Tone::quiet);
}

/// The same with luck drawn, the difference alone; and what the luck was.
void add_sampled(TerminalPage& page, const OrderedJson& forecast, const knowledge::Words& words) {
    if (forecast["events"].is_null()) return;
    page.heading(
        words("forecast.heading.sampled", {{"days", std::to_string(forecast["days"].size() - 1)}}));
    page.line(forecast["paths"]["sampled"].get<std::string>(), 0, Tone::quiet);
    std::vector<std::vector<std::string>> rows;
    for (const auto& outcome : forecast["outcomes"]) {
        if (outcome["path"] != "sampled") continue;
        const int decimals = decimals_of(outcome);
        rows.push_back({outcome["name"].get<std::string>(),
                        band(outcome["without_programme"]["band"].back(), words, decimals),
                        band(outcome["band"].back(), words, decimals),
                        band(outcome["difference"].back(), words, decimals)});
    }
    page.table({words("forecast.column.outcome"), words("forecast.column.without"),
                words("forecast.column.with"), words("forecast.column.difference")},
               rows);
    const auto& events = forecast["events"];
    OrderedJson attended = OrderedJson::array();
    for (const auto& share : events["attended"]) attended.push_back(100 * share.get<double>());
    page.pair(words("forecast.events.attended"), band(attended, words, 0) + " %");
    page.pair(words("forecast.events.lapses_without"),
              band(events["without_programme"]["lapses"], words, 0));
    page.pair(words("forecast.events.lapses"), band(events["lapses"], words, 0));
}

/// Craving round the session of the day that was looked into.
void add_session_day(TerminalPage& page, const OrderedJson& forecast,
                     const knowledge::Words& words) {
    const auto& view = forecast["session_day"];
    if (view.is_null()) return;
    page.heading(words("forecast.heading.day_view"));
    page.line(words("forecast.day_view.subtitle_plain",
                    {{"day", view["day"].dump()}, {"date", view["date"].get<std::string>()}}),
              0, Tone::quiet);
    const auto& minutes = view["minutes"];
    const auto& curves = view["curves"];
    const double end = view["sessions"].back()["end_min"].get<double>();
    const double start = view["sessions"].front()["start_min"].get<double>();
    std::vector<std::vector<std::string>> rows;
    for (const double wanted : {start - 5, end, end + 60, end + 240})
        for (std::size_t i = 0; i < minutes.size(); ++i) {
            if (minutes[i].get<double>() < wanted) continue;
            const int minute = static_cast<int>(minutes[i].get<double>());
            rows.push_back({fmt::format("{:02}:{:02}", minute / 60, minute % 60),
                            band(curves[1]["band"][i], words, 0),
                            band(curves[0]["band"][i], words, 0),
                            number(curves[4]["band"][i][2].get<double>(), 0)});
            break;
        }
    page.table({words("forecast.column.time"), words("forecast.day_curve.craving_without"),
                words("forecast.day_curve.craving"), words("forecast.day_curve.heart_rate")},
               rows);
}

/// What a mechanism switched off takes from the difference in resting craving; the interaction is stated.
void add_mechanisms(TerminalPage& page, const OrderedJson& forecast,
                    const knowledge::Words& words) {
    page.heading(words("forecast.heading.mechanisms"));
    const bool shapley = forecast["shapley_orders"].get<int>() > 0;
    std::vector<std::vector<std::string>> rows;
    for (const auto& part : forecast["contributions"]) {
        if (part["outcome"] != "craving_vas") continue;
        rows.push_back({part["name"].get<std::string>(), band(part["band"], words, 1)});
        if (shapley)
            rows.back().push_back(part.contains("shapley") ? band(part["shapley"], words, 1) : "–");
    }
    std::vector<std::string> head{words("forecast.column.mechanism"),
                                  words("forecast.column.change")};
    if (shapley) head.push_back(words("forecast.column.shapley"));
    page.table(head, rows);
    page.line(words("forecast.mechanisms.means"), 0, Tone::quiet);
    if (shapley)
        page.line(words("forecast.shapley.means", {{"orders", forecast["shapley_orders"].dump()}}),
                  0, Tone::quiet);
}

void add_curve(TerminalPage& page, const OrderedJson& curve, const std::string& heading,
               const knowledge::Words& words) {
    page.heading(heading);
    std::vector<std::vector<std::string>> rows;
    for (const std::size_t day : {std::size_t{7}, std::size_t{28}, std::size_t{84}}) {
        if (day >= curve["band"].size()) continue;
        rows.push_back({words("forecast.day", {{"day", std::to_string(day)}}),
                        band(curve["without_programme"]["band"][day], words, 2),
                        band(curve["band"][day], words, 2)});
    }
    page.table({words("forecast.column.day"), words("forecast.column.without"),
                words("forecast.column.with")},
               rows);
}

void add_evidence(TerminalPage& page, const OrderedJson& forecast, const knowledge::Words& words,
                  bool explain) {
    page.heading(words("forecast.heading.evidence"));
    for (const auto& one : forecast["evidence_only"]) {
        page.bullet(words("forecast.evidence.line",
                          {{"outcome", one["label"].get<std::string>()},
                           {"smd", fmt::format("{:.2f}", one["smd"].get<double>())},
                           {"low", fmt::format("{:.2f}", one["pi_lb"].get<double>())},
                           {"high", fmt::format("{:.2f}", one["pi_ub"].get<double>())},
                           {"grade", words("forecast.grade." + one["grade"].get<std::string>())}}));
        if (explain) page.line(one["why"].get<std::string>(), 2, Tone::quiet);
    }
    if (forecast["evidence_only"].empty()) page.line(words("forecast.evidence.none"));
}

void add_facts(TerminalPage& page, const OrderedJson& forecast, const knowledge::Words& words) {
    page.heading(words("forecast.heading.facts"));
    for (const auto& fact : forecast["person_facts"]) {
        const std::string unit = fact["unit"].get<std::string>();
        page.pair(fact["label"].get<std::string>(),
                  fact["text"].get<std::string>() + (unit.empty() ? "" : " " + unit) + " – " +
                      words("forecast.from." + fact["from"].get<std::string>()));
    }
}

void add_forecast(TerminalPage& page, const OrderedJson& forecast, const knowledge::Words& words,
                  bool explain) {
    const bool chinese = words.language() == domain::Language::zh;
    const bool modelled = forecast["modelled"].get<bool>();
    page.line(forecast["plain"][chinese ? "zh" : "en"].get<std::string>());
    for (const auto& warning : forecast["warnings"])
        page.bullet(warning["text"].get<std::string>(), 0, Tone::caution);
    if (modelled) {
        add_outcomes(page, forecast, words);
        add_curve(page, forecast["lapse"], words("forecast.heading.lapse"), words);
        page.line(words("forecast.lapse.means"), 0, Tone::quiet);
        if (explain) add_curve(page, forecast["dropout"], words("forecast.heading.dropout"), words);
        add_sampled(page, forecast, words);
        add_session_day(page, forecast, words);
    }
    add_evidence(page, forecast, words, explain);
    if (explain && modelled) add_mechanisms(page, forecast, words);
    add_facts(page, forecast, words);
    if (!explain) return;
    page.heading(words("forecast.heading.missing"));
    for (const auto& line : forecast["not_modelled"]) page.bullet(line.get<std::string>());
}

}  // namespace

std::string forecast_text(const OrderedJson& forecasts, const knowledge::Words& words,
                          const TextStyle& style) {
    TextStyle own = style;
    if (words.language() == domain::Language::zh) own.colon = "：";
    TerminalPage page{own};
    page.title(words("forecast.title"));
    const bool two = forecasts.contains("forecasts");
    const OrderedJson& first = two ? forecasts["forecasts"].front() : forecasts;
    page.line(first["status_text"].get<std::string>(), 0, Tone::caution);
    page.blank();
    if (!two) {
        add_forecast(page, first, words, style.explain);
        return std::move(page).text();
    }
    for (const auto& forecast : forecasts["forecasts"]) {
        page.title(forecast["substance_name"].get<std::string>());
        add_forecast(page, forecast, words, style.explain);
    }
    return std::move(page).text();
}

}  // namespace sinew::render
