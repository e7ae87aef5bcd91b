// Builds one choice: rules bring their sources, and the weakest of them sets grade and status.
#pragma once

#include <sinew/prescribe/plan_context.hpp>

namespace sinew::prescribe {

class ChoiceBuilder {
public:
    /// @param answer  key of the text pack, a literal
    ChoiceBuilder(const PlanContext& context, domain::ChoiceId id, std::string_view answer)
        : context_{context} {
        choice_.id = id;
        choice_.answer.key = answer;
        choice_.grade = domain::Grade::A;
        choice_.status = domain::Status::read;
        choice_.rules.reserve(6);
        choice_.answer.values.reserve(5);
    }

    template <class Value>
    ChoiceBuilder& with(std::string_view name, Value&& value) {
        // In two steps: GCC 12 takes the moved-from temporary of one step for uninitialised at -O2.
        domain::PhraseValue& slot = choice_.answer.values.emplace_back();
        slot.name = name;
        slot.value = std::forward<Value>(value);
        return *this;
    }
    /// A rule of the prescription pack that spoke. An id the pack lacks is a bug of ours.
    ChoiceBuilder& rule(std::string_view id);
    template <class List>
    ChoiceBuilder& rules(const List& ids) {
        for (const std::string_view id : ids) rule(id);
        return *this;
    }
    /// Every fired screening rule whose limits `concern` this choice, with the facts it read.
    template <class Concern>
    ChoiceBuilder& screening(Concern&& concern) {
        for (const domain::RuleIndex index : context_.clearance->fired)
            if (concern(context_.catalogue->screening.rules[index].limits)) add_screening(index);
        return *this;
    }
    ChoiceBuilder& screening_rule(std::string_view id);
    ChoiceBuilder& fact(std::string_view name);
    ChoiceBuilder& against(std::string_view rule, std::string_view key);
    ChoiceBuilder& lost(domain::Phrase phrase, std::string_view rule);
    ChoiceBuilder& changes(domain::Phrase phrase);

    [[nodiscard]] domain::Choice done() &&;

private:
    void add_screening(domain::RuleIndex index);
    void weigh(domain::Grade grade, domain::Status status) noexcept;
    void cite(const std::vector<std::string>& sources);

    const PlanContext& context_;
    domain::Choice choice_;
    bool weighed_ = false;
};

}  // namespace sinew::prescribe
