#include <sinew/base/text.hpp>
#include <sinew/render/effects_text.hpp>
#include <sinew/render/evidence_network_text.hpp>
#include <sinew/render/evidence_table.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace sinew::render {
namespace {

constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t kMostContributors = 4;
constexpr std::size_t kMostLoops = 8;      ///< more with --explain
constexpr std::size_t kMostInLeague = 12;  ///< more treatments on request only

std::string text_of(const OrderedJson& json) { return json.get<std::string>(); }
double number_of(const OrderedJson& json) { return json.is_null() ? kNothing : json.get<double>(); }
std::size_t count_of(const OrderedJson& json) { return json.get<std::size_t>(); }

class NetworkPage {
public:
    NetworkPage(const OrderedJson& answer, const TextStyle& style)
        : answer_{answer}, style_{style}, page_{style} {
        // Ratios are read as ratios when the document carries them.
        exponentiated_ = answer.contains("against_reference")
                             ? !answer["against_reference"].empty() &&
                                   answer["against_reference"][0].contains("exp_b")
                             : false;
        if (answer.contains("component_model"))
            for (const OrderedJson& one : answer["component_model"]["components"])
                exponentiated_ = exponentiated_ || one.contains("exp_b");
    }

    std::string told() {
        const std::string measure = text_of(answer_["measure"]);
        page_.title(fmt::format("{} treatments in {} studies{}", answer_["treatments"].size(),
                                count_of(answer_["k"]),
                                measure == "GEN" ? std::string{} : ", " + measure));
        page_.line(
            fmt::format("treatment minus {}, {} % intervals, {}", text_of(answer_["reference"]),
                        number_text(number_of(answer_["level"])), text_of(answer_["method"])) +
                (exponentiated_ ? ", back-transformed" : ""),
            0, Tone::quiet);
        if (answer_.contains("against_reference")) {
            page_.blank();
            against();
            heterogeneity();
            league();
            inconsistency();
            loops();
        }
        if (answer_.contains("node_splits")) splits();
        if (answer_.contains("component_model")) components();
        if (answer_.contains("contributions")) contributions();
        add_rows_and_warnings(page_, answer_);
        if (style_.explain) add_methods(page_, answer_);
        return std::move(page_).text();
    }

private:
    [[nodiscard]] double value(const OrderedJson& one, const char* key) const {
        const std::string name = (exponentiated_ ? "exp_" : "") + std::string{key};
        return one.contains(name) ? number_of(one[name]) : kNothing;
    }
    [[nodiscard]] std::string estimate(const OrderedJson& one) const {
        return number_cell(value(one, "b"), 3);
    }
    [[nodiscard]] std::string interval(const OrderedJson& one, const char* low = "ci_lb",
                                       const char* high = "ci_ub") const {
        const double from = value(one, low), to = value(one, high);
        return std::isfinite(from) && std::isfinite(to) ? interval_cell(from, to, 2) : "–";
    }
    void put(const std::vector<TableColumn>& columns,
             const std::vector<std::vector<std::string>>& rows) {
        const std::string table = evidence_table(columns, rows, style_);
        for (const std::string_view line :
             split(std::string_view{table}.substr(0, table.size() - 1), '\n'))
            page_.verbatim(line);
    }

    /// By P-score, best first.
    void against() {
        std::vector<std::vector<std::string>> rows;
        for (const OrderedJson& rank : answer_["ranking"]["treatments"]) {
            const std::string name = text_of(rank["treatment"]);
            const std::string score = number_cell(number_of(rank["p_score"]), 3);
            const OrderedJson* found = nullptr;
            for (const OrderedJson& one : answer_["against_reference"])
                if (text_of(one["treatment"]) == name) found = &one;
            if (!found) {
                rows.push_back({name, "reference", "", "", "", score});
                continue;
            }
            rows.push_back({name, estimate(*found), interval(*found),
                            interval(*found, "pi_lb", "pi_ub"), p_cell(number_of((*found)["pval"])),
                            score});
        }
        put({{"treatment", Side::left}, {"b"}, {"interval"}, {"prediction"}, {"p"}, {"P-score"}},
            rows);
        page_.line(fmt::format("P-score: certainty of being better than another treatment, small "
                               "values {}",
                               text_of(answer_["ranking"]["small"])),
                   0, Tone::quiet);
    }

