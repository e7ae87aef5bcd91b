#include <sinew/base/text.hpp>
#include <sinew/render/effects_text.hpp>
#include <sinew/render/evidence_bayes_dose_text.hpp>
#include <sinew/render/evidence_table.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace sinew::render {
namespace {

double number(const OrderedJson& json) {
    return json.is_number() ? json.get<double>() : std::numeric_limits<double>::quiet_NaN();
}
std::string text_of(const OrderedJson& json) { return json.get<std::string>(); }
std::string short_cell(double value) {
    return std::isfinite(value) ? fmt::format("{:.4g}", value) : "–";
}
std::string chance(const OrderedJson& json) {
    const double share = number(json);
    return std::isnan(share) ? "–" : fmt::format("{:.1f} %", 100 * share);
}

void add_table(TerminalPage& page, const std::string& table) {
    for (const std::string_view line :
         split(std::string_view{table}.substr(0, table.size() - 1), '\n'))
        page.verbatim(line);
}

std::vector<std::string> row_of(std::string name, const OrderedJson& one) {
    return {std::move(name), number_cell(number(one["median"]), 3),
            number_cell(number(one["se"]), 3),
            interval_cell(number(one["ci_lb"]), number(one["ci_ub"]), 3)};
}

}  // namespace

std::string bayes_dose_text(const OrderedJson& answer, const TextStyle& style) {
    TerminalPage page{style};
    const bool emax = text_of(answer["curve"]) == "emax";
    const std::string level = fmt::format("{} %", number_text(number(answer["level"])));
    page.title(fmt::format("Dose curves of {} treatments in {} studies under priors: {}",
                           answer["treatments"].size(), answer["k"].get<std::size_t>(),
                           text_of(answer["curve"])));
    const std::string height =
        emax ? std::string{"Emax"}
             : fmt::format("Effect at a dose of {:.5g}{}", number(answer["unit_dose"]),
                           answer["dose_unit"].is_null() ? "" : " " + text_of(answer["dose_unit"]));
    page.heading(height);
    std::vector<std::vector<std::string>> rows;
    for (const OrderedJson& one : answer["treatments"])
        rows.push_back(row_of(one["class"].is_null()
                                  ? text_of(one["treatment"])
                                  : text_of(one["treatment"]) + " (" + text_of(one["class"]) + ")",
                              one));
    for (const OrderedJson& one : answer["classes"]) {
        rows.push_back(row_of("mean of class " + text_of(one["class"]), one));
        rows.push_back(
            row_of("another treatment of " + text_of(one["class"]), one["new_treatment"]));
    }
    if (!answer["class_spread"].is_null())
        rows.push_back(row_of("spread of a class (SD)", answer["class_spread"]));
    rows.push_back(row_of("tau (SD between studies)", answer["tau"]));
    add_table(page, evidence_table({{"", Side::left}, {"median"}, {"SD"}, {level + " interval"}},
                                   rows, style));
    if (emax) {
        page.heading("ED50, the dose of half the height");
        rows.clear();
        for (const OrderedJson& one : answer["ed50"])
            rows.push_back(
                {text_of(one["of"]), short_cell(number(one["median"])),
                 short_cell(number(one["ci_lb"])) + " to " + short_cell(number(one["ci_ub"]))});
        add_table(page, evidence_table({{"of", Side::left}, {"median"}, {level + " interval"}},
                                       rows, style));
    }
    page.heading("Effect of a dose against none");
    const bool mid = !answer["mid"].is_null();
    rows.clear();
    for (const OrderedJson& point : answer["curve_at"]) {
        std::vector<std::string> row = row_of(text_of(point["treatment"]), point);
        row.insert(row.begin() + 1, short_cell(number(point["dose"])));
        row.push_back(chance(point["p_benefit"]));
        if (mid) row.push_back(chance(point["p_mid"]));
        rows.push_back(std::move(row));
    }
    std::vector<TableColumn> columns{{"treatment", Side::left}, {"dose"},   {"median"}, {"SD"},
                                     {level + " interval"},     {"benefit"}};
    if (mid) columns.push_back({"at least MID"});
    add_table(page, evidence_table(columns, rows, style));
    page.blank();
    std::string priors = fmt::format("Priors: {} {}, tau {}",
                                     answer["classes"].empty() ? "heights" : "means of classes",
                                     text_of(answer["mu_prior"]), text_of(answer["tau_prior"]));
    if (!answer["class_prior"].is_null())
        priors += ", spread of a class " + text_of(answer["class_prior"]);
    if (emax) priors += ", ED50 " + text_of(answer["ed50_prior"]);
    page.line(priors + ".");
    double worst = 0, least = std::numeric_limits<double>::infinity();
    rows.clear();
    for (const OrderedJson& one : answer["diagnostics"]) {
        worst = std::max(worst, number(one["rhat"]));
        least = std::min({least, number(one["ess_bulk"]), number(one["ess_tail"])});
        rows.push_back({text_of(one["parameter"]), number_cell(number(one["mcse"]), 4),
                        number_cell(number(one["rhat"]), 4),
                        number_cell(number(one["ess_bulk"]), 0),
                        number_cell(number(one["ess_tail"]), 0)});
    }
    page.line(fmt::format("Largest R-hat {}, fewest effective draws {}.", number_cell(worst, 3),
                          number_cell(least, 0)),
              0, Tone::quiet);
    if (style.explain) {
        page.heading("Chains");
        add_table(
            page,
            evidence_table(
                {{"parameter", Side::left}, {"MC error"}, {"R-hat"}, {"bulk ESS"}, {"tail ESS"}},
                rows, style));
    }
    add_rows_and_warnings(page, answer);
    if (style.explain) add_methods(page, answer);
    return std::move(page).text();
}

}  // namespace sinew::render
