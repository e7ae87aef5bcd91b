#include <sinew/base/text.hpp>
#include <sinew/render/effects_text.hpp>
#include <sinew/render/evidence_pool_text.hpp>
#include <sinew/render/evidence_table.hpp>

#include <fmt/format.h>

#include <cmath>
#include <limits>

namespace sinew::render {
namespace {

double number(const OrderedJson& json, const std::string& key) {
    const auto found = json.find(key);
    return found == json.end() || found->is_null() ? std::numeric_limits<double>::quiet_NaN()
                                                   : found->get<double>();
}
std::string words(const OrderedJson& json, const char* key) {
    return json.at(key).get<std::string>();
}
std::size_t whole(const OrderedJson& json, const char* key) {
    return json.at(key).get<std::size_t>();
}

std::string range(const OrderedJson& json, const std::string& low, const std::string& high,
                  int decimals = 4) {
    return interval_cell(number(json, low), number(json, high), decimals);
}

std::string model_name(const OrderedJson& answer) {
    const std::string method = words(answer, "method");
    if (method == "MH") return "Mantel-Haenszel (MH)";
    if (method == "Peto") return "Peto's odds ratio";
    return method == "FE" ? "Common effect (FE)" : fmt::format("Random effects ({})", method);
}

/// ", RR"; nothing when nobody named the measure.
std::string measure_told(const OrderedJson& answer) {
    const std::string code = words(answer, "measure");
    return code == "GEN" ? std::string{} : ", " + code;
}

std::string percent(const OrderedJson& answer) {
    return number_text(number(answer, "level")) + " %";
}

std::string p_told(double p) {
    const std::string cell = p_cell(p);
    return cell.starts_with('<') ? "p " + cell : "p = " + cell;
}

/// "t(12) = -3.95, p = 0.0019"
std::string test_told(const OrderedJson& answer, const OrderedJson& one) {
    const double ddf = number(answer, "ddf");
    return fmt::format("{} = {}, {}",
                       std::isnan(ddf) ? "z" : fmt::format("t({})", number_text(ddf)),
                       number_cell(number(one, "stat"), 2), p_told(number(one, "pval")));
}

void show_table(TerminalPage& page, const std::vector<TableColumn>& columns,
                const std::vector<std::vector<std::string>>& rows, const TextStyle& style) {
    const std::string table = evidence_table(columns, rows, style);
    for (const std::string_view line :
         split(std::string_view{table}.substr(0, table.size() - 1), '\n'))
        page.verbatim(line);
}

void show_heterogeneity(TerminalPage& page, const OrderedJson& answer, std::size_t df,
                        std::string_view heading) {
    page.heading(heading);
    page.pair("Q", fmt::format("Q({}) = {}, {}", df, number_cell(number(answer, "QE"), 2),
                               p_told(number(answer, "QEp"))));
    if (answer.at("se_tau2").is_null() && number(answer, "tau2") == 0 &&
        !answer.contains("tau2_lb")) {
        page.pair("I2", fmt::format("{} %, H2 {}", number_cell(number(answer, "I2"), 1),
                                    number_cell(number(answer, "H2"), 2)));
        return;
    }
    page.pair("tau2",
              fmt::format("{} (standard error {}), tau {}", number_cell(number(answer, "tau2")),
                          number_cell(number(answer, "se_tau2")),
                          number_cell(std::sqrt(number(answer, "tau2")))));
    page.pair("I2", fmt::format("{} %, H2 {}", number_cell(number(answer, "I2"), 1),
                                number_cell(number(answer, "H2"), 2)));
    if (!answer.contains("tau2_lb")) return;
    page.pair(percent(answer) + " Q-profile",
              fmt::format("tau2 {}, I2 {} %, H2 {}", range(answer, "tau2_lb", "tau2_ub"),
                          range(answer, "I2_lb", "I2_ub", 1), range(answer, "H2_lb", "H2_ub", 2)));
    page.pair(percent(answer) + " generalised Q",
              fmt::format("tau2 {}, I2 {} %, H2 {}", range(answer, "gq_tau2_lb", "gq_tau2_ub"),
                          range(answer, "gq_I2_lb", "gq_I2_ub", 1),
                          range(answer, "gq_H2_lb", "gq_H2_ub", 2)));
}

void show_studies(TerminalPage& page, const OrderedJson& answer, const TextStyle& style) {
    std::vector<std::vector<std::string>> rows;
    const bool ratios = answer.contains("exp_b");
    const std::string at = ratios ? "exp_" : "";
    for (const OrderedJson& study : answer["studies"])
        rows.push_back({words(study, "label"), number_cell(number(study, at + "yi"), 3),
                        range(study, at + "ci_lb", at + "ci_ub", 3),
                        number_cell(number(study, "weight"), 1)});
    rows.push_back({model_name(answer), number_cell(number(answer, at + "b"), 3),
                    range(answer, at + "ci_lb", at + "ci_ub", 3), number_cell(100.0, 1)});
    show_table(page,
               {{"study", Side::left},
                {ratios ? "exp(effect)" : "effect"},
                {percent(answer) + " interval"},
                {"weight %"}},
               rows, style);
}

void show_subgroups(TerminalPage& page, const OrderedJson& answer, const TextStyle& style) {
    const OrderedJson& all = answer["subgroups"];
    page.heading("Subgroups by " + words(all, "column"));
    std::vector<std::vector<std::string>> rows;
    for (const OrderedJson& group : all["groups"])
        rows.push_back({words(group, "subgroup"), std::to_string(whole(group, "k")),
                        number_cell(number(group, "b"), 3), range(group, "ci_lb", "ci_ub", 3),
                        p_cell(number(group, "pval")), number_cell(number(group, "tau2"), 3),
                        number_cell(number(group, "I2"), 1)});
    show_table(page,
               {{words(all, "column"), Side::left},
                {"k"},
                {"effect"},
                {percent(answer) + " interval"},
                {"p"},
                {"tau2"},
                {"I2 %"}},
               rows, style);
    page.blank();
    page.pair("between, a tau2 each",
              fmt::format("QB({}) = {}, {}", whole(all, "QB_df"), number_cell(number(all, "QB"), 2),
                          p_told(number(all, "QBp"))));
    const double ddf = number(answer, "ddf");
    const std::size_t df = whole(all, "shared_QM_df");
    page.pair(
        "between, one tau2",
        fmt::format("{} = {}, {}; tau2 {}",
                    std::isnan(ddf) ? fmt::format("QM({})", df)
                                    : fmt::format("F({}, {})", df, whole(answer, "k") - df - 1),
                    number_cell(number(all, "shared_QM"), 2), p_told(number(all, "shared_QMp")),
                    number_cell(number(all, "shared_tau2"), 3)));
}

/// Tests that belong to tables of counts.
void show_count_tests(TerminalPage& page, const OrderedJson& answer) {
    page.pair("tables", fmt::format("{}; {} with an effect of their own", whole(answer, "k"),
                                    whole(answer, "k_yi")));
    if (!answer["MH"].is_null())
        page.pair("Mantel-Haenszel test",
                  fmt::format("chi2(1) = {}, {}", number_cell(number(answer, "MH"), 2),
                              p_told(number(answer, "MHp"))));
    if (!answer["TA"].is_null())
        page.pair("one odds ratio in all",
                  fmt::format("Tarone's chi2({}) = {}, {}", number_cell(number(answer, "TA_df"), 0),
                              number_cell(number(answer, "TA"), 2), p_told(number(answer, "TAp"))));
}

std::string permutations_told(const OrderedJson& permuted) {
    return permuted["exact"].get<bool>()
               ? fmt::format("all {} arrangements", whole(permuted, "permutations"))
               : fmt::format("{} arrangements, seed {}", whole(permuted, "permutations"),
                             whole(permuted, "seed"));
}

}  // namespace

std::string pool_text(const OrderedJson& answer, const TextStyle& style) {
    TerminalPage page{style};
    page.title(fmt::format("{} of {} studies{}", model_name(answer), whole(answer, "k"),
                           measure_told(answer)));
    page.blank();
    show_studies(page, answer, style);
    page.heading("Answer");
    page.pair("effect",
              fmt::format("{} (standard error {}), {} interval {}",
                          number_cell(number(answer, "b")), number_cell(number(answer, "se")),
                          percent(answer), range(answer, "ci_lb", "ci_ub")));
    if (answer.contains("exp_b"))
        page.pair("exp(effect)",
                  fmt::format("{}, {} interval {}", number_cell(number(answer, "exp_b")),
                              percent(answer), range(answer, "exp_ci_lb", "exp_ci_ub")));
    page.pair("test", test_told(answer, answer));
    if (answer.contains("robust")) {
        const OrderedJson& robust = answer["robust"];
        page.pair(
            fmt::format("robust, {} clusters", whole(robust, "clusters")),
            fmt::format("{}: standard error {}, {} interval {}, t({}) = {}, {}",
                        words(robust, "correction"), number_cell(number(robust, "se")),
                        percent(answer), range(robust, "ci_lb", "ci_ub"),
                        number_cell(number(robust, "df"), 1),
                        number_cell(number(robust, "stat"), 2), p_told(number(robust, "pval"))));
    }
    if (!answer["pi_lb"].is_null())
        page.pair("a new study's effect",
                  fmt::format("{} prediction interval {}", percent(answer),
                              answer.contains("exp_pi_lb")
                                  ? range(answer, "exp_pi_lb", "exp_pi_ub") + " as exp(effect)"
                                  : range(answer, "pi_lb", "pi_ub")));
    if (answer.contains("permutation")) {
        const OrderedJson& permuted = answer["permutation"];
        page.pair("permutation", fmt::format("{} ({})", p_told(number(permuted, "pval")),
                                             permutations_told(permuted)));
    }
    if (answer.contains("k_yi")) show_count_tests(page, answer);
    show_heterogeneity(page, answer, whole(answer, answer.contains("k_yi") ? "k_yi" : "k") - 1,
                       "How much the studies differ");
    if (answer.contains("subgroups")) show_subgroups(page, answer, style);
    add_rows_and_warnings(page, answer);
    if (style.explain) add_methods(page, answer);
    return std::move(page).text();
}

std::string regress_text(const OrderedJson& answer, const TextStyle& style) {
    TerminalPage page{style};
    const std::size_t k = whole(answer, "k"), p = whole(answer, "p");
    page.title(fmt::format("Meta-regression, {} of {} studies{}", model_name(answer), k,
                           measure_told(answer)));
    page.blank();
    std::vector<TableColumn> columns = {{"coefficient", Side::left},
                                        {"b"},
                                        {"se"},
                                        {std::isnan(number(answer, "ddf")) ? "z" : "t"},
                                        {"p"},
                                        {percent(answer) + " interval"}};
    const bool permuted = answer.contains("permutation");
    if (permuted) columns.push_back({"permutation p"});
    std::vector<std::vector<std::string>> rows;
    const auto at = [&](const OrderedJson& list, std::size_t j) {
        return list[j].is_null() ? std::numeric_limits<double>::quiet_NaN() : list[j].get<double>();
    };
    for (std::size_t j = 0; j < p; ++j) {
        rows.push_back({answer["names"][j].get<std::string>(), number_cell(at(answer["b"], j)),
                        number_cell(at(answer["se"], j)), number_cell(at(answer["stat"], j), 2),
                        p_cell(at(answer["pval"], j)),
                        interval_cell(at(answer["ci_lb"], j), at(answer["ci_ub"], j))});
        if (permuted) {
            const OrderedJson& list = answer["permutation"]["pval"];
            rows.back().push_back(p_cell(list.is_array() ? at(list, j) : list.get<double>()));
        }
    }
    show_table(page, columns, rows, style);
    page.heading("Do the moderators matter");
    const double ddf = number(answer, "ddf");
    page.pair("all together",
              fmt::format("{} = {}, {}",
                          std::isnan(ddf)
                              ? fmt::format("QM({})", whole(answer, "QM_df"))
                              : fmt::format("F({}, {})", whole(answer, "QM_df"), number_text(ddf)),
                          number_cell(number(answer, "QM"), 2), p_told(number(answer, "QMp"))));
    for (const OrderedJson& term : answer["terms"]) {
        // A term of one column is its row of the table already.
        if (whole(term, "QM_df") < 2 && !term["interaction"].get<bool>()) continue;
        const std::size_t df = whole(term, "QM_df");
        page.pair(words(term, "term"),
                  fmt::format("{} = {}, {}",
                              std::isnan(ddf) ? fmt::format("QM({})", df)
                                              : fmt::format("F({}, {})", df, number_text(ddf)),
                              number_cell(number(term, "QM"), 2), p_told(number(term, "QMp"))));
    }
    if (permuted)
        page.pair("permutation",
                  fmt::format("{} ({})", p_told(number(answer["permutation"], "QMp")),
                              permutations_told(answer["permutation"])));
    if (!answer["R2"].is_null())
        page.pair("R2", fmt::format("{} % of the variance between studies",
                                    number_cell(number(answer, "R2"), 1)));
    show_heterogeneity(page, answer, k - p, "What is left");
    add_rows_and_warnings(page, answer);
    if (style.explain) add_methods(page, answer);
    return std::move(page).text();
}

}  // namespace sinew::render