    void heterogeneity() {
        page_.heading("Heterogeneity");
        page_.line(fmt::format(
            "tau2 {}   I2 {} %   Q {} (df {}, p {})", number_cell(number_of(answer_["tau2"])),
            number_cell(number_of(answer_["I2"]), 1), number_cell(number_of(answer_["QE"]), 2),
            count_of(answer_["QE_df"]), p_cell(number_of(answer_["QEp"]))));
    }

    /// As many columns at a time as the screen has room for.
    void league() {
        const std::size_t count = answer_["treatments"].size();
        if (count > kMostInLeague && !style_.explain) {
            page_.heading("League");
            page_.line(
                fmt::format("{} comparisons: --explain shows them here, --json has them with "
                            "intervals, --plot FILE --figure league draws them",
                            count * (count - 1) / 2));
            return;
        }
        std::vector<std::string> names;
        for (const OrderedJson& rank : answer_["ranking"]["treatments"])
            names.push_back(text_of(rank["treatment"]));
        page_.heading("League: row against column, * the interval leaves out no difference");
        std::size_t widest = 0;
        for (const std::string& name : names) widest = std::max(widest, display_width(name) + 3);
        widest = std::min<std::size_t>(widest, 26);
        const std::size_t room = std::clamp<std::size_t>(style_.columns, 40, 120);
        const std::size_t at_once = std::max<std::size_t>(3, (room - widest) / 9);
        for (std::size_t from = 0; from < names.size(); from += at_once) {
            const std::size_t to = std::min(names.size(), from + at_once);
            std::vector<TableColumn> columns{{"", Side::left}};
            for (std::size_t j = from; j < to; ++j) columns.push_back({std::to_string(j + 1)});
            std::vector<std::vector<std::string>> rows;
            for (std::size_t i = 0; i < names.size(); ++i) {
                rows.push_back({fmt::format("{} {}", i + 1, names[i])});
                for (std::size_t j = from; j < to; ++j)
                    rows.back().push_back(i == j ? "·" : league_cell(names[i], names[j]));
            }
            if (from > 0) page_.blank();
            put(columns, rows);
        }
    }

    [[nodiscard]] std::string league_cell(const std::string& treatment,
                                          const std::string& other) const {
        for (const OrderedJson& one : answer_["league"])
            if (one["treatment"] == treatment && one["other"] == other) {
                const bool clear = number_of(one["ci_lb"]) > 0 || number_of(one["ci_ub"]) < 0;
                return number_cell(value(one, "b"), 2) + (clear ? "*" : " ");
            }
        return {};
    }

    void inconsistency() {
        const OrderedJson& told = answer_["inconsistency"];
        page_.heading("Consistency");
        std::vector<std::vector<std::string>> rows;
        const auto add = [&](const char* name, const OrderedJson& q, const char* key = "Q") {
            rows.push_back({name, number_cell(number_of(q[key]), 2),
                            std::to_string(count_of(q["df"])), p_cell(number_of(q["pval"]))});
        };
        add("Q within designs", told["within_designs"]);
        add("Q between designs", told["between_designs"]);
        add("design by treatment (random effects)", told["design_by_treatment"], "QM");
        put({{"", Side::left}, {"Q"}, {"df"}, {"p"}}, rows);
        page_.line(fmt::format("{} independent loops of comparisons",
                               count_of(answer_["independent_loops"])),
                   0, Tone::quiet);
    }

    /// Loops of three, and of four without a shortcut; the most doubtful first.
    void loops() {
        const OrderedJson& tested = answer_["loop_tests"];
        std::vector<const OrderedJson*> shown;
        for (const OrderedJson& one : tested["loops"])
            if (style_.explain || !one["chord"].get<bool>()) shown.push_back(&one);
        if (shown.empty()) return;
        const std::size_t all = shown.size();
        if (!style_.explain && shown.size() > kMostLoops) shown.resize(kMostLoops);
        page_.heading("Loops: direct against indirect (Bucher)");
        std::vector<std::vector<std::string>> rows;
        for (const OrderedJson* one : shown) {
            std::string ring;
            for (const OrderedJson& name : (*one)["loop"])
                ring += (ring.empty() ? "" : " - ") + text_of(name);
            rows.push_back({ring, estimate((*one)["difference"]), interval((*one)["difference"]),
                            p_cell(number_of((*one)["difference"]["pval"]))});
        }
        put({{"loop", Side::left}, {exponentiated_ ? "ratio" : "difference"}, {"interval"}, {"p"}},
            rows);
        page_.line(fmt::format("direct less indirect, first treatment against second; {} "
                               "of {} loops shown, most doubtful first{}",
                               shown.size(), all,
                               shown.size() < tested["loops"].size() ? "; --json has all" : ""),
                   0, Tone::quiet);
    }

