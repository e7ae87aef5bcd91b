#include <sinew/base/text.hpp>
#include <sinew/care/condition_words.hpp>
#include <sinew/care/explain_entry.hpp>

#include <cmath>

namespace sinew::care {
namespace {

constexpr double kHoursADay = 24;

std::vector<std::string> answers_of(domain::FactIndex index, const Explaining& with) {
    const auto& pack = with.catalogue.screening;
    const auto& fact = pack.facts[index];
    std::vector<std::string> answers;
    switch (fact.type) {
        case knowledge::FactType::boolean:
            answers = {fact_value_words(index, 1, pack, with.words),
                       fact_value_words(index, 0, pack, with.words)};
            break;
        case knowledge::FactType::choice:
            for (std::size_t i = 0; i < fact.values.size(); ++i)
                answers.push_back(
                    fact.values[i] + ": " +
                    fact_value_words(index, static_cast<double>(i), pack, with.words));
            break;
        case knowledge::FactType::number:
            if (fact.lowest && fact.highest)
                answers.push_back(with.words("explain.range", {{"low", number_text(*fact.lowest)},
                                                               {"high", number_text(*fact.highest)},
                                                               {"unit", fact.unit}}));
            break;
    }
    if (fact.null_means_never) answers.push_back("null: " + with.words("question.value.never"));
    return answers;
}

std::string counts_for(const knowledge::FactSpec& fact, const Explaining& with) {
    if (std::isinf(fact.max_age_h)) return with.words("explain.counts_for.ever");
    if (fact.max_age_h > 2 * kHoursADay && std::fmod(fact.max_age_h, kHoursADay) == 0)
        return with.words("explain.counts_for.days",
                          {{"days", number_text(fact.max_age_h / kHoursADay)}});
    return with.words("explain.counts_for.hours", {{"hours", number_text(fact.max_age_h)}});
}

}  // namespace

std::optional<Explained> explain_fact(std::string_view id, const Explaining& with) {
    const auto& pack = with.catalogue.screening;
    const auto index = pack.find_fact(id);
    if (!index) return std::nullopt;
    const auto& fact = pack.facts[*index];
    const std::string key = "question." + fact.name;
    Explained out{.id = fact.name, .kind = "fact", .title = fact_label(*index, pack, with.words)};
    with.add(out, "asked", "explain.asked", with.text_or(key + ".ask", ""));
    with.add(out, "why", "why.why", with.text_or(key + ".why", ""));
    with.add(out, "answers", "explain.answers", answers_of(*index, with));
    with.add(out, "counts_for", "explain.counts_for", counts_for(fact, with));
    with.add(out, "needed", "explain.needed",
             fact.required                ? with.words("explain.needed.always")
             : fact.required_when.empty() ? with.words("explain.needed.optional")
                                          : condition_words(fact.required_when, pack, with.words));
    std::vector<std::string> readers;
    for (const auto& rule : pack.rules)
        if (std::find(rule.facts.begin(), rule.facts.end(), *index) != rule.facts.end()) {
            readers.push_back(rule.id + " " +
                              with.text_or("rule." + rule.id + ".title", rule.title));
            out.see_also.push_back(rule.id);
        }
    with.add(out, "read_by", "explain.read_by", std::move(readers));
    with.add(out, "note", "explain.note", fact.note);
    return out;
}

}  // namespace sinew::care
