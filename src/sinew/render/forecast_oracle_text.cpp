#include <sinew/render/forecast_oracle_text.hpp>

#include <fmt/format.h>

namespace sinew::render {
namespace {

/// Two digits, and what is nothing but rounding as such.
std::string small(const OrderedJson& value) {
    const double number = value.get<double>();
    if (number == 0) return "0";
    return number < 1e-12 ? "< 1e-12" : fmt::format("{:.2g}", number);
}

void add_one(TerminalPage& page, const OrderedJson& one, const knowledge::Words& words) {
    page.line(
        words("proof.forecast.setting", {{"substance", one["substance_name"].get<std::string>()},
                                         {"before", one["days_before"].dump()},
                                         {"days", one["days"].dump()},
                                         {"steps", one["steps_a_day"].dump()}}),
        0, Tone::quiet);
    page.blank();
    std::vector<std::vector<std::string>> rows;
    for (const auto& outcome : one["outcomes"])
        rows.push_back({outcome["name"].get<std::string>(), small(outcome["largest"]),
                        outcome["unit"].get<std::string>(), outcome["day"].dump()});
    page.table({words("proof.column.outcome_of"), words("proof.column.largest"),
                words("proof.column.unit"), words("proof.column.when")},
               rows);
    page.blank();
    rows.clear();
    for (const auto& state : one["states"])
        rows.push_back(
            {state["state"].get<std::string>(), small(state["largest"]), state["day"].dump()});
    page.table(
        {words("proof.column.state"), words("proof.column.largest"), words("proof.column.when")},
        rows);
    page.blank();
    const bool inside = one["inside_stored"].get<bool>();
    page.line(words(inside ? "proof.forecast.inside" : "proof.forecast.outside",
                    {{"states", small(one["relative"])},
                     {"state", one["worst"].get<std::string>()},
                     {"points", small(one["vas_points"])},
                     {"stored", small(one["stored"]["states"])},
                     {"stored_points", small(one["stored"]["vas_points"])}}),
              0, inside ? Tone::good : Tone::caution);
}

}  // namespace

std::string forecast_oracle_text(const OrderedJson& json, const knowledge::Words& words,
                                 const TextStyle& style) {
    TerminalPage page{style};
    page.title(words("proof.oracle.title"));
    page.line(json["status_text"].get<std::string>(), 0, Tone::caution);
    for (const auto& one : json["forecasts"]) {
        page.blank();
        add_one(page, one, words);
    }
    page.line(words("proof.forecast.means"), 0, Tone::quiet);
    return std::move(page).text();
}

}  // namespace sinew::render
