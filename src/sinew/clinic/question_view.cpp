#include <sinew/care/condition_words.hpp>
#include <sinew/clinic/question_view.hpp>
#include <sinew/domain/person_bounds.hpp>

#include <algorithm>

namespace sinew::clinic {
namespace {

using namespace domain;

void bound(OrderedJson& json, const NumberBounds& bounds) {
    json["kind"] = "number";
    if (!bounds.unit.empty()) json["unit"] = bounds.unit;
    json["lowest"] = bounds.lowest;
    json["highest"] = bounds.highest;
}

template <class Enum>
void choices(OrderedJson& json, const std::string& key, std::string_view kind,
             const knowledge::Words& words) {
    json["kind"] = kind;
    json["choices"] = OrderedJson::array();
    for (const std::string_view name : Names<Enum>::all) {
        const std::string text = "question." + key + ".value." + std::string{name};
        json["choices"].push_back(
            {{"value", name}, {"label", words.has(text) ? words(text) : std::string{name}}});
    }
}

void weekdays(OrderedJson& json, const std::string& key, const knowledge::Words& words) {
    json["kind"] = "several";
    json["choices"] = OrderedJson::array();
    for (int day = 0; day < 7; ++day) {
        const std::string name{name_of(static_cast<Weekday>(day))};
        const std::string text = "question." + key + ".value." + name;
        const std::string plain = "weekday." + name;
        json["choices"].push_back({{"value", name},
                                   {"label", words.has(text)    ? words(text)
                                             : words.has(plain) ? words(plain)
                                                                : name}});
    }
}

void describe_field(OrderedJson& json, const care::Question& question,
                    const knowledge::Words& words) {
    using care::Field;
    switch (*question.field) {
        case Field::height: return bound(json, person_number("height_cm")->bounds);
        case Field::weight: return bound(json, person_number("weight_kg")->bounds);
        case Field::activity_minutes: return bound(json, person_number("mvpa_min_week")->bounds);
        case Field::symptom: return bound(json, kSymptomRating);
        case Field::minutes: return bound(json, kMinutesMax);
        case Field::twice_daily: json["kind"] = "yes_no"; return;
        case Field::cautions: return choices<Caution>(json, question.key, "several", words);
        case Field::goals: return choices<Goal>(json, question.key, "several", words);
        case Field::likes:
        case Field::dislikes: return choices<Modality>(json, question.key, "several", words);
        case Field::equipment: return choices<Equipment>(json, question.key, "several", words);
        case Field::days: return weekdays(json, question.key, words);
    }
}

void describe_fact(OrderedJson& json, FactIndex index, const knowledge::Catalogue& catalogue,
                   const knowledge::Words& words) {
    const auto& fact = catalogue.screening.facts[index];
    switch (fact.type) {
        case knowledge::FactType::boolean: json["kind"] = "yes_no"; break;
        case knowledge::FactType::number:
            json["kind"] = "number";
            if (!fact.unit.empty()) json["unit"] = fact.unit;
            if (fact.lowest) json["lowest"] = *fact.lowest;
            if (fact.highest) json["highest"] = *fact.highest;
            break;
        case knowledge::FactType::choice:
            json["kind"] = "choice";
            json["choices"] = OrderedJson::array();
            for (std::size_t i = 0; i < fact.values.size(); ++i)
                json["choices"].push_back(
                    {{"value", fact.values[i]},
                     {"label", care::fact_value_words(index, static_cast<double>(i),
                                                      catalogue.screening, words)}});
            break;
    }
    if (fact.null_means_never) json["never"] = true;
}

}  // namespace

std::string substance_words(const Record& record, const knowledge::Catalogue& catalogue,
                            const knowledge::Words& words) {
    const auto& pack = catalogue.screening;
    const auto fact = pack.find_fact("primary_substance");
    if (fact && record.facts[*fact].state == Reading::State::known) {
        const std::string key =
            "substance_used." + pack.value_text(*fact, record.facts[*fact].value);
        if (words.has(key)) return words(key);
    }
    return words.has("substance_used.poly") ? words("substance_used.poly") : "";
}

OrderedJson question_json(const care::Question& question, const knowledge::Catalogue& catalogue,
                          const knowledge::Words& words, const std::string& substance) {
    OrderedJson json;
    json["fact"] = question.key;
    json["text"] = words("question." + question.key + ".ask", {{"substance", substance}});
    json["why"] = words("question." + question.key + ".why");
    json["rules"] = OrderedJson::array();
    if (question.fact)
        for (const auto& rule : catalogue.screening.rules)
            if (std::find(rule.facts.begin(), rule.facts.end(), *question.fact) != rule.facts.end())
                json["rules"].push_back(rule.id);
    json["safety"] = question.group == QuestionGroup::safety;
    json["needed"] = question.needed;
    json["group"] = words("question.group." + std::string{name_of(question.group)});
    if (question.field)
        describe_field(json, question, words);
    else if (question.fact)
        describe_fact(json, *question.fact, catalogue, words);
    else
        json["kind"] = "text";
    if (question.fact && question.old)
        json["before"] =
            care::fact_value_words(*question.fact, question.old->value, catalogue.screening, words);
    if (!question.because.empty()) json["because"] = question.because;
    return json;
}

}  // namespace sinew::clinic
