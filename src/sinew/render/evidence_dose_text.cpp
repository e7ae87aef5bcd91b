#include <sinew/base/text.hpp>
#include <sinew/render/effects_text.hpp>
#include <sinew/render/evidence_dose_text.hpp>
#include <sinew/render/evidence_table.hpp>
#include <sinew/render/sparkline.hpp>

#include <fmt/format.h>

#include <cmath>
#include <limits>

namespace sinew::render {
namespace {

double number(const OrderedJson& json) {
    return json.is_number() ? json.get<double>() : std::numeric_limits<double>::quiet_NaN();
}
std::string text_of(const OrderedJson& json) { return json.get<std::string>(); }

/// Four significant digits: coefficients of a dose in minutes or grams differ by powers of ten.
std::string short_cell(double value) {
    return std::isfinite(value) ? fmt::format("{:.4g}", value) : "–";
}
/// "p = 0.012" or "p < 0.0001".
std::string p_words(double p) {
    const std::string cell = p_cell(p);
    return cell.starts_with('<') ? "p < " + cell.substr(1) : "p = " + cell;
}
std::string span_cell(double low, double high) {
    return short_cell(low) + " to " + short_cell(high);
}

void add_table(TerminalPage& page, const std::string& table) {
    for (const std::string_view line :
         split(std::string_view{table}.substr(0, table.size() - 1), '\n'))
        page.verbatim(line);
}

std::string interval_title(const OrderedJson& answer) {
    return fmt::format("{} % interval", number_text(number(answer["level"])));
}

void add_coefficients(TerminalPage& page, const OrderedJson& answer, const TextStyle& style) {
    page.heading("Coefficients");
    std::vector<std::vector<std::string>> rows;
    for (std::size_t j = 0; j < answer["b"].size(); ++j)
        rows.push_back({text_of(answer["names"][j]), short_cell(number(answer["b"][j])),
                        short_cell(number(answer["se"][j])),
                        span_cell(number(answer["ci_lb"][j]), number(answer["ci_ub"][j])),
                        p_cell(number(answer["pval"][j])),
                        short_cell(std::sqrt(std::max(0.0, number(answer["tau2"][j]))))});
    add_table(page,
              evidence_table(
                  {{"term", Side::left}, {"b"}, {"se"}, {interval_title(answer)}, {"p"}, {"tau"}},
                  rows, style));
    page.blank();
    page.line(fmt::format("All terms together: QM = {:.3f}, {}", number(answer["QM"]),
                          p_words(number(answer["QMp"]))));
    if (!answer["nonlinearity"].is_null())
        page.line(fmt::format("Departure from a straight line: QM = {:.3f} ({} df), {}",
                              number(answer["nonlinearity"]["QM"]),
                              answer["nonlinearity"]["df"].get<std::size_t>(),
                              p_words(number(answer["nonlinearity"]["QMp"]))));
    page.line(fmt::format("Differences between studies: Q = {:.3f} ({} df), {}, I2 = {:.1f} %",
                          number(answer["QE"]), answer["QE_df"].get<std::size_t>(),
                          p_words(number(answer["QEp"])), number(answer["I2"])));
    const OrderedJson& fit = answer["fit"];
    page.line(fmt::format("Fit of the common curve: deviance {:.3f} ({} df), {}, R2 = {:.3f}",
                          number(fit["deviance"]), fit["df"].get<std::size_t>(),
                          p_words(number(fit["p"])), number(fit["R2"])));
}

std::string end_words(const OrderedJson& low, const OrderedJson& high) {
    return (low.is_null() ? std::string{"open"} : short_cell(number(low))) + " to " +
           (high.is_null() ? std::string{"open"} : short_cell(number(high)));
}

void add_emax(TerminalPage& page, const OrderedJson& answer, const TextStyle& style) {
    page.heading("Emax d / (ED50 + d)");
    const OrderedJson& emax = answer["emax"];
    add_table(page,
              evidence_table({{"number", Side::left}, {"estimate"}, {interval_title(answer)}},
                             {{"Emax", short_cell(number(emax["emax"])),
                               end_words(emax["emax_ci_lb"], emax["emax_ci_ub"])},
                              {"ED50", short_cell(number(emax["ed50"])),
                               end_words(emax["ed50_ci_lb"], emax["ed50_ci_ub"])},
                              {"Emax / ED50", short_cell(number(emax["initial_slope"])), "–"},
                              {"tau of Emax",
                               short_cell(std::sqrt(std::max(0.0, number(emax["tau2"])))), "–"}},
                             style));
    page.blank();
    if (!emax["words"].is_null()) page.line(text_of(emax["words"]), 0, Tone::caution);
    page.line(
        fmt::format("Against no effect: likelihood ratio {:.3f}, {}; log likelihood "
                    "{:.3f}, of a straight line {:.3f}",
                    number(answer["QM"]), p_words(number(answer["QMp"])), number(answer["ll"]),
                    number(answer["ll_linear"])));
}

void add_choice(TerminalPage& page, const OrderedJson& choice) {
    page.heading("Choice of powers");
    for (const OrderedJson& step : choice["steps"])
        page.bullet(fmt::format("best pair against {}: deviance falls by {:.3f} ({} df), {}",
                                text_of(step["against"]), number(step["difference"]),
                                step["df"].get<std::size_t>(), p_words(number(step["p"]))));
    if (!choice["dose_matters"].get<bool>())
        page.line(
            "No fractional polynomial fits better than no effect at all; the straight line "
            "is shown.",
            0, Tone::caution);
}

void add_curve(TerminalPage& page, const OrderedJson& answer, const TextStyle& style) {
    const std::string unit =
        answer["dose_unit"].is_null() ? "" : " " + text_of(answer["dose_unit"]);
    page.heading("Curve, against a dose of " + fmt::format("{:.5g}", number(answer["reference"])) +
                 unit);
    const bool ratios = text_of(answer["measure"]) == "log ratio";
    std::vector<TableColumn> columns{
        {"dose"}, {ratios ? "log ratio" : "effect"}, {"se"}, {interval_title(answer)}};
    if (ratios) columns.insert(columns.end(), {{"ratio"}, {"interval"}});
    const bool spread = !answer["curve_at"].empty() && answer["curve_at"][0]["pi_lb"].is_number();
    if (spread && !ratios) columns.push_back({"a new study"});
    std::vector<std::vector<std::string>> rows;
    std::vector<double> heights;
    for (const OrderedJson& place : answer["curve_at"]) {
        const double low = number(place["ci_lb"]), high = number(place["ci_ub"]);
        std::vector<std::string> row{
            fmt::format("{:.5g}", number(place["dose"])), number_cell(number(place["pred"]), 3),
            number_cell(number(place["se"]), 3), interval_cell(low, high, 3)};
        if (ratios) {
            row.push_back(number_cell(std::exp(number(place["pred"])), 2));
            row.push_back(interval_cell(std::exp(low), std::exp(high), 2));
        }
        if (spread && !ratios)
            row.push_back(interval_cell(number(place["pi_lb"]), number(place["pi_ub"]), 3));
        rows.push_back(std::move(row));
        heights.push_back(number(place["pred"]));
    }
    add_table(page, evidence_table(columns, rows, style));
    if (heights.size() > 2) {
        page.blank();
        page.line("Shape: " + sparkline(heights, heights.size(), Letters::unicode));
    }
}

}  // namespace

std::string evidence_dose_text(const OrderedJson& answer, const TextStyle& style) {
    TerminalPage page{style};
    page.title(fmt::format(
        "Dose-response of {} effects in {} studies: {}, {}{}", answer["rows"].get<std::size_t>(),
        answer["k"].get<std::size_t>(), text_of(answer["curve"]), text_of(answer["method"]),
        answer.contains("emax") ? "" : ", " + text_of(answer["stage"]) + "-stage"));
    if (!answer["warnings"].empty() && text_of(answer["warnings"][0]).starts_with("UNIT CHECK")) {
        page.blank();
        page.line(text_of(answer["warnings"][0]), 0, Tone::caution);
    }
    if (answer.contains("emax"))
        add_emax(page, answer, style);
    else
        add_coefficients(page, answer, style);
    if (answer.contains("fp_selection")) add_choice(page, answer["fp_selection"]);
    add_curve(page, answer, style);
    OrderedJson rest = answer;
    OrderedJson warnings = OrderedJson::array();
    for (const OrderedJson& warning : answer["warnings"]) {
        const std::string words = text_of(warning);
        const bool said = words.starts_with("UNIT CHECK") ||
                          (answer.contains("emax") && answer["emax"]["words"] == words);
        if (!said) warnings.push_back(words);
    }
    rest["warnings"] = std::move(warnings);
    add_rows_and_warnings(page, rest);
    if (style.explain) add_methods(page, answer);
    return std::move(page).text();
}

}  // namespace sinew::render
