#include <sinew/base/text.hpp>
#include <sinew/render/effects_text.hpp>
#include <sinew/render/evidence_table.hpp>
#include <sinew/render/evidence_time_course_text.hpp>

#include <fmt/format.h>

#include <cmath>
#include <limits>

namespace sinew::render {
namespace {

double number(const OrderedJson& json) {
    return json.is_number() ? json.get<double>() : std::numeric_limits<double>::quiet_NaN();
}
std::string text_of(const OrderedJson& json) { return json.get<std::string>(); }
std::string cell(double value) { return std::isfinite(value) ? fmt::format("{:.4g}", value) : "–"; }
std::string ends(const OrderedJson& low, const OrderedJson& high) {
    return (low.is_null() ? std::string{"open"} : cell(number(low))) + " to " +
           (high.is_null() ? std::string{"open"} : cell(number(high)));
}

void add_table(TerminalPage& page, const std::string& table) {
    for (const std::string_view line :
         split(std::string_view{table}.substr(0, table.size() - 1), '\n'))
        page.verbatim(line);
}

}  // namespace

std::string evidence_time_course_text(const OrderedJson& answer, const TextStyle& style) {
    TerminalPage page{style};
    page.title(
        fmt::format("Dose and time of {} effects in {} studies: {}, exponential approach, {}",
                    answer["rows"].get<std::size_t>(), answer["k"].get<std::size_t>(),
                    text_of(answer["curve"]), text_of(answer["method"])));
    page.heading("E(dose, t) = E(dose) (1 - exp(-t / T))");
    const std::string interval = fmt::format("{} % interval", number_text(number(answer["level"])));
    const OrderedJson& constant = answer["time_constant"];
    const bool given = text_of(constant["verdict"]) == "given";
    std::vector<std::vector<std::string>> rows{
        {"T, time constant (" + text_of(answer["time_column"]) + ")",
         cell(number(constant["value"])), cell(number(constant["log_se"])),
         given ? std::string{"given"} : ends(constant["ci_lb"], constant["ci_ub"])},
        {"half of the effect after", cell(number(constant["half_time"])), "–", "–"}};
    for (std::size_t j = 0; j < answer["b"].size(); ++j)
        rows.push_back(
            {"whole effect, " + text_of(answer["names"][j]), cell(number(answer["b"][j])),
             cell(number(answer["se"][j])),
             std::isfinite(number(answer["se"][j]))
                 ? cell(number(answer["ci_lb"][j])) + " to " + cell(number(answer["ci_ub"][j]))
                 : std::string{"–"}});
    if (answer.contains("ed50"))
        rows.push_back({"ED50", cell(number(answer["ed50"]["value"])),
                        cell(number(answer["ed50"]["log_se"])),
                        ends(answer["ed50"]["ci_lb"], answer["ed50"]["ci_ub"])});
    for (std::size_t j = 0; j < answer["b"].size(); ++j)
        rows.push_back({"tau of " + text_of(answer["names"][j]),
                        cell(std::sqrt(std::max(0.0, number(answer["G"][j][j])))), "–", "–"});
    add_table(page, evidence_table(
                        {{"number", Side::left},
                         {"estimate"},
                         {answer.contains("ed50") || !given ? "se (of log T, log ED50)" : "se"},
                         {interval}},
                        rows, style));
    page.blank();
    if (!constant["words"].is_null()) page.line(text_of(constant["words"]), 0, Tone::caution);
    page.line(
        fmt::format("Log likelihood {:.3f}; with the whole effect at once {:.3f}. Q = {:.3f} "
                    "({} df)",
                    number(answer["ll"]), number(answer["ll_whole_at_once"]), number(answer["QE"]),
                    answer["QE_df"].get<std::size_t>()));
    for (const OrderedJson& other : answer["other_rho"])
        page.line(fmt::format("With correlation {} between times: T {}, whole effect {}",
                              number_text(number(other["rho"])),
                              cell(number(other["time_constant"])), cell(number(other["b"][0]))));
    page.heading(
        fmt::format("Effect against a dose of {}{}", cell(number(answer["reference"])),
                    answer["dose_unit"].is_null() ? "" : " " + text_of(answer["dose_unit"])));
    rows.clear();
    for (const OrderedJson& place : answer["course_at"])
        rows.push_back({cell(number(place["dose"])), cell(number(place["time"])),
                        number_cell(number(place["pred"]), 3), number_cell(number(place["se"]), 3),
                        interval_cell(number(place["ci_lb"]), number(place["ci_ub"]), 3),
                        interval_cell(number(place["pi_lb"]), number(place["pi_ub"]), 3)});
    add_table(page, evidence_table({{"dose"},
                                    {text_of(answer["time_column"])},
                                    {"effect"},
                                    {"se"},
                                    {interval},
                                    {"a new study"}},
                                   rows, style));
    OrderedJson rest = answer, warnings = OrderedJson::array();
    for (const OrderedJson& warning : answer["warnings"])
        if (constant["words"] != warning) warnings.push_back(warning);
    rest["warnings"] = std::move(warnings);
    add_rows_and_warnings(page, rest);
    if (style.explain) add_methods(page, answer);
    return std::move(page).text();
}

}  // namespace sinew::render
