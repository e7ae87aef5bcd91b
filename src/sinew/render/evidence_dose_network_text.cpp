#include <sinew/base/text.hpp>
#include <sinew/render/effects_text.hpp>
#include <sinew/render/evidence_dose_network_text.hpp>
#include <sinew/render/evidence_table.hpp>

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

void add_table(TerminalPage& page, const std::string& table) {
    for (const std::string_view line :
         split(std::string_view{table}.substr(0, table.size() - 1), '\n'))
        page.verbatim(line);
}

}  // namespace

std::string evidence_dose_network_text(const OrderedJson& answer, const TextStyle& style) {
    TerminalPage page{style};
    page.title(fmt::format("Dose curves of {} treatments in {} studies: {}, {}",
                           answer["treatments"].size(), answer["k"].get<std::size_t>(),
                           text_of(answer["curve"]), text_of(answer["method"])));
    page.heading("Curves");
    const bool emax = text_of(answer["curve"]) == "emax";
    std::vector<TableColumn> columns{
        {"treatment", Side::left}, {"class", Side::left}, {"studies"}, {"doses"}};
    for (const OrderedJson& term : answer["terms"]) {
        columns.push_back({text_of(term)});
        columns.push_back({"se"});
    }
    if (emax) columns.push_back({"ED50"});
    std::vector<std::vector<std::string>> rows;
    for (const OrderedJson& agent : answer["treatments"]) {
        std::vector<std::string> row{text_of(agent["treatment"]),
                                     agent["class"].is_null() ? "–" : text_of(agent["class"]),
                                     std::to_string(agent["studies"].get<std::size_t>()),
                                     std::to_string(agent["doses"].get<std::size_t>())};
        for (std::size_t j = 0; j < agent["b"].size(); ++j) {
            row.push_back(cell(number(agent["b"][j])));
            row.push_back(cell(number(agent["se"][j])));
        }
        if (emax) row.push_back(cell(number(agent["ed50"])));
        rows.push_back(std::move(row));
    }
    add_table(page, evidence_table(columns, rows, style));
    page.blank();
    page.line(fmt::format("Heterogeneity: tau2 = {}, Q = {:.3f} ({} df)",
                          cell(number(answer["tau2"])), number(answer["QE"]),
                          answer["QE_df"].get<std::size_t>()));
    page.heading("Effect of a dose against none");
    rows.clear();
    for (const OrderedJson& point : answer["curve_at"])
        rows.push_back({text_of(point["treatment"]), cell(number(point["dose"])),
                        number_cell(number(point["pred"]), 3), number_cell(number(point["se"]), 3),
                        interval_cell(number(point["ci_lb"]), number(point["ci_ub"]), 3)});
    add_table(page,
              evidence_table({{"treatment", Side::left},
                              {"dose"},
                              {"effect"},
                              {"se"},
                              {fmt::format("{} % interval", number_text(number(answer["level"])))}},
                             rows, style));
    add_rows_and_warnings(page, answer);
    if (style.explain) add_methods(page, answer);
    return std::move(page).text();
}

}  // namespace sinew::render
