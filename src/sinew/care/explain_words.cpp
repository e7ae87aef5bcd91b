#include <sinew/care/explain_entry.hpp>

#include <algorithm>

namespace sinew::care {
namespace {

/// Where short words of documents have their meaning, most telling first.
constexpr auto kWordPlaces = std::to_array<std::string_view>(
    {"need",        "monitor",  "need_first", "outcome",      "zone",    "stage",   "tier",
     "supervision", "activity", "caution",    "substance",    "moud",    "symptom", "symptom_group",
     "goal",        "modality", "equipment",  "setting",      "variant", "flag",    "decision",
     "grade",       "status",   "term",       "breath_level", "limit",   "reason"});

std::vector<std::string> rules_with(domain::Avoid ban, const Explaining& with) {
    std::vector<std::string> list;
    for (const auto& rule : with.catalogue.screening.rules)
        if (rule.limits.avoid.has(ban))
            list.push_back(rule.id + " " + with.text_or("rule." + rule.id + ".title", rule.title));
    return list;
}

}  // namespace

std::optional<Explained> explain_tag(std::string_view id, const Explaining& with) {
    const std::string key = "tag." + std::string{id};
    if (!with.words.has(key)) return std::nullopt;
    Explained out{.id = std::string{id}, .kind = "tag", .title = with.words(key)};
    if (const auto ban = domain::named<domain::Avoid>(id)) {
        with.add(out, "used_by", "explain.used_by", rules_with(*ban, with));
        std::vector<std::string> exercises;
        for (const auto& exercise : with.catalogue.exercises.exercises)
            if (exercise.breaks.has(*ban))
                exercises.push_back(exercise.name[static_cast<std::size_t>(with.words.language())]);
        with.add(out, "left_out", "limit.avoid", std::move(exercises));
    }
    return out;
}

std::optional<Explained> explain_choice(std::string_view id, const Explaining& with) {
    if (!domain::named<domain::ChoiceId>(id)) return std::nullopt;
    const std::string key = "choice." + std::string{id};
    Explained out{.id = std::string{id},
                  .kind = "choice",
                  .title = with.text_or(key + ".title", std::string{id})};
    with.add(out, "answer", "why.answer", with.text_or(key + ".answer", ""));
    with.add(out, "change", "why.change", with.text_or(key + ".change", ""));
    return out;
}

std::optional<Explained> explain_citation(std::string_view id, const Explaining& with) {
    const auto found = with.catalogue.citations.find(id);
    if (found == with.catalogue.citations.end()) return std::nullopt;
    Explained out{.id = std::string{id},
                  .kind = "citation",
                  .title = std::string{id},
                  .status = found->second.status};
    with.add(out, "citation", "explain.citation", found->second.citation);
    with.add(out, "locator", "why.locator", found->second.locator);
    with.add(out, "note", "explain.note", found->second.note);
    std::vector<std::string> users;
    const auto cites = [&](const std::vector<std::string>& keys) {
        return std::find(keys.begin(), keys.end(), id) != keys.end();
    };
    for (const auto& rule : with.catalogue.screening.rules)
        if (cites(rule.sources))
            users.push_back(rule.id + " " + with.text_or("rule." + rule.id + ".title", rule.title));
    for (const auto& rule : with.catalogue.prescription.rules)
        if (cites(rule.sources) || cites(rule.against)) users.push_back(rule.id + " " + rule.title);
    for (const auto& exercise : with.catalogue.exercises.exercises)
        if (cites(exercise.sources)) users.push_back(exercise.id);
    with.add(out, "used_by", "explain.used_by", std::move(users));
    return out;
}

std::optional<Explained> explain_word(std::string_view id, const Explaining& with) {
    for (const std::string_view place : kWordPlaces) {
        const std::string key = std::string{place} + "." + std::string{id};
        if (!with.words.has(key)) continue;
        Explained out{.id = std::string{id}, .kind = "word", .title = with.words(key)};
        for (const char* ending : {".say", ".meaning", ".aim", ".means"})
            with.add(out, "means", "explain.means", with.text_or(key + ending, ""));
        return out;
    }
    return std::nullopt;
}

}  // namespace sinew::care
