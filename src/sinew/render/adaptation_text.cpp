#include <sinew/base/text.hpp>
#include <sinew/render/adaptation_text.hpp>

#include <cmath>

namespace sinew::render {
namespace {

using knowledge::Words;

std::string number(const OrderedJson& value) {
    const double known = value.get<double>();
    return known == std::floor(known) ? number_text(known) : fixed_text(known, 1);
}
std::string with_sign(const OrderedJson& value) {
    const std::string text = number(value);
    return value.get<double>() > 0 ? "+" + text : text;
}

std::vector<std::string> texts_of(const OrderedJson& list) {
    std::vector<std::string> texts;
    for (const OrderedJson& item : list)
        texts.push_back(item.is_string() ? item.get<std::string>()
                                         : item["text"].get<std::string>());
    return texts;
}

void write_list(TerminalPage& page, const std::string& title, const std::vector<std::string>& items,
                Tone tone = Tone::plain) {
    if (items.empty()) return;
    page.heading(title);
    for (const std::string& item : items) page.bullet(item, 0, tone);
}

/// What the week showed, as far as it was measured.
void write_facts(TerminalPage& page, const OrderedJson& facts, const Words& words) {
    const auto& sessions = facts["sessions"];
    if (facts["completed_pct"].is_null())
        page.bullet(words("adapt.label.not_noted"));
    else
        page.bullet(words("adapt.label.completed", {{"completed", number(sessions["completed"])},
                                                    {"prescribed", number(sessions["prescribed"])},
                                                    {"pct", number(facts["completed_pct"])},
                                                    {"minutes", number(facts["minutes_done"])}}));
    if (!facts["mean_effort"].is_null())
        page.bullet(words("adapt.label.effort", {{"effort", number(facts["mean_effort"])},
                                                 {"target", number(facts["target_effort_high"])}}));
    if (!facts["craving_change_mean"].is_null())
        page.bullet(
            words("adapt.label.craving", {{"change", with_sign(facts["craving_change_mean"])}}));
    if (!facts["pain_change"].is_null())
        page.bullet(words("adapt.label.pain", {{"change", with_sign(facts["pain_change"])}}));
    const auto& load = facts["load"];
    if (load["weekly"].is_null()) return;
    std::string text = words("adapt.label.load", {{"load", number(load["weekly"])}});
    const std::string comma = words.language() == domain::Language::zh ? "，" : ", ";
    if (!load["monotony"].is_null())
        text += comma + words("adapt.label.monotony", {{"monotony", number(load["monotony"])}});
    if (!load["change_pct"].is_null())
        text +=
            comma + words("adapt.label.load_change", {{"change", with_sign(load["change_pct"])}});
    page.bullet(text);
}

/// One line a part of the dose, before and now.
void write_dose(TerminalPage& page, const OrderedJson& dose, const Words& words) {
    const auto& before = dose["before"];
    const auto& now = dose["now"];
    const auto step = [&](const char* label, const char* unit, const OrderedJson& was,
                          const OrderedJson& is) {
        if (was == is && (was == 0 || was == OrderedJson::array({0, 0}))) return;
        const auto text = [](const OrderedJson& value) {
            return value.is_array() ? number(value[0]) + "–" + number(value[1]) : number(value);
        };
        const std::string unit_key = std::string{"adapt.label."} + unit;
        const std::string change = words(unit_key, {{"before", text(was)}, {"now", text(is)}});
        page.pair(words(std::string{"adapt.label."} + label),
                  was == is ? change + " (" + words("adapt.label.same") + ")" : change);
    };
    step("aerobic", "minutes", before["aerobic_minutes"], now["aerobic_minutes"]);
    step("aerobic", "days", before["aerobic_days"], now["aerobic_days"]);
    step("intensity", "pct", before["pct_hrr"], now["pct_hrr"]);
    step("strength", "minutes", before["strength_minutes"], now["strength_minutes"]);
    step("strength", "days", before["strength_days"], now["strength_days"]);
    step("total", "minutes", before["total_minutes"], now["total_minutes"]);
}

Tone tone_of(const std::string& decision) {
    if (decision == "stop" || decision == "restart") return Tone::stop;
    return decision == "progress" ? Tone::good : Tone::caution;
}

}  // namespace

std::string adaptation_text(const OrderedJson& adaptation, const Words& words,
                            const TextStyle& style) {
    TextStyle own = style;
    if (words.language() == domain::Language::zh) own.colon = "：";
    TerminalPage page{own};
    const auto decision = adaptation["decision"].get<std::string>();
    page.title(words("adapt.label.title", {{"week", number(adaptation["week"])},
                                           {"decision", adaptation["label"].get<std::string>()}}),
               tone_of(decision));
    page.line(adaptation["say"].get<std::string>());
    write_list(page, words("adapt.label.screening"), texts_of(adaptation["screening_due"]),
               Tone::caution);
    page.heading(words("review.done"));
    write_facts(page, adaptation["facts"], words);
    write_list(page, words("adapt.label.flags"), texts_of(adaptation["flags"]), Tone::caution);
    std::vector<std::string> stops;
    for (const OrderedJson& rule : adaptation["session_rules"])
        stops.push_back(rule["rule"].get<std::string>() + "  " + rule["text"].get<std::string>() +
                        " → " + rule["then"].get<std::string>());
    for (const std::string& stop : stops) page.bullet(stop, 0, Tone::stop);
    write_list(page, words("adapt.label.why"), texts_of(adaptation["reasons"]));
    if (!adaptation["dose"]["now"].is_null()) {
        page.heading(words("adapt.label.next", {{"week", number(adaptation["next_week"])}}));
        write_dose(page, adaptation["dose"], words);
    }
    write_list(page, words("adapt.label.do_now"), texts_of(adaptation["actions"]));
    write_list(page, words("adapt.label.would_change"), texts_of(adaptation["would_change"]));
    const std::vector<std::string> missing = texts_of(adaptation["not_measured"]);
    if (!missing.empty()) {
        page.blank();
        const std::string comma = words.language() == domain::Language::zh ? "、" : ", ";
        page.line(words("review.missing", {{"items", join(missing, comma)}}), 0, Tone::quiet);
    }
    std::vector<std::string> rules;
    for (const OrderedJson& id : adaptation["rules"]) rules.push_back(id.get<std::string>());
    if (!own.explain) {
        page.pair(words("adapt.label.rules"), join(rules, ", "));
        return std::move(page).text();
    }
    page.heading(words("adapt.label.rules"));
    for (const std::string& id : rules) {
        page.bullet(id + "  " + words("prescription." + id + ".title") + own.colon +
                    words("prescription." + id + ".text"));
    }
    return std::move(page).text();
}

}  // namespace sinew::render
