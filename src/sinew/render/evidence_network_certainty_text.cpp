#include <sinew/render/effects_text.hpp>
#include <sinew/render/evidence_network_certainty_text.hpp>
#include <sinew/render/evidence_table.hpp>
#include <sinew/render/synthesis_reading.hpp>

#include <sinew/base/text.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace sinew::render {
namespace {

constexpr std::size_t kMostStudies = 4;
constexpr double kWhole = 100;

std::string text_of(const OrderedJson& json, const char* key) {
    return json.at(key).get<std::string>();
}

std::string pair_of(const OrderedJson& one) {
    return text_of(one, "treatment") + " : " + text_of(one, "other");
}

std::string interval_of(const OrderedJson& one) {
    return fmt::format(
        "{} ({})", number_cell(one.at("b").get<double>(), 2),
        interval_cell(one.at("ci_lb").get<double>(), one.at("ci_ub").get<double>(), 2));
}

/// The studies that weigh most: "Willms (1999) 41 %, Davidson (2007) 12 %".
std::string studies_of(const OrderedJson& one) {
    const OrderedJson& parts = one.at("contributions");
    std::string line;
    for (std::size_t i = 0; i < std::min(kMostStudies, parts.size()); ++i)
        line += fmt::format("{}{} {} %", line.empty() ? "" : ", ", text_of(parts[i], "study"),
                            fixed_text(kWhole * parts[i].at("share").get<double>(), 0));
    return line;
}

}  // namespace

std::string network_certainty_text(const OrderedJson& answer, const knowledge::Words& words,
                                   const TextStyle& style) {
    TextStyle own = style;
    own.colon = synthesis_colon(words);
    TerminalPage page{own};
    page.title(words("synthesis.network.title",
                     {{"count", std::to_string(answer.at("comparisons").size())},
                      {"k", std::to_string(answer.at("k").get<std::size_t>())}}));
    page.blank();
    std::vector<std::vector<std::string>> rows;
    for (const OrderedJson& one : answer.at("comparisons"))
        rows.push_back(
            {pair_of(one), interval_of(one), words("synthesis.level." + text_of(one, "level"))});
    page.table({words("synthesis.network.comparison"), words("synthesis.network.estimate"),
                words("synthesis.label.certainty")},
               rows);
    for (const OrderedJson& one : answer.at("comparisons")) {
        page.heading(pair_of(one) + own.colon + words("synthesis.level." + text_of(one, "level")));
        page.pair(words("synthesis.network.contributions"), studies_of(one));
        for (const OrderedJson& domain : one.at("domains")) {
            const int steps = domain.at("steps").get<int>();
            page.bullet(
                fmt::format("{} −{}{}{}", words("synthesis.domain." + text_of(domain, "domain")),
                            steps, own.colon, text_of(domain, "reason")),
                0, steps > 0 ? Tone::caution : Tone::plain);
        }
    }
    add_rows_and_warnings(page, answer);
    if (style.explain) add_methods(page, answer);
    return std::move(page).text();
}

}  // namespace sinew::render
