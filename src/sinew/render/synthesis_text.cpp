#include <sinew/base/text.hpp>
#include <sinew/render/synthesis_reading.hpp>
#include <sinew/render/synthesis_text.hpp>

namespace sinew::render {
namespace {

using knowledge::Words;

std::string text_of(const OrderedJson& json, const char* key) {
    return json.at(key).get<std::string>();
}

std::string level_of(const OrderedJson& cell, const Words& words) {
    return cell.at("certainty").is_null()
               ? "–"
               : words("synthesis.level." + text_of(cell.at("certainty"), "level"));
}

/// "−0.48 (−0.78, −0.18)", with the measure where it is not the usual one.
std::string estimate_of(const OrderedJson& cell) {
    const std::string shown = synthesis_interval(cell.at("own"));
    if (cell.at("own").is_null() || cell.at("own").at("measure") == "SMD") return shown;
    return shown + " " + text_of(cell.at("own"), "measure");
}

std::string directions_of(const OrderedJson& cell) {
    const std::string shown = synthesis_directions(cell.at("directions"));
    return shown.empty() ? "–" : shown;
}

void write_lines(TerminalPage& page, const std::string& label, const OrderedJson& list) {
    if (list.empty()) return;
    page.line(label, 2, Tone::quiet);
    for (const OrderedJson& said : list) page.bullet(text_of(said, "text"), 4);
}

/// Everything of one cell that the table does not say.
void explain_cell(TerminalPage& page, const OrderedJson& cell, const std::string& name,
                  const Words& words) {
    page.line(name + " – " + words("synthesis.verdict." + text_of(cell, "verdict")), 0,
              Tone::strong);
    write_lines(page, words("synthesis.label.why"), cell.at("reasons"));
    if (!cell.at("own").is_null() && !cell.at("own").at("reml").is_null()) {
        const OrderedJson& reml = cell.at("own").at("reml");
        page.bullet(words("synthesis.label.reml",
                          {{"estimate", synthesis_interval(reml)},
                           {"tau2", synthesis_number(reml.at("tau2").get<double>(), 3)},
                           {"I2", synthesis_number(reml.at("I2").get<double>(), 0)}}),
                    4);
    }
    if (!cell.at("own").is_null() && !cell.at("own").at("bayes").is_null()) {
        const OrderedJson& bayes = cell.at("own").at("bayes");
        const auto number = [&](const char* key) {
            return synthesis_number(bayes.at(key).get<double>());
        };
        page.bullet(words("synthesis.label.bayes",
                          {{"estimate", synthesis_interval(bayes)},
                           {"tau", number("tau_median")},
                           {"scale", number_text(bayes.at("tau_prior").at("scale").get<double>())},
                           {"prediction", "(" + number("pi_lb") + ", " + number("pi_ub") + ")"},
                           {"benefit", number("chance_benefit")}}),
                    4);
    }
    if (!cell.at("prior").is_null()) {
        const OrderedJson& prior = cell.at("prior");
        page.line(words("synthesis.label.prior"), 2, Tone::quiet);
        page.bullet(words("synthesis.label.prior_line",
                          {{"mean", synthesis_number(prior.at("mean").get<double>())},
                           {"sd", synthesis_number(prior.at("sd").get<double>())},
                           {"grade", words("synthesis.level." + text_of(prior, "grade"))},
                           {"reason", text_of(prior, "reason")}}),
                    4);
    }
    if (!cell.at("certainty").is_null()) {
        page.line(
            words("synthesis.label.certainty") + synthesis_colon(words) + level_of(cell, words), 2,
            Tone::quiet);
        for (const OrderedJson& domain : cell.at("certainty").at("domains"))
            page.bullet(words("synthesis.domain." + text_of(domain, "domain")) + " −" +
                            std::to_string(domain.at("steps").get<int>()) + synthesis_colon(words) +
                            text_of(domain, "reason") + " (" +
                            words(domain.at("judgement").get<bool>() ? "synthesis.label.judgement"
                                                                     : "synthesis.label.computed") +
                            ")",
                        4);
    }
    write_lines(page, words("synthesis.label.change"), cell.at("would_change"));
}

/// "⊕○○○" to "⊕⊕⊕⊕".
std::string sure_of(const OrderedJson& cell) {
    if (cell.at("certainty").is_null()) return "–";
    const std::string level = text_of(cell.at("certainty"), "level");
    const int full = level == "high" ? 4 : level == "moderate" ? 3 : level == "low" ? 2 : 1;
    std::string marks;
    for (int i = 0; i < 4; ++i) marks += i < full ? "⊕" : "○";
    return marks;
}

/// The map: one row an outcome, one column a kind of training.
void write_map(TerminalPage& page, const OrderedJson& synthesis, const Words& words) {
    std::vector<std::string> header{""};
    for (const std::string& modality : synthesis_modalities())
        header.push_back(words("synthesis.modality." + modality));
    std::vector<std::vector<std::string>> rows;
    for (const SynthesisSection& section : synthesis_sections(synthesis)) {
        if (section.course != "chronic") continue;
        std::vector<std::string> row{synthesis_section_title(section, words)};
        bool any = false;
        for (const std::string& modality : synthesis_modalities()) {
            const OrderedJson* cell = synthesis_margin(synthesis, section.outcome, modality);
            any = any || cell;
            row.push_back(!cell                                    ? ""
                          : cell->at("verdict") == "borrowed"      ? "←"
                          : cell->at("verdict") == "nothing_found" ? "·"
                                                                   : synthesis_mark(*cell));
        }
        if (any) rows.push_back(std::move(row));
    }
    if (rows.empty()) return;
    page.heading(words("synthesis.label.map"));
    page.line(words("synthesis.label.map_hint") + " " + words("synthesis.label.map_note"), 0,
              Tone::quiet);
    page.blank();
    page.table(header, rows);
}

void write_section(TerminalPage& page, const OrderedJson& synthesis,
                   const SynthesisSection& section, const Words& words, const TextStyle& style) {
    std::vector<std::string> modalities = synthesis_modalities(), empty;
    modalities.insert(modalities.begin(), "all");
    std::vector<std::vector<std::string>> rows;
    std::vector<std::pair<std::string, const OrderedJson*>> cells;
    for (const std::string& modality : modalities) {
        const OrderedJson* cell =
            synthesis_margin(synthesis, section.outcome, modality, section.course);
        if (!cell) continue;
        const std::string name = words("synthesis.modality." + modality);
        if (cell->at("verdict") == "nothing_found" && cell->at("rows").empty()) {
            if (modality != "all") empty.push_back(name);
            continue;
        }
        cells.emplace_back(name, cell);
        rows.push_back({name, words("synthesis.verdict." + text_of(*cell, "verdict")),
                        estimate_of(*cell), directions_of(*cell),
                        synthesis_prior(cell->at("prior")), sure_of(*cell)});
    }
    page.heading(synthesis_section_title(section, words));
    if (!rows.empty())
        page.table({words("synthesis.label.training"), words("synthesis.label.verdict"),
                    words("synthesis.label.table.estimate"), words("synthesis.label.table.better"),
                    words("synthesis.label.table.prior"), words("synthesis.label.table.sure")},
                   rows);
    if (!empty.empty())
        page.line(words("synthesis.label.empty") + synthesis_colon(words) + join(empty, ", "), 0,
                  Tone::quiet);
    for (const auto& [name, cell] : cells) {
        const std::string used = synthesis_rows(*cell, "usable");
        const std::string one_arm = cell->at("k") == 0 && cell->at("verdict") == "one_study"
                                        ? synthesis_rows(*cell, "one_arm_only")
                                        : std::string{};
        if (cell->at("modality") != "all" && !(used + one_arm).empty())
            page.line(words("synthesis.label.rows_used") + " – " + name + synthesis_colon(words) +
                          used + one_arm,
                      0, Tone::quiet);
    }
    if (!style.explain) return;
    for (const auto& [name, cell] : cells) {
        page.blank();
        explain_cell(page, *cell, name, words);
    }
}

}  // namespace

std::string synthesis_text(const OrderedJson& synthesis, const Words& words,
                           const TextStyle& style) {
    TextStyle own = style;
    own.colon = synthesis_colon(words);
    TerminalPage page{own};
    page.title(words("synthesis.title"));
    std::vector<std::pair<std::string_view, std::string>> totals;
    for (const auto& [verdict, count] : synthesis.at("totals").items())
        totals.emplace_back(verdict, std::to_string(count.get<int>()));
    page.line(words("synthesis.label.totals", totals), 0, Tone::strong);
    for (const OrderedJson& statement : synthesis.at("statements"))
        if (style.explain || statement.at("key") != "empty")
            page.line(text_of(statement, "text"), 0, Tone::quiet);
    write_map(page, synthesis, words);
    page.blank();
    page.line(words("synthesis.label.table.note"), 0, Tone::quiet);
    for (const SynthesisSection& section : synthesis_sections(synthesis))
        write_section(page, synthesis, section, words, style);
    if (style.explain) {
        page.heading(words("synthesis.label.checks"));
        for (const OrderedJson& test : synthesis.at("subgroup_tests")) {
            std::vector<std::string> ids;
            for (const OrderedJson& id : test.at("rows")) ids.push_back(id.get<std::string>());
            page.bullet(join(ids, ", ") + synthesis_colon(words) +
                        "Q = " + synthesis_number(test.at("QM").get<double>()) +
                        ", df = " + std::to_string(test.at("df").get<int>()) +
                        ", p = " + synthesis_number(test.at("QMp").get<double>(), 3));
        }
    }
    if (!synthesis.at("flags").empty()) {
        page.heading(words("synthesis.label.flags"));
        for (const OrderedJson& flag : synthesis.at("flags"))
            page.bullet(text_of(flag, "where") + synthesis_colon(words) + text_of(flag, "text"));
    }
    page.blank();
    const OrderedJson& trials = synthesis.at("trials");
    page.line(
        words("synthesis.label.made", {{"studies", std::to_string(trials.at("studies").get<int>())},
                                       {"results", std::to_string(trials.at("results").get<int>())},
                                       {"pooled", std::to_string(trials.at("pooled").get<int>())},
                                       {"hash", text_of(trials, "hash").substr(0, 12)}}),
        0, Tone::quiet);
    if (!style.explain) page.line(words("synthesis.label.explain_hint"), 0, Tone::quiet);
    return std::move(page).text();
}

std::string synthesis_change_text(const OrderedJson& change, const Words& words,
                                  const TextStyle& style) {
    TextStyle own = style;
    own.colon = synthesis_colon(words);
    TerminalPage page{own};
    page.title(words("synthesis.diff.title"));
    const auto moved = change.at("conclusions_moved").get<std::size_t>();
    const auto list = [&](const char* key, const char* label) {
        std::vector<std::string> ids;
        for (const OrderedJson& id : change.at(key)) ids.push_back(id.get<std::string>());
        if (!ids.empty())
            page.line(words(label, {{"rows", join(ids, ", ")}, {"names", join(ids, ", ")}}));
    };
    list("rows_added", "synthesis.diff.rows_added");
    list("rows_removed", "synthesis.diff.rows_removed");
    list("rows_changed", "synthesis.diff.rows_changed");
    list("settings_changed", "synthesis.diff.settings");
    const bool nothing = change.at("cells").empty() && change.at("rows_added").empty() &&
                         change.at("rows_removed").empty() && change.at("rows_changed").empty() &&
                         change.at("settings_changed").empty();
    if (nothing) {
        page.line(words("synthesis.diff.none"), 0, Tone::good);
        return std::move(page).text();
    }
    page.line(words("synthesis.diff.cells",
                    {{"n", std::to_string(change.at("cells").size())},
                     {"all", std::to_string(change.at("cells_compared").get<std::size_t>())}}));
    if (moved == 0)
        page.line(words("synthesis.diff.unmoved"), 0, Tone::good);
    else
        page.line(words("synthesis.diff.moved", {{"n", std::to_string(moved)}}), 0, Tone::caution);
    for (const OrderedJson& cell : change.at("cells")) {
        page.blank();
        page.line(text_of(cell, "key"), 0,
                  cell.at("moved").get<bool>() ? Tone::caution : Tone::strong);
        for (const OrderedJson& what : cell.at("changes")) page.bullet(text_of(what, "text"), 2);
    }
    return std::move(page).text();
}

std::string certainty_text(const OrderedJson& certainty, const Words& words,
                           const TextStyle& style) {
    TextStyle own = style;
    own.colon = synthesis_colon(words);
    TerminalPage page{own};
    page.title(words("synthesis.label.certainty") + synthesis_colon(words) +
               words("synthesis.level." + text_of(certainty, "level")));
    std::vector<std::vector<std::string>> rows;
    for (const OrderedJson& domain : certainty.at("domains"))
        rows.push_back({words("synthesis.domain." + text_of(domain, "domain")),
                        "−" + std::to_string(domain.at("steps").get<int>()),
                        words(domain.at("judgement").get<bool>() ? "synthesis.label.judgement"
                                                                 : "synthesis.label.computed"),
                        text_of(domain, "reason")});
    page.table({words("synthesis.label.certainty"), words("synthesis.label.steps"), "",
                words("synthesis.label.why")},
               rows);
    for (const OrderedJson& warning : certainty.at("warnings"))
        page.bullet(warning.get<std::string>(), 0, Tone::caution);
    return std::move(page).text();
}

}  // namespace sinew::render
