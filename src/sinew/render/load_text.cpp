#include <sinew/base/text.hpp>
#include <sinew/render/load_text.hpp>

#include <algorithm>
#include <array>
#include <cmath>

namespace sinew::render {
namespace {

using knowledge::Words;

std::string number(const OrderedJson& value) {
    return value.is_null() ? "–" : number_text(value.get<double>());
}
std::string with_sign(const OrderedJson& value) {
    if (value.is_null()) return "–";
    return (value.get<double>() > 0 ? "+" : "") + number(value) + " %";
}

std::vector<std::optional<double>> days_of(const OrderedJson& week) {
    std::vector<std::optional<double>> days;
    for (const OrderedJson& day : week["days"])
        days.push_back(day.is_null() ? std::nullopt : std::optional{day.get<double>()});
    return days;
}

double highest_day(const OrderedJson& history) {
    double highest = 0;
    for (const OrderedJson& week : history["weeks"])
        for (const auto& day : days_of(week)) highest = std::max(highest, day.value_or(0));
    return highest;
}

void write_ratios(TerminalPage& page, const OrderedJson& history, const Words& words) {
    const OrderedJson& ratio = history["acute_to_chronic"];
    page.pair(words("load.acwr"),
              ratio["building_baseline"].get<bool>()
                  ? words("load.building_baseline")
                  : words("load.acwr_of", {{"coupled", number(ratio["coupled"])},
                                           {"uncoupled", number(ratio["uncoupled"])}}));
    const OrderedJson& averages = history["weighted_averages"];
    page.pair(words("load.ewma"),
              averages["building_baseline"].get<bool>()
                  ? words("load.building_baseline")
                  : words("load.ewma_of", {{"acute_days", number(averages["acute_days"])},
                                           {"acute", number(averages["acute"])},
                                           {"chronic_days", number(averages["chronic_days"])},
                                           {"chronic", number(averages["chronic"])},
                                           {"ratio", number(averages["ratio"])}}));
}

}  // namespace

std::string spark_bars(const std::vector<std::optional<double>>& values, double highest) {
    constexpr std::array<std::string_view, 8> kBars{"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
    std::string bars;
    for (const auto& value : values) {
        const double share = value && highest > 0 ? std::clamp(*value / highest, 0.0, 1.0) : 0;
        bars += value ? kBars[static_cast<std::size_t>(std::lround(share * 7))] : "·";
    }
    return bars;
}

std::string load_history_text(const OrderedJson& history, const Words& words,
                              const TextStyle& style) {
    TextStyle own = style;
    if (words.language() == domain::Language::zh) own.colon = "：";
    TerminalPage page{own};
    page.heading(words("load.weeks"));
    const double highest = highest_day(history);
    std::vector<std::vector<std::string>> rows;
    for (const OrderedJson& week : history["weeks"])
        rows.push_back({week["first_day"].get<std::string>(), spark_bars(days_of(week), highest),
                        number(week["load"]), number(week["monotony"]), number(week["strain"]),
                        with_sign(week["change_pct"]), week["flag_text"].get<std::string>()});
    page.table({words("load.week"), words("load.days"), words("load.weekly"),
                words("load.monotony"), words("load.strain"), words("load.change"), ""},
               rows);
    page.blank();
    write_ratios(page, history, words);
    page.line(history["say"].get<std::string>(), 0, Tone::quiet);
    return std::move(page).text();
}

}  // namespace sinew::render