    void splits() {
        page_.heading("Direct against indirect evidence");
        std::vector<std::vector<std::string>> rows;
        for (const OrderedJson& one : answer_["node_splits"]) {
            const bool both = !one["indirect"].is_null();
            const bool model = !one["model"].is_null();
            rows.push_back({text_of(one["treatment"]) + " : " + text_of(one["other"]),
                            std::to_string(count_of(one["studies"])), estimate(one["direct"]),
                            both ? estimate(one["indirect"]) : "–",
                            number_cell(100 * number_of(one["proportion_direct"]), 0) + " %",
                            both ? p_cell(number_of(one["difference"]["pval"])) : "–",
                            model ? p_cell(number_of(one["model"]["difference"]["pval"])) : "–"});
        }
        put({{"comparison", Side::left},
             {"studies"},
             {"direct"},
             {"indirect"},
             {"share"},
             {"p"},
             {"p model"}},
            rows);
        page_.line(
            "share: direct part of the network estimate; p: back-calculation; p model: "
            "one more term, tau2 anew",
            0, Tone::quiet);
    }

    void components() {
        const OrderedJson& model = answer_["component_model"];
        page_.heading("Components, additive");
        std::vector<std::vector<std::string>> rows;
        for (const OrderedJson& one : model["components"]) {
            const bool known = one["identified"].get<bool>();
            rows.push_back({text_of(one["component"]), known ? estimate(one) : "not identified",
                            known ? interval(one) : "",
                            known ? p_cell(number_of(one["pval"])) : ""});
        }
        put({{"component", Side::left}, {"b"}, {"interval"}, {"p"}}, rows);
        page_.line(
            fmt::format("tau2 {}   Q {} (df {}, p {})", number_cell(number_of(model["tau2"])),
                        number_cell(number_of(model["QE"]["Q"]), 2), count_of(model["QE"]["df"]),
                        p_cell(number_of(model["QE"]["pval"]))));
        if (!model["interaction"].is_null())
            page_.line(fmt::format("against the model without additivity: Q {} (df {}, p {})",
                                   number_cell(number_of(model["interaction"]["Q"]), 2),
                                   count_of(model["interaction"]["df"]),
                                   p_cell(number_of(model["interaction"]["pval"]))));
    }

    /// The studies that matter most for each comparison against the reference.
    void contributions() {
        const OrderedJson& told = answer_["contributions"];
        page_.heading("Contributions of studies, against the reference");
        const std::string reference = text_of(answer_["reference"]);
        for (const OrderedJson& one : told["comparisons"]) {
            const bool first = one["treatment"] == reference;
            if (!first && one["other"] != reference) continue;
            std::vector<std::pair<double, std::string>> parts;
            for (std::size_t s = 0; s < told["studies"].size(); ++s)
                parts.emplace_back(number_of(one["by_study"][s]), text_of(told["studies"][s]));
            std::stable_sort(parts.begin(), parts.end(),
                             [](const auto& a, const auto& b) { return a.first > b.first; });
            std::string line;
            for (std::size_t i = 0; i < std::min(kMostContributors, parts.size()); ++i)
                if (parts[i].first >= 0.005)
                    line += fmt::format("{}{} {} %", line.empty() ? "" : ", ", parts[i].second,
                                        number_cell(100 * parts[i].first, 0));
            page_.pair(text_of(one[first ? "other" : "treatment"]), line);
        }
    }

    const OrderedJson& answer_;
    const TextStyle& style_;
    TerminalPage page_;
    bool exponentiated_ = false;
};

}  // namespace

std::string evidence_network_text(const OrderedJson& answer, const TextStyle& style) {
    return NetworkPage{answer, style}.told();
}

}  // namespace sinew::render
