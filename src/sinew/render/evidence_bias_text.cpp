#include <sinew/base/text.hpp>
#include <sinew/render/effects_text.hpp>
#include <sinew/render/evidence_bias_text.hpp>
#include <sinew/render/evidence_table.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace sinew::render {
namespace {

double number(const OrderedJson& json, const char* key) {
    return json.contains(key) && json[key].is_number() ? json[key].get<double>()
                                                       : std::numeric_limits<double>::quiet_NaN();
}
std::string word(const OrderedJson& json, const char* key) { return json[key].get<std::string>(); }

std::string p_words(double p) { return p < 0.0001 ? "p < 0.0001" : "p = " + p_cell(p); }

void add_table(TerminalPage& page, const std::string& table) {
    if (table.empty()) return;
    for (const std::string_view line :
         split(std::string_view{table}.substr(0, table.size() - 1), '\n'))
        page.verbatim(line);
}

/// The estimates that allow for small-study effects, under the one that does not.
std::string estimates(const OrderedJson& answer, const TextStyle& style) {
    std::vector<std::vector<std::string>> rows;
    const bool ratios = answer.contains("exp_b");
    const auto add = [&](const std::string& name, const OrderedJson& one) {
        std::vector<std::string> row{name, number_cell(number(one, "b")),
                                     interval_cell(number(one, "ci_lb"), number(one, "ci_ub"), 4)};
        if (ratios) {
            row.push_back(number_cell(number(one, "exp_b"), 3));
            row.push_back(interval_cell(number(one, "exp_ci_lb"), number(one, "exp_ci_ub"), 3));
        }
        rows.push_back(std::move(row));
    };
    add(fmt::format("pooled as they are ({})", word(answer, "method")), answer);
    if (!answer["trim_fill"].is_null())
        add(fmt::format("trim and fill, {} filled in", answer["trim_fill"]["k0"].get<int>()),
            answer["trim_fill"]);
    if (!answer["pet_peese"].is_null()) {
        add("PET", answer["pet_peese"]["pet"]["limit"]);
        add("PEESE", answer["pet_peese"]["peese"]["limit"]);
    }
    if (!answer["selection"].is_null()) add("selection model", answer["selection"]);
    std::vector<TableColumn> columns{
        {"estimate", Side::left},
        {"b"},
        {fmt::format("{} % interval", number_text(number(answer, "level")))}};
    if (ratios) {
        columns.push_back({"exp(b)"});
        columns.push_back({"interval"});
    }
    return evidence_table(columns, rows, style);
}

void add_tests(TerminalPage& page, const OrderedJson& answer) {
    const OrderedJson& egger = answer["egger"];
    if (!egger.is_null())
        page.pair("Egger",
                  fmt::format("slope on {} {} ({}, {}), {}", word(egger, "predictor"),
                              number_cell(number(egger, "slope")),
                              egger["ddf"].is_null()
                                  ? "z"
                                  : fmt::format("t({})", number_text(number(egger, "ddf"))),
                              number_cell(number(egger, "stat")), p_words(number(egger, "pval"))));
    const OrderedJson& begg = answer["begg"];
    if (!begg.is_null())
        page.pair("Begg", fmt::format("Kendall's tau {}, {} ({})", number_cell(number(begg, "tau")),
                                      p_words(number(begg, "pval")),
                                      begg["exact"].get<bool>() ? "exact" : "normal, with ties"));
    const OrderedJson& filled = answer["trim_fill"];
    if (!filled.is_null()) {
        const int k0 = filled["k0"].get<int>();
        page.pair("Trim and fill", fmt::format("{} missing on the {} ({}; standard error {})",
                                               k0 == 0   ? std::string{"no study"}
                                               : k0 == 1 ? std::string{"1 study"}
                                                         : fmt::format("{} studies", k0),
                                               word(filled, "side"), word(filled, "estimator"),
                                               number_cell(number(filled, "se_k0"), 2)));
    }
    if (!answer["pet_peese"].is_null())
        page.pair("PET-PEESE",
                  fmt::format("PET's intercept has {}: {} is taken",
                              p_words(number(answer["pet_peese"]["pet"]["limit"], "pval")),
                              word(answer["pet_peese"], "takes")));
    const OrderedJson& selection = answer["selection"];
    if (selection.is_null()) return;
    page.pair("Selection",
              fmt::format("likelihood ratio {} on {} df, {} (p-values: {})",
                          number_cell(number(selection, "LRT")), selection["LRT_df"].get<int>(),
                          p_words(number(selection, "LRTp")), word(selection, "alternative")));
    for (const OrderedJson& step : selection["steps"])
        page.line(
            fmt::format(
                "p {} to {}: {} studies, seen {} times as often as the first step{}",
                number_text(number(step, "from")), number_text(number(step, "to")),
                step["studies"].get<int>(), number_cell(number(step, "delta"), 3),
                step["se"].is_null()
                    ? ""
                    : " (" + interval_cell(number(step, "ci_lb"), number(step, "ci_ub"), 3) + ")"),
            2);
}

std::string steps_table(const OrderedJson& list, const std::string& first, const TextStyle& style) {
    std::vector<std::vector<std::string>> rows;
    for (const OrderedJson& one : list)
        rows.push_back({word(one, "study"), number_cell(number(one, "b")),
                        interval_cell(number(one, "ci_lb"), number(one, "ci_ub")),
                        p_cell(number(one, "pval")), number_cell(number(one, "tau2")),
                        number_cell(number(one, "I2"), 1), number_cell(number(one, "QE"), 2)});
    return evidence_table(
        {{first, Side::left}, {"b"}, {"interval"}, {"p"}, {"tau2"}, {"I2"}, {"Q"}}, rows, style);
}

}  // namespace

