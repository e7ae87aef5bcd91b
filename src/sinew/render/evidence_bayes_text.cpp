#include <sinew/base/text.hpp>
#include <sinew/render/effects_text.hpp>
#include <sinew/render/evidence_bayes_text.hpp>
#include <sinew/render/evidence_table.hpp>

#include <fmt/format.h>

#include <cmath>
#include <limits>

namespace sinew::render {
namespace {

std::string text_of(const OrderedJson& json) { return json.get<std::string>(); }
double number_of(const OrderedJson& json) {
    return json.is_null() ? std::numeric_limits<double>::quiet_NaN() : json.get<double>();
}
std::string cell(const OrderedJson& json, int decimals = 3) {
    return number_cell(number_of(json), decimals);
}
std::string interval(const OrderedJson& json, const char* low, const char* high, int decimals = 3) {
    return interval_cell(number_of(json[low]), number_of(json[high]), decimals);
}

/// "96 %", and never a certainty that nobody has: "over 99.9 %".
std::string chance(const OrderedJson& json) {
    const double percent = 100 * number_of(json);
    if (!std::isfinite(percent)) return "–";
    if (percent > 99.9) return "over 99.9 %";
    if (percent < 0.1) return "under 0.1 %";
    return number_text(round_half_away(percent, percent > 99 || percent < 1 ? 1 : 0)) + " %";
}

void add_table(TerminalPage& page, const std::string& table) {
    for (const std::string_view line :
         split(std::string_view{table}.substr(0, table.size() - 1), '\n'))
        page.verbatim(line);
}

std::string level_words(const OrderedJson& answer) {
    return number_text(number_of(answer["level"])) + " %";
}

/// The table of priors is not a table for specialists when its rows disagree.
void say_how_much_the_prior_matters(TerminalPage& page, const OrderedJson& answer) {
    double least = 1, most = 0;
    for (const OrderedJson& row : answer["priors"]) {
        least = std::min(least, number_of(row["p_benefit"]));
        most = std::max(most, number_of(row["p_benefit"]));
    }
    bool changes = false;
    const auto zero_outside = [](const OrderedJson& row) {
        return number_of(row["ci_lb"]) > 0 || number_of(row["ci_ub"]) < 0;
    };
    for (const OrderedJson& row : answer["priors"])
        changes = changes || zero_outside(row) != zero_outside(answer["priors"][0]);
    if (changes)
        page.line(
            "Whether the interval leaves out 0 depends on the prior of tau: the studies have not "
            "decided it.",
            0, Tone::caution);
    else if (most - least > 0.1)
        page.line("The chance of benefit moves by more than ten points with the prior of tau.", 0,
                  Tone::caution);
}

}  // namespace

std::string bayes_text(const OrderedJson& answer, const TextStyle& style) {
    TerminalPage page{style};
    const auto k = answer["k"].get<std::size_t>();
    const std::string level = level_words(answer);
    page.title(
        fmt::format("{} {}, {}: what to believe of the mean effect and of the next study", k,
                    k == 1 ? "study" : "studies",
                    answer["measure"] == "GEN" ? "effects as given" : text_of(answer["measure"])));
    page.blank();
    const bool has_mid = !answer["mid"].is_null();
    std::vector<TableColumn> columns{{"", Side::left},      {"median"}, {"mean"}, {"SD"},
                                     {level + " interval"}, {"benefit"}};
    if (has_mid) columns.push_back({"at least MID"});
    std::vector<std::vector<std::string>> rows{
        {"mean effect", cell(answer["median"]), cell(answer["b"]), cell(answer["se"]),
         interval(answer, "ci_lb", "ci_ub"), chance(answer["p_benefit"])},
        {"next study", cell(answer["median"]), cell(answer["b"]), "",
         interval(answer, "pi_lb", "pi_ub"), chance(answer["p_benefit_new"])},
        {"tau", cell(answer["tau_median"]), cell(answer["tau"]), cell(answer["tau_sd"]),
         interval(answer, "tau_lb", "tau_ub"), ""}};
    rows[1][1] = rows[1][2] = "";
    if (has_mid) {
        rows[0].push_back(chance(answer["p_mid"]));
        rows[1].push_back(chance(answer["p_mid_new"]));
        rows[2].push_back("");
    }
    add_table(page, evidence_table(columns, rows, style));
    page.blank();
    page.line(
        "tau is the SD of true effects between studies; \"next study\" is the true effect in a new "
        "one.",
        0, Tone::quiet);
    page.line(fmt::format("Shortest {} interval: mean effect {}, tau {}.", level,
                          interval(answer, "hpd_lb", "hpd_ub"),
                          interval(answer, "tau_hpd_lb", "tau_hpd_ub")));
    std::string benefit = "Benefit is a " + text_of(answer["benefit"]) + " value";
    if (has_mid)
        benefit += fmt::format("; the minimal important difference (MID) is {}",
                               number_text(number_of(answer["mid"])));
    page.line(benefit + ".");
    page.line(fmt::format("Priors: mu {}, tau {}.", text_of(answer["mu_prior"]),
                          text_of(answer["tau_prior"])));
    if (!answer["bf_no_effect"].is_null())
        page.line(fmt::format("Evidence for no effect against the prior of mu: {} to 1.",
                              cell(answer["bf_no_effect"])));
    if (style.explain && !answer["bf_no_heterogeneity"].is_null())
        page.line(fmt::format("Evidence for tau = 0 against its prior: {} to 1.",
                              cell(answer["bf_no_heterogeneity"])));

    page.heading("The same studies under other priors of tau");
    // Two decimals, and one chance: the one that was asked for.
    const char* asked = has_mid ? "p_mid" : "p_benefit";
    std::vector<std::vector<std::string>> prior_rows;
    for (const OrderedJson& one : answer["priors"])
        prior_rows.push_back({text_of(one["tau_prior"]), cell(one["median"], 2),
                              interval(one, "ci_lb", "ci_ub", 2), cell(one["tau_median"], 2),
                              interval(one, "pi_lb", "pi_ub", 2), chance(one[asked])});
    const std::vector<TableColumn> prior_columns{{"prior of tau", Side::left},
                                                 {"effect"},
                                                 {level + " interval"},
                                                 {"tau"},
                                                 {"next study"},
                                                 {has_mid ? "at least MID" : "benefit"}};
    add_table(page, evidence_table(prior_columns, prior_rows, style));
    say_how_much_the_prior_matters(page, answer);

    page.heading("Each study, drawn towards the others");
    std::vector<std::vector<std::string>> study_rows;
    for (const OrderedJson& one : answer["studies"])
        study_rows.push_back({text_of(one["label"]), cell(one["yi"]), cell(one["b"]),
                              interval(one, "ci_lb", "ci_ub"), chance(one["pull"])});
    add_table(
        page,
        evidence_table(
            {{"study", Side::left}, {"observed"}, {"shrunk"}, {level + " interval"}, {"pull"}},
            study_rows, style));
    add_rows_and_warnings(page, answer);
    if (style.explain) add_methods(page, answer);
    return std::move(page).text();
}

std::string bayes_network_text(const OrderedJson& answer, const TextStyle& style) {
    TerminalPage page{style};
    const std::string level = level_words(answer);
    const std::string reference = text_of(answer["reference"]);
    page.title(fmt::format("{} treatments in {} studies, all against {}",
                           answer["treatments"].size(), answer["k"].get<std::size_t>(), reference));
    page.blank();
    const bool has_mid = !answer["mid"].is_null();
    std::vector<TableColumn> columns{{"treatment", Side::left}, {"median"},    {"SD"},
                                     {level + " interval"},     {"new study"}, {"benefit"}};
    if (has_mid) columns.push_back({"at least MID"});
    const auto pair_row = [&](const OrderedJson& pair, std::string name) {
        std::vector<std::string> row{std::move(name),
                                     cell(pair["median"]),
                                     cell(pair["se"]),
                                     interval(pair, "ci_lb", "ci_ub"),
                                     interval(pair, "pi_lb", "pi_ub"),
                                     chance(pair["p_benefit"])};
        if (has_mid) row.push_back(chance(pair["p_mid"]));
        return row;
    };
    std::vector<std::vector<std::string>> rows, others;
    for (const OrderedJson& pair : answer["pairs"])
        if (text_of(pair["against"]) == reference)
            rows.push_back(pair_row(pair, text_of(pair["treatment"])));
        else
            others.push_back(
                pair_row(pair, text_of(pair["treatment"]) + " – " + text_of(pair["against"])));
    add_table(page, evidence_table(columns, rows, style));
    page.blank();
    page.line(fmt::format("tau (SD between studies): {}, {} interval {}.",
                          cell(answer["tau_median"]), level, interval(answer, "tau_lb", "tau_ub")));
    std::string benefit = "Benefit is a " + text_of(answer["benefit"]) + " value";
    if (has_mid)
        benefit += fmt::format("; the minimal important difference (MID) is {}",
                               number_text(number_of(answer["mid"])));
    page.line(benefit + ".");
    page.line(fmt::format("Priors: effects {}, tau {}.", text_of(answer["effect_prior"]),
                          text_of(answer["tau_prior"])));
    page.heading("Ranks");
    std::vector<std::vector<std::string>> rank_rows;
    for (const OrderedJson& one : answer["ranks"])
        rank_rows.push_back({text_of(one["treatment"]), cell(one["mean_rank"], 1),
                             chance(one["chance_of_rank"][0]), cell(one["sucra"], 2)});
    add_table(page, evidence_table({{"treatment", Side::left}, {"mean rank"}, {"best"}, {"SUCRA"}},
                                   rank_rows, style));
    page.line("A rank says nothing of how large a difference is or how sure.", 0, Tone::quiet);
    if (style.explain) {
        page.heading("Every other pair");
        add_table(page, evidence_table(columns, others, style));
        page.heading("Chains");
        std::vector<std::vector<std::string>> chain_rows;
        for (const OrderedJson& one : answer["diagnostics"])
            chain_rows.push_back({text_of(one["parameter"]), cell(one["mean"]),
                                  cell(one["mcse"], 4), cell(one["rhat"], 4),
                                  cell(one["ess_bulk"], 0), cell(one["ess_tail"], 0)});
        add_table(page, evidence_table({{"parameter", Side::left},
                                        {"mean"},
                                        {"MC error"},
                                        {"R-hat"},
                                        {"bulk ESS"},
                                        {"tail ESS"}},
                                       chain_rows, style));
    } else {
        double worst = 0, least = std::numeric_limits<double>::infinity();
        for (const OrderedJson& one : answer["diagnostics"]) {
            worst = std::max(worst, number_of(one["rhat"]));
            least = std::min({least, number_of(one["ess_bulk"]), number_of(one["ess_tail"])});
        }
        page.line(
            fmt::format("{}: largest R-hat {}, fewest effective draws {}. --explain shows all "
                        "pairs and chains.",
                        text_of(answer["method"]), number_cell(worst, 3), number_cell(least, 0)),
            0, Tone::quiet);
    }
    add_rows_and_warnings(page, answer);
    if (style.explain) add_methods(page, answer);
    return std::move(page).text();
}

}  // namespace sinew::render
