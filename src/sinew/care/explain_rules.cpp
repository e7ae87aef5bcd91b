#include <sinew/care/condition_words.hpp>
#include <sinew/care/explain_entry.hpp>
#include <sinew/care/limit_words.hpp>

namespace sinew::care {

std::optional<Explained> explain_screening_rule(std::string_view id, const Explaining& with) {
    const auto& pack = with.catalogue.screening;
    const auto index = pack.find_rule(id);
    if (!index) return std::nullopt;
    const auto& rule = pack.rules[*index];
    const auto& words = with.words;
    const std::string key = "rule." + rule.id;
    Explained out{.id = rule.id,
                  .kind = "rule",
                  .title = with.text_or(key + ".title", rule.title),
                  .grade = rule.grade,
                  .status = rule.status};
    with.add(out, "group", "explain.group", with.text_or("rule_group." + rule.group, rule.group));
    with.add(out, "when", "explain.when", condition_words(rule.when, pack, words));
    with.add(out, "outcome", "screening.outcome",
             words("outcome." + std::string{domain::name_of(rule.outcome)}));
    with.add(out, "limits", "screening.limits", limit_words(rule.limits, words));
    std::vector<std::string> needs, meanwhile;
    for (const auto need : rule.need)
        needs.push_back(with.text_or("need." + std::string{need}, std::string{need}));
    for (const auto activity : rule.permitted_meanwhile)
        meanwhile.push_back(words("activity." + std::string{domain::name_of(activity)}));
    with.add(out, "needs", "screening.needs", std::move(needs));
    if (rule.outcome > domain::Outcome::supervise && meanwhile.empty())
        meanwhile.push_back(words("screening.meanwhile.none"));
    with.add(out, "meanwhile", "screening.meanwhile", std::move(meanwhile));
    with.add(out, "for_clinicians", "why.clinician",
             with.text_or(key + ".why", rule.why_clinician));
    with.add(out, "in_plain_words", "why.meaning",
             with.text_or(key + ".say", rule.say_participant));
    with.add(out, "clears_when", "why.clears_when",
             rule.clears_when.empty() ? words("why.no_clears_when")
                                      : with.text_or(key + ".clears", rule.clears_when));
    with.add(out, "override", "explain.override",
             words(rule.overridable ? "explain.override.yes" : "explain.override.no"));
    with.add_sources(out, rule.sources);
    for (const auto fact : rule.facts) out.see_also.push_back(pack.facts[fact].name);
    return out;
}

std::optional<Explained> explain_session_rule(std::string_view id, const Explaining& with) {
    for (const auto& rule : with.catalogue.screening.session_rules) {
        if (rule.id != id) continue;
        const std::string key = "ses." + rule.id;
        Explained out{.id = rule.id,
                      .kind = "session_rule",
                      .title = with.text_or(key + ".trigger", rule.trigger),
                      .grade = rule.grade,
                      .status = rule.status};
        with.add(out, "trigger", "explain.trigger", with.text_or(key + ".trigger", rule.trigger));
        with.add(out, "action", "explain.action",
                 with.text_or("ses_action." + rule.action, rule.action));
        with.add(out, "in_plain_words", "why.meaning", with.text_or(key + ".say", ""));
        with.add(out, "then", "explain.then", with.text_or(key + ".then", rule.then));
        return out;
    }
    return std::nullopt;
}

std::optional<Explained> explain_prescription_rule(std::string_view id, const Explaining& with) {
    const auto* rule = with.catalogue.prescription.find_rule(id);
    if (rule == nullptr) return std::nullopt;
    // Substance rules have wordings of their own; the others speak as the pack does.
    const std::string key = (rule->claim.empty() ? "prescription." : "sub.") + rule->id;
    Explained out{.id = rule->id,
                  .kind = "prescription_rule",
                  .title = with.text_or(key + ".title", rule->title),
                  .grade = rule->grade,
                  .status = rule->status};
    with.add(out, "claim", "explain.claim", with.text_or(key + ".claim", rule->claim));
    with.add(out, "certainty", "report.certainty",
             with.text_or(key + ".certainty", rule->certainty));
    with.add(out, "text", "explain.text",
             with.text_or(key + (rule->claim.empty() ? ".text" : ".does"), rule->text));
    with.add(out, "against", "why.against", with.text_or(key + ".against", rule->against_note));
    with.add(out, "note", "explain.note", rule->note);
    with.add_sources(out, rule->sources);
    with.add_sources(out, rule->against);
    return out;
}

}  // namespace sinew::care
