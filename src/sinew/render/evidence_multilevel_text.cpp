#include <sinew/base/text.hpp>
#include <sinew/render/effects_text.hpp>
#include <sinew/render/evidence_multilevel_text.hpp>

#include <fmt/format.h>

#include <limits>

namespace sinew::render {
namespace {

double number_of(const OrderedJson& json) {
    return json.is_null() ? std::numeric_limits<double>::quiet_NaN() : json.get<double>();
}
std::string text_of(const OrderedJson& json) { return json.get<std::string>(); }

/// "p = 0.0123", "p < 0.0001".
std::string p_words(double p) {
    const std::string cell = p_cell(p);
    return cell.starts_with('<') ? "p < " + cell.substr(1) : "p = " + cell;
}

void add_table(TerminalPage& page, const std::vector<TableColumn>& columns,
               const std::vector<std::vector<std::string>>& rows, const TextStyle& style) {
    const std::string table = evidence_table(columns, rows, style);
    for (const std::string_view line :
         split(std::string_view{table}.substr(0, table.size() - 1), '\n'))
        page.verbatim(line);
}

/// b, se, statistic, p and interval; `of` is the answer, or its `robust` part, whose degrees of freedom are shown.
void add_coefficients(TerminalPage& page, const OrderedJson& answer, const OrderedJson& of,
                      const TextStyle& style) {
    std::vector<std::vector<std::string>> rows;
    const bool robust = of.contains("df");
    for (std::size_t i = 0; i < answer["names"].size(); ++i) {
        std::vector<std::string> row{text_of(answer["names"][i]),
                                     number_cell(number_of(answer["b"][i])),
                                     number_cell(number_of(of["se"][i]))};
        if (robust) row.push_back(number_cell(number_of(of["df"][i]), 1));
        row.insert(row.end(),
                   {number_cell(number_of(of["stat"][i]), 2), p_cell(number_of(of["pval"][i])),
                    interval_cell(number_of(of["ci_lb"][i]), number_of(of["ci_ub"][i]))});
        rows.push_back(std::move(row));
    }
    std::vector<TableColumn> columns{{"", Side::left}, {"b"}, {"se"}};
    if (robust) columns.push_back({"df"});
    columns.insert(columns.end(),
                   {{text_of(answer["test"])},
                    {"p"},
                    {fmt::format("{} % interval", number_text(number_of(answer["level"])))}});
    if (robust) columns[4] = {"t"};
    add_table(page, columns, rows, style);
}

std::string interval_of(const OrderedJson& component, std::string_view of, std::size_t index) {
    for (const OrderedJson& one : component["intervals"])
        if (text_of(one["of"]) == of && one["index"].get<std::size_t>() == index)
            return interval_cell(number_of(one["ci_lb"]), number_of(one["ci_ub"]));
    return "";
}

void add_components(TerminalPage& page, const OrderedJson& answer, const TextStyle& style) {
    std::vector<std::vector<std::string>> rows;
    bool intervals = false;
    for (const OrderedJson& component : answer["components"]) {
        intervals = intervals || !component["intervals"].empty();
        for (std::size_t i = 0; i < component["variance"].size(); ++i) {
            std::string name = text_of(component["name"]);
            if (component["variance"].size() > 1) name += ", " + text_of(component["columns"][i]);
            rows.push_back(
                {name, fmt::format("{}", component["groups"].get<std::size_t>()),
                 number_cell(number_of(component["variance"][i])),
                 number_cell(number_of(component["se_variance"][i])),
                 component["variance"].size() > 1 ? "" : number_cell(number_of(component["I2"]), 1),
                 interval_of(component, "variance", i)});
        }
        for (std::size_t i = 0; i < component["correlation"].size(); ++i)
            rows.push_back({text_of(component["name"]) + ", rho", "",
                            number_cell(number_of(component["correlation"][i])),
                            number_cell(number_of(component["se_correlation"][i])), "",
                            interval_of(component, "correlation", i)});
    }
    if (rows.empty()) return;
    page.heading("Variance between");
    std::vector<TableColumn> columns{
        {"level", Side::left}, {"groups"}, {"variance"}, {"se"}, {"I2 %"}, {"profile interval"}};
    if (!intervals) {
        columns.pop_back();
        for (auto& row : rows) row.pop_back();
    }
    add_table(page, columns, rows, style);
}

}  // namespace

std::string multilevel_text(const OrderedJson& answer, const TextStyle& style) {
    TerminalPage page{style};
    page.title(
        fmt::format("{} effects of {} studies, {}{}", answer["k"].get<std::size_t>(),
                    answer["studies"].get<std::size_t>(),
                    text_of(answer["measure"]) == "GEN" ? "" : text_of(answer["measure"]) + ", ",
                    text_of(answer["method"])));
    page.blank();
    add_coefficients(page, answer, answer, style);
    if (!answer["pi_lb"].is_null())
        page.line(
            fmt::format("Prediction interval of a new effect: {}",
                        interval_cell(number_of(answer["pi_lb"]), number_of(answer["pi_ub"]))));
    if (!answer["robust"].is_null()) {
        const OrderedJson& robust = answer["robust"];
        page.heading(fmt::format("Cluster-robust, {}, {} clusters", text_of(robust["correction"]),
                                 robust["clusters"].get<std::size_t>()));
        add_coefficients(page, answer, robust, style);
        if (robust["tested"].size() > 1 && !robust["F"].is_null())
            page.line(fmt::format(
                "Joint test of {} coefficients: F({}, {}) = {}, {}", robust["tested"].size(),
                number_cell(number_of(robust["df1"]), 0), number_cell(number_of(robust["df2"]), 1),
                number_cell(number_of(robust["F"]), 2), p_words(number_of(robust["Fp"]))));
    }
    add_components(page, answer, style);
    page.blank();
    const std::size_t k = answer["k"].get<std::size_t>(), p = answer["p"].get<std::size_t>();
    page.line(fmt::format("Heterogeneity: Q({}) = {}, {}", k - p,
                          number_cell(number_of(answer["QE"]), 2),
                          p_words(number_of(answer["QEp"]))));
    if (p > 1)
        page.line(fmt::format(
            "Test of {}: {} = {}, {}",
            answer["QM_names"].size() == 1 ? text_of(answer["QM_names"][0]) : "moderators",
            text_of(answer["test"]) == "t" ? "F" : "QM", number_cell(number_of(answer["QM"]), 2),
            p_words(number_of(answer["QMp"]))));
    for (const OrderedJson& term : answer["terms"])
        if (answer["terms"].size() > 1 &&
            (term["interaction"].get<bool>() || term["QM_df"].get<std::size_t>() > 1))
            page.line(fmt::format(
                "Test of {} ({} coefficient{}): {} = {}, {}", text_of(term["term"]),
                term["QM_df"].get<std::size_t>(), term["QM_df"].get<std::size_t>() == 1 ? "" : "s",
                text_of(answer["test"]) == "t" ? "F" : "QM", number_cell(number_of(term["QM"]), 2),
                p_words(number_of(term["QMp"]))));
    page.line(fmt::format(
        "log-likelihood {}, AIC {}, BIC {}", number_cell(number_of(answer["logLik"]), 3),
        number_cell(number_of(answer["AIC"]), 2), number_cell(number_of(answer["BIC"]), 2)));
    add_rows_and_warnings(page, answer);
    if (style.explain) add_methods(page, answer);
    return std::move(page).text();
}

}  // namespace sinew::render
