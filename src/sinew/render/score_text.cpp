#include <sinew/base/text.hpp>
#include <sinew/render/score_text.hpp>

namespace sinew::render {
namespace {

using knowledge::Words;

std::string shown(const OrderedJson& value, int decimals, const Words& words) {
    if (value.is_null()) return words("score.value.none");
    if (value.is_boolean()) return words(value.get<bool>() ? "score.value.yes" : "score.value.no");
    if (value.is_number_integer()) return value.dump();
    if (value.is_number())
        return decimals >= 0 ? fixed_text(value.get<double>(), decimals)
                             : number_text(value.get<double>());
    if (value.is_string()) return value.get<std::string>();
    if (!value.is_array()) return value.dump();
    std::vector<std::string> parts;
    for (const OrderedJson& one : value) parts.push_back(shown(one, decimals, words));
    return join(parts, ", ");
}

std::string text_of(const OrderedJson& json, const char* key) {
    return json.contains(key) && json[key].is_string() ? json[key].get<std::string>() : "";
}

void write_answer(TerminalPage& page, const OrderedJson& score, const Words& words) {
    if (score.contains("refusal")) {
        const auto& refusal = score["refusal"];
        page.line(words("score.refused." + text_of(refusal, "kind")), 0, Tone::caution);
        page.line(text_of(refusal, "say"), 2);
    }
    for (const OrderedJson& line : score["lines"]) {
        // A pathway's name is for machines; its finding says it in words.
        if (text_of(line, "name") == "action" && !score["findings"].empty()) continue;
        std::string value = line.contains("spoken")
                                ? text_of(line, "spoken")
                                : shown(line["value"], line.value("decimals", -1), words);
        if (line.contains("unit") && !line["value"].is_null()) value += " " + text_of(line, "unit");
        page.pair(text_of(line, "label"), value, 2);
    }
}

/// What cannot wait stands before the numbers, the rest behind them.
void write_findings(TerminalPage& page, const OrderedJson& score, bool urgent) {
    for (const OrderedJson& finding : score["findings"]) {
        const std::string weight = text_of(finding, "weight");
        if ((weight == "urgent") != urgent) continue;
        const Tone tone = weight == "urgent"    ? Tone::stop
                          : weight == "warning" ? Tone::caution
                                                : Tone::plain;
        std::string text = text_of(finding, "say");
        if (finding.contains("rule")) text += " (" + text_of(finding, "rule") + ")";
        page.bullet(text, 0, tone);
    }
}

void write_errors(TerminalPage& page, const OrderedJson& score, const Words& words) {
    for (const OrderedJson& equation : score["equations"]) {
        const std::string error = equation["standard_error"].is_null()
                                      ? words("score.error_unknown")
                                      : "± " + shown(equation["standard_error"], -1, words) + " " +
                                            text_of(equation, "unit");
        page.pair(words("score.error"), error, 2);
        page.pair(words("score.validity"),
                  text_of(equation, "validity") + " (" + text_of(equation, "status") + ")", 2);
    }
}

void write_ground(TerminalPage& page, const OrderedJson& score, const Words& words) {
    page.heading(words("score.read"));
    for (const OrderedJson& entry : score["read"]) {
        const std::string label = text_of(entry, "label");
        page.pair(text_of(entry, "name") + (label.empty() ? "" : " " + label),
                  shown(entry["value"], -1, words), 2);
    }
    page.heading(words("score.rule"));
    for (const auto& [name, text] : score["rule"].items())
        page.pair(name, text.is_string() ? text.get<std::string>() : text.dump(), 2);
    if (!score["bands"].empty()) {
        page.heading(words("score.bands"));
        for (const OrderedJson& band : score["bands"]) {
            std::string range = text_of(band, "rule");
            if (band.contains("min")) {
                range = shown(band["min"], -1, words);
                range += band.contains("max") ? " – " + shown(band["max"], -1, words) : " –";
            }
            page.pair(text_of(band, "spoken"), range, 2);
        }
    }
    page.heading(words("score.ground"));
    const auto& mid = score["minimal_important_difference"];
    page.pair(words("score.mid"),
              shown(mid["value"], -1, words) +
                  (mid.contains("status") ? " (" + text_of(mid, "status") + ")" : "") +
                  (mid.contains("note") ? ". " + text_of(mid, "note") : ""),
              2);
    page.pair(words("score.recall"), text_of(score, "recall"), 2);
    const std::string note = text_of(score, "status_note");
    page.pair(words("score.status"),
              text_of(score, "status") + (note.empty() ? "" : " (" + note + ")"), 2);
    page.pair(words("score.sources"), shown(score["sources"], -1, words), 2);
    page.pair(words("score.licence"), text_of(score, "licence"), 2);
    for (const OrderedJson& remark : score["notes"]) page.bullet(remark.get<std::string>(), 2);
    page.pair(words("score.pack"),
              text_of(score, "pack") + " " + text_of(score, "version") + ", " +
                  text_of(score, "pack_sha256").substr(0, 12),
              2);
}

}  // namespace

std::string score_text(const OrderedJson& score, const Words& words, const TextStyle& style) {
    TextStyle own = style;
    own.colon = words.language() == domain::Language::zh ? "：" : ": ";
    TerminalPage page{own};
    page.title(text_of(score, "name"));
    write_findings(page, score, true);
    write_answer(page, score, words);
    write_errors(page, score, words);
    const std::string status = text_of(score, "bands_status");
    if (!score["bands"].empty() && !status.empty())
        page.pair(words("score.bands_status"), status, 2);
    if (score.contains("restriction"))
        page.pair(words("score.restriction"), text_of(score, "restriction"), 2);
    write_findings(page, score, false);
    if (style.explain) write_ground(page, score, words);
    return std::move(page).text();
}

std::string instrument_list_text(const OrderedJson& list, const Words& words,
                                 const TextStyle& style) {
    TextStyle own = style;
    own.colon = words.language() == domain::Language::zh ? "：" : ": ";
    TerminalPage page{own};
    std::vector<std::vector<std::string>> rows;
    for (const OrderedJson& entry : list) {
        const std::string state = !entry["scored"].get<bool>()      ? words("score.list.not_scored")
                                  : !entry["item_text"].get<bool>() ? words("score.list.hook_only")
                                                                    : words("score.list.whole");
        rows.push_back({text_of(entry, "id"), text_of(entry, "name"), state,
                        style.explain ? text_of(entry, "licence") : text_of(entry, "ship")});
    }
    page.table({words("score.list.id"), words("score.list.name"), words("score.list.state"),
                words("score.list.licence")},
               rows);
    page.blank();
    page.line(words("score.list.note"));
    return std::move(page).text();
}

}  // namespace sinew::render