std::string bias_text(const OrderedJson& answer, const TextStyle& style) {
    TerminalPage page{style};
    page.title(fmt::format("Small-study effects: {} studies, {}", answer["k"].get<std::size_t>(),
                           word(answer, "measure")));
    if (!answer["can_tell"].get<bool>()) {
        page.blank();
        page.line("These are fewer than ten studies: whatever the tests say, they cannot tell.", 0,
                  Tone::caution);
    }
    page.heading("Tests");
    add_tests(page, answer);
    page.heading("Estimates");
    add_table(page, estimates(answer, style));
    page.blank();
    page.line(
        "A lopsided funnel has other causes than unpublished studies: small trials may have "
        "treated "
        "other people, or more thoroughly, or be of poorer quality.");
    add_rows_and_warnings(page, answer);
    if (style.explain) add_methods(page, answer);
    return std::move(page).text();
}

std::string pool_steps_text(const OrderedJson& answer, const TextStyle& style) {
    TerminalPage page{style};
    if (answer.contains("leave_one_out")) {
        page.heading("Leaving one out");
        add_table(page, steps_table(answer["leave_one_out"], "without", style));
    }
    if (answer.contains("influence")) {
        page.heading("Influence");
        std::vector<std::vector<std::string>> rows;
        for (const OrderedJson& one : answer["influence"])
            rows.push_back(
                {word(one, "study") + (one["influential"].get<bool>() ? " *" : ""),
                 number_cell(number(one, "rstudent"), 2), number_cell(number(one, "dffits"), 2),
                 number_cell(number(one, "cook_d"), 3), number_cell(number(one, "cov_r"), 2),
                 number_cell(number(one, "tau2_del"), 3), number_cell(number(one, "QE_del"), 1),
                 number_cell(number(one, "hat"), 3)});
        add_table(page, evidence_table({{"study", Side::left},
                                        {"rstudent"},
                                        {"dffits"},
                                        {"cook.d"},
                                        {"cov.r"},
                                        {"tau2.del"},
                                        {"QE.del"},
                                        {"hat"}},
                                       rows, style));
        const auto moves = [](const OrderedJson& one) { return one["influential"].get<bool>(); };
        page.line(
            std::any_of(answer["influence"].begin(), answer["influence"].end(), moves)
                ? "* moves the answer more than one study should (rule of metafor's influence)"
                : "no study moves the answer more than one should (rule of metafor's influence)");
    }
    if (answer.contains("cumulative")) {
        page.heading("Adding one after the other");
        add_table(page, steps_table(answer["cumulative"], "added", style));
    }
    if (answer.contains("gosh")) {
        const OrderedJson& gosh = answer["gosh"];
        page.heading("Subsets (GOSH)");
        page.line(fmt::format(
            "{} subsets, {}: half of them pool to {}, all to {}; I2 {} (middle half)",
            gosh["subsets"].get<std::size_t>(),
            gosh["all"].get<bool>() ? "all there are" : "drawn by chance",
            interval_cell(gosh["b"][2].get<double>(), gosh["b"][4].get<double>()),
            interval_cell(gosh["b"][0].get<double>(), gosh["b"][6].get<double>()),
            interval_cell(gosh["I2"][2].get<double>(), gosh["I2"][4].get<double>(), 0)));
    }
    const std::string text = std::move(page).text();
    return text.empty() ? text : "\n" + text;
}

}  // namespace sinew::render
