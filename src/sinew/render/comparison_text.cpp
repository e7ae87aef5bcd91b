#include <sinew/render/comparison_text.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace sinew::render {
namespace {

std::string signed_number(const OrderedJson& value) {
    const double number = value.get<double>();
    return fmt::format("{:+.{}f}", number, std::abs(number) < 1 ? 2 : 1);
}
std::string percent(const OrderedJson& share) {
    return fmt::format("{:.0f} %", 100 * share.get<double>());
}

std::vector<std::string> cells_of(const OrderedJson& one, const std::string& by,
                                  std::size_t place) {
    const auto& values = one["outcomes"][by];
    const auto& difference = values["difference"];
    return {std::to_string(place),
            one["name"].get<std::string>(),
            fmt::format("{:.1f}", one["mean_place"].get<double>()),
            percent(one["best_in"]),
            percent(one["better_than_none_in"]),
            fmt::format("{} ({} .. {})", signed_number(difference[2]), signed_number(difference[0]),
                        signed_number(difference[4])),
            fmt::format("{} ({:.1f})", signed_number(values["difference_without_hypotheses"]),
                        one["mean_place_without_hypotheses"].get<double>())};
}

void add_comparison(TerminalPage& page, const OrderedJson& json, const knowledge::Words& words) {
    if (!json["modelled"].get<bool>()) {
        page.line(json["why_not"].get<std::string>());
        return;
    }
    const std::string by = json["by"].get<std::string>();
    page.line(words("comparison.setting", {{"substance", json["substance_name"].get<std::string>()},
                                           {"draws", json["draws"].dump()},
                                           {"seed", json["seed"].dump()}}),
              0, Tone::quiet);
    page.blank();
    std::vector<std::string> header;
    for (const char* column :
         {"place", "programme", "mean_place", "best", "better", "difference", "known"})
        header.push_back(words(std::string{"comparison.column."} + column));
    std::vector<std::vector<std::string>> rows;
    for (const auto& one : json["programmes"]) rows.push_back(cells_of(one, by, rows.size() + 1));
    page.table(header, rows);
    page.blank();
    double error = 0;
    for (const auto& outcome : json["outcomes"])
        if (outcome["outcome"] == by) error = outcome["step_error"].get<double>();
    page.line(words("comparison.means",
                    {{"unit", json["by_unit"].get<std::string>()}, {"day", json["day"].dump()}}),
              0, Tone::quiet);
    page.line(words("comparison.step_error", {{"error", fmt::format("{:.2g}", error)},
                                              {"unit", json["by_unit"].get<std::string>()}}),
              0, Tone::quiet);
    for (const auto& warning : json["warnings"])
        page.bullet(warning["text"].get<std::string>(), 0, Tone::caution);
}

}  // namespace

std::string comparison_text(const OrderedJson& told, const knowledge::Words& words,
                            const TextStyle& style) {
    TextStyle own = style;
    if (words.language() == domain::Language::zh) own.colon = "：";
    TerminalPage page{own};
    const bool two = told.contains("comparisons");
    const OrderedJson& first = two ? told["comparisons"].front() : told;
    page.title(first["modelled"].get<bool>()
                   ? words("comparison.title", {{"outcome", first["by_name"].get<std::string>()},
                                                {"day", first["day"].dump()}})
                   : words("comparison.title.none"));
    page.line(first["status_text"].get<std::string>(), 0, Tone::caution);
    if (!two) {
        add_comparison(page, told, words);
        return std::move(page).text();
    }
    for (const auto& one : told["comparisons"]) {
        page.heading(one["substance_name"].get<std::string>());
        add_comparison(page, one, words);
    }
    return std::move(page).text();
}

}  // namespace sinew::render
