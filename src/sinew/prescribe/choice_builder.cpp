#include <sinew/base/ensure.hpp>
#include <sinew/prescribe/choice_builder.hpp>

#include <algorithm>

namespace sinew::prescribe {

using namespace domain;

void ChoiceBuilder::weigh(Grade grade, Status status) noexcept {
    choice_.grade = std::max(choice_.grade, grade);
    choice_.status = std::max(choice_.status, status);
    weighed_ = true;
}

void ChoiceBuilder::cite(const std::vector<std::string>& sources) {
    for (const std::string& source : sources)
        if (std::find(choice_.sources.begin(), choice_.sources.end(), source) ==
            choice_.sources.end())
            choice_.sources.push_back(source);
}

ChoiceBuilder& ChoiceBuilder::rule(std::string_view id) {
    if (std::find(choice_.rules.begin(), choice_.rules.end(), id) != choice_.rules.end())
        return *this;
    const knowledge::PrescriptionRule* found = context_.catalogue->prescription.find_rule(id);
    SINEW_ENSURE(found != nullptr, "a choice names a rule the prescription pack lacks");
    choice_.rules.push_back(found->id);
    weigh(found->grade, found->status);
    cite(found->sources);
    return *this;
}

void ChoiceBuilder::add_screening(RuleIndex index) {
    const knowledge::ScreeningRule& rule = context_.catalogue->screening.rules[index];
    if (std::find(choice_.rules.begin(), choice_.rules.end(), rule.id) != choice_.rules.end())
        return;
    choice_.rules.push_back(rule.id);
    weigh(rule.grade, rule.status);
    cite(rule.sources);
    for (const FactIndex fact : rule.facts)
        if (std::find(choice_.facts.begin(), choice_.facts.end(), fact) == choice_.facts.end())
            choice_.facts.push_back(fact);
}

ChoiceBuilder& ChoiceBuilder::screening_rule(std::string_view id) {
    if (const auto index = context_.catalogue->screening.find_rule(id)) add_screening(*index);
    return *this;
}

ChoiceBuilder& ChoiceBuilder::fact(std::string_view name) {
    choice_.facts.push_back(context_.catalogue->screening.fact(name));
    return *this;
}

ChoiceBuilder& ChoiceBuilder::against(std::string_view rule, std::string_view key) {
    const knowledge::PrescriptionRule* found = context_.catalogue->prescription.find_rule(rule);
    SINEW_ENSURE(found != nullptr, "counter-evidence names a rule the prescription pack lacks");
    choice_.against.push_back({{key, {}}, found->id});
    cite(found->against);
    return *this;
}

ChoiceBuilder& ChoiceBuilder::lost(Phrase phrase, std::string_view rule) {
    choice_.lost.push_back({std::move(phrase), rule});
    return *this;
}

ChoiceBuilder& ChoiceBuilder::changes(Phrase phrase) {
    choice_.would_change.push_back(std::move(phrase));
    return *this;
}

Choice ChoiceBuilder::done() && {
    if (!weighed_) weigh(Grade::D, Status::ours);
    return std::move(choice_);
}

}  // namespace sinew::prescribe
