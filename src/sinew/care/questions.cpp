#include <sinew/base/text.hpp>
#include <sinew/care/questions.hpp>
#include <sinew/domain/person_bounds.hpp>

#include <algorithm>

namespace sinew::care {
namespace {

using namespace domain;
using knowledge::Catalogue;
using knowledge::FactSpec;
using knowledge::FactType;

Question fact_question(FactIndex fact, const Record& record, const Catalogue& catalogue) {
    Question question;
    question.key = catalogue.screening.facts[fact].name;
    question.group = catalogue.questions.of_fact[fact].group;
    question.fact = fact;
    const Reading& said = fact < record.facts.size() ? record.facts[fact] : Reading{};
    if (said.state != Reading::State::absent) {
        question.old = said;
        if (const FactOrigin* origin = origin_of(record, fact))
            question.old_from = origin->observed_at;
    }
    return question;
}

/// Adds the reasons of an outside record, and the questions that only it asks.
void add_hints(std::vector<Question>& questions, const Record& record, const Catalogue& catalogue) {
    for (const Hint& hint : record.hints) {
        const auto same = std::find_if(questions.begin(), questions.end(),
                                       [&](const Question& q) { return q.key == hint.about; });
        if (same != questions.end()) {
            same->because.push_back(hint.because);
            continue;
        }
        Question question;
        if (const auto fact = catalogue.screening.find_fact(hint.about))
            question = fact_question(*fact, record, catalogue);
        question.key = hint.about;
        if (!question.fact) question.group = QuestionGroup::conditions;
        question.because.push_back(hint.because);
        questions.push_back(std::move(question));
    }
}

void add_fields(std::vector<Question>& questions, const Record& record) {
    const auto add = [&](std::string key, Field field, Symptom symptom = {}) {
        Question question;
        question.key = std::move(key);
        question.group = QuestionGroup::about;
        question.field = field;
        question.symptom = symptom;
        questions.push_back(std::move(question));
    };
    if (record.goals.empty()) add("goals", Field::goals);
    if (record.availability == Availability{}) {
        add("availability.days", Field::days);
        add("availability.minutes_max", Field::minutes);
        add("availability.twice_daily", Field::twice_daily);
    }
    if (record.equipment == EnumSet<Equipment>{Equipment::none}) add("equipment", Field::equipment);
    for (const Symptom symptom : values_of<Symptom>())
        if (!record.symptoms[static_cast<std::size_t>(symptom)])
            add("symptoms." + std::string{name_of(symptom)}, Field::symptom, symptom);
    if (record.cautions.empty()) add("cautions", Field::cautions);
    if (record.like.empty()) add("preferences.like", Field::likes);
    if (record.dislike.empty()) add("preferences.dislike", Field::dislikes);
    if (!record.person.mvpa_min_week) add("person.mvpa_min_week", Field::activity_minutes);
    if (!record.person.height_cm) add("person.height_cm", Field::height);
    if (!record.person.weight_kg) add("person.weight_kg", Field::weight);
}

std::string number_wanted(double low, double high, std::string_view unit, bool whole) {
    return std::string{whole ? "a whole number from " : "a number from "} + number_text(low) +
           " to " + number_text(high) + (unit.empty() ? "" : " " + std::string{unit});
}

}  // namespace

std::vector<Question> open_questions(const Clearance& clearance, const Record& record,
                                     const Catalogue& catalogue) {
    std::vector<Question> questions;
    if (record.person.deceased) return questions;
    for (const MissingFact& missing : clearance.missing) {
        Question question = fact_question(missing.fact, record, catalogue);
        question.needed = true;
        question.reason = missing.reason;
        questions.push_back(std::move(question));
    }
    add_hints(questions, record, catalogue);
    for (const FactIndex fact : clearance.optional_unknown) {
        const auto& name = catalogue.screening.facts[fact].name;
        if (std::any_of(questions.begin(), questions.end(),
                        [&](const Question& q) { return q.key == name; }))
            continue;
        Question question = fact_question(fact, record, catalogue);
        question.group = QuestionGroup::optional;
        questions.push_back(std::move(question));
    }
    add_fields(questions, record);
    const auto rank = [&](const Question& q) {
        return q.fact ? catalogue.questions.of_fact[*q.fact].rank : -1;
    };
    std::stable_sort(questions.begin(), questions.end(), [&](const Question& a, const Question& b) {
        if (a.group != b.group) return a.group < b.group;
        if (a.group == QuestionGroup::about) return false;
        if (a.because.empty() != b.because.empty()) return b.because.empty();
        return rank(a) < rank(b);
    });
    return questions;
}

std::string expected_answer(const Question& question, const Catalogue& catalogue) {
    if (question.fact) {
        const FactSpec& spec = catalogue.screening.facts[*question.fact];
        if (spec.name == "bmi") return "height in cm and weight in kg, such as 178 74";
        switch (spec.type) {
            case FactType::boolean: return "y / n";
            case FactType::choice: return "one of: " + join(spec.values, ", ");
            case FactType::number:
                return number_wanted(spec.lowest.value_or(0), spec.highest.value_or(1e6), spec.unit,
                                     spec.integer) +
                       (spec.null_means_never ? ", or never" : "");
        }
    }
    if (!question.field) return "a note for the clinician";
    const auto bounds = [](const NumberBounds& b) {
        return number_wanted(b.lowest, b.highest, b.unit, b.whole);
    };
    switch (*question.field) {
        case Field::height: return bounds(person_number("height_cm")->bounds);
        case Field::weight: return bounds(person_number("weight_kg")->bounds);
        case Field::activity_minutes: return bounds(person_number("mvpa_min_week")->bounds);
        case Field::symptom: return bounds(kSymptomRating);
        case Field::minutes: return bounds(kMinutesMax);
        case Field::twice_daily: return "y / n";
        case Field::cautions: return "any of: " + all_names<Caution>() + "; or none";
        case Field::goals: return "in order, any of: " + all_names<Goal>();
        case Field::likes:
        case Field::dislikes: return "any of: " + all_names<Modality>() + "; or none";
        case Field::days: return "any of: mon, tue, wed, thu, fri, sat, sun";
        case Field::equipment: return "any of: " + all_names<Equipment>();
    }
    return {};
}

}  // namespace sinew::care
