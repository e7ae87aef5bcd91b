#include <sinew/base/text.hpp>
#include <sinew/care/explain_entry.hpp>

#include <algorithm>
#include <set>

namespace sinew::care {
namespace {

/// The order settles an id that two kinds share: the more specific meaning first.
constexpr auto kExplainers = std::to_array(
    {explain_screening_rule, explain_session_rule, explain_prescription_rule, explain_fact,
     explain_form, explain_exercise, explain_tag, explain_choice, explain_citation, explain_word});
constexpr std::size_t kSuggestions = 3;

/// Ids that begin with what was typed, else the one nearest to it.
std::string suggestion(std::string_view id, const std::vector<std::string>& ids) {
    std::vector<std::string> near;
    for (const std::string& candidate : ids)
        if (near.size() < kSuggestions && id.size() >= 3 && candidate.find(id) != std::string::npos)
            near.push_back(candidate);
    if (near.empty())
        if (const auto one = nearest_word(id, ids)) near.push_back(*one);
    if (!near.empty()) return "did you mean " + join(near, " or ") + "?";
    return "give the id of a rule, fact, form, exercise, source or limit, such as SCR-035 or sbp, "
           "or FILE.json:/place";
}

}  // namespace

void Explaining::add(Explained& to, std::string_view key, std::string_view label_key,
                     std::vector<std::string> lines) const {
    std::erase_if(lines, [](const std::string& line) { return line.empty(); });
    if (!lines.empty()) to.parts.push_back({key, words(label_key), std::move(lines)});
}

void Explaining::add(Explained& to, std::string_view key, std::string_view label_key,
                     std::string line) const {
    add(to, key, label_key, std::vector<std::string>{std::move(line)});
}

std::string Explaining::text_or(const std::string& key, const std::string& plain) const {
    return words.has(key) ? words(key) : plain;
}

void Explaining::add_sources(Explained& to, const std::vector<std::string>& keys) const {
    for (const std::string& key : keys) {
        const auto found = catalogue.citations.find(key);
        if (found == catalogue.citations.end()) continue;
        to.sources.push_back({key, found->second.citation, found->second.locator,
                              found->second.note, found->second.status});
    }
}

knowledge::Parts parts_to_explain() {
    using knowledge::Part;
    return {Part::screening, Part::prescription, Part::forms,
            Part::exercises, Part::text,         Part::citations};
}

std::vector<std::string> explainable_ids(const knowledge::Catalogue& catalogue) {
    std::vector<std::string> ids;
    for (const auto& rule : catalogue.screening.rules) ids.push_back(rule.id);
    for (const auto& rule : catalogue.screening.session_rules) ids.push_back(rule.id);
    for (const auto& rule : catalogue.prescription.rules) ids.push_back(rule.id);
    for (const auto& fact : catalogue.screening.facts) ids.push_back(fact.name);
    for (const auto& form : catalogue.forms.forms) ids.push_back(form.id);
    for (const auto& exercise : catalogue.exercises.exercises) ids.push_back(exercise.id);
    for (const auto name : domain::Names<domain::Avoid>::all) ids.emplace_back(name);
    for (const auto name : domain::Names<domain::ChoiceId>::all) ids.emplace_back(name);
    for (const auto& [key, citation] : catalogue.citations) ids.push_back(key);
    std::set<std::string> seen;
    std::erase_if(ids, [&](const std::string& id) { return !seen.insert(id).second; });
    return ids;
}

Result<Explained> explain(std::string_view id, const knowledge::Catalogue& catalogue,
                          const knowledge::Words& words) {
    const Explaining with{catalogue, words};
    std::string upper{id};
    std::transform(upper.begin(), upper.end(), upper.begin(),
                   [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    for (const std::string& wanted : {std::string{id}, upper})
        for (const auto explainer : kExplainers)
            if (auto explained = explainer(wanted, with)) return *std::move(explained);
    return fail({ErrorCode::not_found, "nothing has this name", std::string{id},
                 suggestion(id, explainable_ids(catalogue))});
}

}  // namespace sinew::care
