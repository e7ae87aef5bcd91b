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

void add_outcomes(TerminalPage& page, const OrderedJson& forecast, const knowledge::Words& words) {
    page.heading(words("forecast.heading.outcomes", {{"days", forecast["days"].dump()}}));
    std::vector<std::vector<std::string>> rows;
    for (const auto& outcome : forecast["outcomes"]) {
        const auto& share = outcome["hypothesis"]["share"];
        const int decimals = decimals_of(outcome);
        rows.push_back({outcome["name"].get<std::string>(),
                        number(outcome["centre"].front().get<double>(), decimals),
                        band(outcome["without_programme"]["band"].back(), words, decimals),
                        band(outcome["band"].back(), words, decimals),
                        band(outcome["difference"].back(), words, decimals),
                        share.is_null() ? words("forecast.undefined")
                                        : fmt::format("{:.0f} %", 100 * share.get<double>())});
    }
    page.table({words("forecast.column.outcome"), words("forecast.column.start"),
                words("forecast.column.without"), words("forecast.column.with"),
                words("forecast.column.difference"), words("forecast.column.hypotheses")},
               rows);
    page.line(words("forecast.band.means"), 0, Tone::quiet);
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

}  // namespace

std::string forecast_text(const OrderedJson& forecast, const knowledge::Words& words,
                          const TextStyle& style) {
    TextStyle own = style;
    if (words.language() == domain::Language::zh) own.colon = "：";
    TerminalPage page{own};
    page.title(words("forecast.title"));
    page.line(forecast["status_text"].get<std::string>(), 0, Tone::caution);
    page.blank();
    page.line(forecast["plain"].get<std::string>());
    for (const auto& warning : forecast["warnings"])
        page.bullet(warning["text"].get<std::string>(), 0, Tone::caution);
    if (forecast["modelled"].get<bool>()) {
        add_outcomes(page, forecast, words);
        add_curve(page, forecast["lapse_free"], words("forecast.heading.lapse"), words);
        page.line(words("forecast.lapse.means"), 0, Tone::quiet);
        if (style.explain)
            add_curve(page, forecast["in_programme"], words("forecast.heading.dropout"), words);
    }
    page.heading(words("forecast.heading.evidence"));
    for (const auto& one : forecast["evidence_only"]) {
        page.bullet(words("forecast.evidence.line",
                          {{"outcome", one["label"].get<std::string>()},
                           {"smd", fmt::format("{:.2f}", one["smd"].get<double>())},
                           {"low", fmt::format("{:.2f}", one["pi_lb"].get<double>())},
                           {"high", fmt::format("{:.2f}", one["pi_ub"].get<double>())},
                           {"grade", words("forecast.grade." + one["grade"].get<std::string>())}}));
        if (style.explain) page.line(one["why"].get<std::string>(), 2, Tone::quiet);
    }
    if (forecast["evidence_only"].empty()) page.line(words("forecast.evidence.none"));
    if (style.explain && forecast["modelled"].get<bool>()) {
        page.heading(words("forecast.heading.mechanisms"));
        std::vector<std::vector<std::string>> rows;
        const auto& craving = forecast["outcomes"].front();
        for (const auto& part : craving["contributions"])
            rows.push_back({part["name"].get<std::string>(), band(part["band"], words, 1)});
        rows.push_back(
            {words("forecast.mechanism.interaction"), band(craving["interaction"], words, 1)});
        page.table({words("forecast.column.mechanism"), words("forecast.column.change")}, rows);
        page.line(words("forecast.mechanisms.means"), 0, Tone::quiet);
    }
    page.heading(words("forecast.heading.facts"));
    for (const auto& fact : forecast["person_facts"]) {
        const std::string unit = fact["unit"].get<std::string>();
        page.pair(fact["label"].get<std::string>(),
                  fact["value"].get<std::string>() + (unit.empty() ? "" : " " + unit) + " – " +
                      words("forecast.from." + fact["from"].get<std::string>()));
    }
    return std::move(page).text();
}

}  // namespace sinew::render
