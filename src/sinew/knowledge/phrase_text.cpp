#include <sinew/base/text.hpp>
#include <sinew/knowledge/phrase_text.hpp>

namespace sinew::knowledge {
namespace {

using namespace domain;

struct ValueText {
    const Catalogue& catalogue;
    const Words& words;

    std::string operator()(int value) const { return std::to_string(value); }
    std::string operator()(double value) const { return number_text(value); }
    std::string operator()(const std::vector<int>& numbers) const {
        std::vector<std::string> items;
        for (const int number : numbers) items.push_back(std::to_string(number));
        return list_text(items, words);
    }
    std::string operator()(const TextKeys& keys) const {
        std::vector<std::string> items;
        for (const std::string& key : keys) items.push_back(words(key));
        return list_text(items, words);
    }
    std::string operator()(const FormList& forms) const {
        std::vector<std::string> items;
        for (const FormIndex form : forms.items)
            items.push_back(words("form." + catalogue.forms[form].id + ".name"));
        return list_text(items, words);
    }
    std::string operator()(const ExerciseList& exercises) const {
        std::vector<std::string> items;
        for (const ExerciseIndex exercise : exercises.items)
            items.push_back(
                catalogue.exercises[exercise].name[static_cast<std::size_t>(words.language())]);
        return list_text(items, words);
    }
    std::string operator()(const DayList& days) const {
        std::vector<std::string> items;
        for (const Weekday day : {Weekday::mon, Weekday::tue, Weekday::wed, Weekday::thu,
                                  Weekday::fri, Weekday::sat, Weekday::sun})
            if (days.has(day))
                items.push_back(words("day." + std::string{sinew::name_of(day)} + ".long"));
        return list_text(items, words);
    }
    std::string operator()(const FactValue& fact) const {
        return fact_text(fact.fact, fact.value, catalogue, words);
    }
};

}  // namespace

std::string phrase_text(const Phrase& phrase, const Catalogue& catalogue, const Words& words) {
    std::vector<std::pair<std::string_view, std::string>> values;
    for (const PhraseValue& value : phrase.values)
        values.emplace_back(value.name, std::visit(ValueText{catalogue, words}, value.value));
    return words(phrase.key, values);
}

std::string list_text(const std::vector<std::string>& items, const Words& words) {
    if (items.empty()) return words("programme.none");
    return join(items, words.language() == Language::zh ? "、" : ", ");
}

std::string fact_text(FactIndex fact, double value, const Catalogue& catalogue,
                      const Words& words) {
    const FactSpec& spec = catalogue.screening.facts[fact];
    const std::string label = words("question." + spec.name + ".label");
    const bool chinese = words.language() == Language::zh;
    const std::string colon = chinese ? "：" : ": ";
    switch (spec.type) {
        case FactType::boolean:
            return label + colon + words(value != 0 ? "question.value.yes" : "question.value.no");
        case FactType::choice:
            return label + colon +
                   words("question." + spec.name + ".value." +
                         spec.values[static_cast<std::size_t>(value)]);
        case FactType::number: break;
    }
    return label + (chinese ? "：" : " ") + number_text(value);  // the label names the unit
}

}  // namespace sinew::knowledge
