#include <sinew/base/text.hpp>
#include <sinew/care/answers.hpp>
#include <sinew/domain/person_bounds.hpp>

#include <algorithm>
#include <array>
#include <cmath>

namespace sinew::care {
namespace {

using namespace domain;
using knowledge::Catalogue;
using knowledge::FactSpec;
using knowledge::FactType;

std::string lower(std::string_view text) {
    std::string small{trim(text)};
    for (char& c : small)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return small;
}

bool one_of(std::string_view word, std::initializer_list<std::string_view> words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

Error not_understood(const std::string& wanted) {
    return {ErrorCode::bad_input, "not understood", {}, "give " + wanted};
}

/// A number and what follows it: "122 mmHg" -> 122, "mmhg".
std::optional<std::pair<double, std::string>> number_and_unit(std::string_view text) {
    const std::string small = lower(text);
    const auto end = small.find_first_not_of("+-.0123456789");
    const auto number = parse_number(std::string_view{small}.substr(0, end));
    if (!number) return std::nullopt;
    return std::pair{*number, end == std::string::npos
                                  ? std::string{}
                                  : std::string{trim(std::string_view{small}.substr(end))}};
}

/// Units as people type them, for the units the facts have.
bool is_unit(std::string_view typed, std::string_view unit) {
    const std::string own = lower(unit);
    if (typed.empty() || typed == own) return true;
    if (own == "mmhg" || own == "mmhg systolic") return typed == "mmhg";
    if (own == "/min") return one_of(typed, {"bpm", "/min", "per minute", "次/分", "次"});
    if (own == "c") return one_of(typed, {"c", "°c", "℃", "度"});
    if (own == "d") return one_of(typed, {"d", "day", "days", "天"});
    if (own == "h") return one_of(typed, {"h", "hour", "hours", "小时"});
    if (own == "a") return one_of(typed, {"y", "years", "岁"});
    return false;
}

Result<double> bounded(std::string_view text, const NumberBounds& bounds) {
    const std::string wanted =
        std::string{bounds.whole ? "a whole number from " : "a number from "} +
        number_text(bounds.lowest) + " to " + number_text(bounds.highest) +
        (bounds.unit.empty() ? "" : " " + std::string{bounds.unit});
    const auto number = number_and_unit(text);
    if (!number || !(number->second.empty() || number->second == lower(bounds.unit)))
        return fail(not_understood(wanted));
    if (!bounds.hold(number->first) || (bounds.whole && number->first != std::floor(number->first)))
        return fail({ErrorCode::out_of_range,
                     number_text(number->first) + " is outside its range",
                     {},
                     "give " + wanted});
    return number->first;
}

/// Words between commas or blanks; "none" alone is an empty list.
std::vector<std::string> listed(std::string_view text) {
    std::string plain = lower(text);
    for (char& c : plain)
        if (c == ',' || c == ';') c = ' ';
    std::vector<std::string> words;
    for (const std::string_view word : split(plain, ' '))
        if (!trim(word).empty()) words.emplace_back(trim(word));
    if (words.size() == 1 && one_of(words[0], {"none", "no", "n", "无", "没有"})) words.clear();
    return words;
}

template <class Enum>
Result<std::vector<Enum>> words_of(std::string_view text) {
    std::vector<Enum> list;
    for (const std::string& word : listed(text)) {
        const auto value = named<Enum>(word);
        if (!value) {
            const auto near =
                nearest_word(word, {Names<Enum>::all.begin(), Names<Enum>::all.end()});
            return fail({ErrorCode::bad_input,
                         "unknown word \"" + word + "\"",
                         {},
                         near ? "did you mean " + *near + "?" : "use " + all_names<Enum>()});
        }
        if (std::find(list.begin(), list.end(), *value) == list.end()) list.push_back(*value);
    }
    return list;
}

template <class Enum>
Result<EnumSet<Enum>> set_of(std::string_view text) {
    SINEW_TRY(const auto list, words_of<Enum>(text));
    EnumSet<Enum> set;
    for (const Enum value : list) set.add(value);
    return set;
}

/// "178 74": height and weight answer the question of the body mass index together.
Result<Record> answer_body(Record record, std::string_view text, Instant when,
                           const Catalogue& catalogue) {
    std::vector<std::string> numbers;
    for (const std::string& word : listed(text))
        if (!one_of(word, {"cm", "kg"})) numbers.push_back(word);
    const std::string wanted = "height in cm and weight in kg, such as 178 74";
    if (numbers.size() != 2) return fail(not_understood(wanted));
    const auto strip = [](std::string word, std::string_view unit) {
        if (word.size() > unit.size() && word.ends_with(unit))
            word.resize(word.size() - unit.size());
        return word;
    };
    SINEW_TRY(const double height,
              bounded(strip(numbers[0], "cm"), person_number("height_cm")->bounds));
    SINEW_TRY(const double weight,
              bounded(strip(numbers[1], "kg"), person_number("weight_kg")->bounds));
    const FactIndex bmi = catalogue.screening.fact("bmi");
    const FactSpec& spec = catalogue.screening.facts[bmi];
    const double index = weight / (height / 100 * height / 100);
    if ((spec.lowest && index < *spec.lowest) || (spec.highest && index > *spec.highest))
        return fail(
            {ErrorCode::out_of_range, "these two cannot belong together", {}, "give " + wanted});
    record.person.height_cm = height;
    record.person.weight_kg = weight;
    put_fact(record, bmi, Reading::number(index), when, std::string{kFromBody});
    return record;
}

Result<EnumSet<Weekday>> weekdays_of(std::string_view text) {
    EnumSet<Weekday> days;
    for (const std::string& word : listed(text)) {
        const auto day = weekday_named(std::string_view{word}.substr(0, 3));
        if (!day)
            return fail({ErrorCode::bad_input,
                         "unknown day \"" + word + "\"",
                         {},
                         "use mon, tue, wed, thu, fri, sat, sun"});
        days.add(*day);
    }
    if (days.empty()) return fail(not_understood("at least one day"));
    return days;
}

Result<Record> answer_field(Record record, const Question& question, std::string_view text) {
    switch (*question.field) {
        case Field::height: {
            SINEW_TRY(record.person.height_cm, bounded(text, person_number("height_cm")->bounds));
            break;
        }
        case Field::weight: {
            SINEW_TRY(record.person.weight_kg, bounded(text, person_number("weight_kg")->bounds));
            break;
        }
        case Field::activity_minutes: {
            SINEW_TRY(record.person.mvpa_min_week,
                      bounded(text, person_number("mvpa_min_week")->bounds));
            break;
        }
        case Field::symptom: {
            SINEW_TRY(record.symptoms[static_cast<std::size_t>(question.symptom)],
                      bounded(text, kSymptomRating));
            break;
        }
        case Field::minutes: {
            SINEW_TRY(const double minutes, bounded(text, kMinutesMax));
            record.availability.minutes_max = static_cast<int>(minutes);
            break;
        }
        case Field::twice_daily: {
            const auto yes = parse_yes_no(text);
            if (!yes) return fail(not_understood("y or n"));
            record.availability.twice_daily = *yes;
            break;
        }
        case Field::cautions: {
            SINEW_TRY(record.cautions, set_of<Caution>(text));
            break;
        }
        case Field::goals: {
            SINEW_TRY(record.goals, words_of<Goal>(text));
            break;
        }
        case Field::likes: {
            SINEW_TRY(record.like, set_of<Modality>(text));
            break;
        }
        case Field::dislikes: {
            SINEW_TRY(record.dislike, set_of<Modality>(text));
            break;
        }
        case Field::days: {
            SINEW_TRY(record.availability.days, weekdays_of(text));
            break;
        }
        case Field::equipment: {
            SINEW_TRY(record.equipment, set_of<Equipment>(text));
            if (record.equipment.empty()) record.equipment.add(Equipment::none);
            break;
        }
    }
    if (record.like.meets(record.dislike))
        return fail({ErrorCode::conflict,
                     "the same kind is liked and disliked",
                     {},
                     "keep it in one of the two"});
    return record;
}

}  // namespace

std::optional<bool> parse_yes_no(std::string_view text) {
    const std::string word = lower(text);
    if (one_of(word, {"y", "yes", "true", "是", "是的", "有", "对"})) return true;
    if (one_of(word, {"n", "no", "false", "否", "不", "不是", "没有", "无"})) return false;
    return std::nullopt;
}

Result<Reading> parse_answer(FactIndex fact, std::string_view text, const Catalogue& catalogue) {
    const FactSpec& spec = catalogue.screening.facts[fact];
    const std::string word = lower(text);
    Question question;
    question.fact = fact;
    const std::string wanted = expected_answer(question, catalogue);
    if (spec.null_means_never && one_of(word, {"never", "从未", "从来没有", "没有过", "从不"})) {
        Reading never;
        never.state = Reading::State::never;
        return never;
    }
    switch (spec.type) {
        case FactType::boolean: {
            const auto yes = parse_yes_no(word);
            if (!yes) return fail(not_understood(wanted));
            return Reading::number(*yes ? 1 : 0);
        }
        case FactType::choice: {
            const auto place = parse_number(word);
            const bool counted = place && *place >= 1 &&
                                 *place <= static_cast<double>(spec.values.size()) &&
                                 *place == std::floor(*place);
            for (std::size_t i = 0; i < spec.values.size(); ++i) {
                if (lower(spec.values[i]) == word ||
                    (counted && *place == static_cast<double>(i + 1)))
                    return Reading::number(static_cast<double>(i));
                const auto found = catalogue.text.strings.find("question." + spec.name + ".value." +
                                                               spec.values[i]);
                if (found == catalogue.text.strings.end()) continue;
                for (const std::string& wording : found->second)
                    if (!wording.empty() && lower(wording) == word)
                        return Reading::number(static_cast<double>(i));
            }
            if (parse_yes_no(word) == false && spec.values.front() == "none")
                return Reading::number(0);
            const auto near = nearest_word(word, spec.values);
            return fail({ErrorCode::bad_input,
                         "not understood",
                         {},
                         (near ? "did you mean " + *near + "? give " : "give ") + wanted});
        }
        case FactType::number: {
            const auto number = number_and_unit(text);
            if (!number || !is_unit(number->second, spec.unit)) return fail(not_understood(wanted));
            const bool inside = !(spec.lowest && number->first < *spec.lowest) &&
                                !(spec.highest && number->first > *spec.highest);
            if (!inside || (spec.integer && number->first != std::floor(number->first)))
                return fail({ErrorCode::out_of_range,
                             number_text(number->first) + " is outside its range",
                             {},
                             "give " + wanted});
            return Reading::number(number->first);
        }
    }
    return fail(not_understood(wanted));
}

Result<Record> answered(Record record, const Question& question, std::string_view text,
                        Instant when, const Catalogue& catalogue) {
    // A topic of an outside record is answered once somebody has noted it.
    std::erase_if(record.hints, [&](const Hint& hint) { return hint.about == question.key; });
    if (question.field) return answer_field(std::move(record), question, text);
    if (!question.fact) return record;
    const auto& pack = catalogue.screening;
    if (*question.fact == pack.fact("bmi") && !number_and_unit(text))
        return answer_body(std::move(record), text, when, catalogue);
    if (*question.fact == pack.fact("bmi") && listed(text).size() > 1)
        return answer_body(std::move(record), text, when, catalogue);
    SINEW_TRY(const Reading reading, parse_answer(*question.fact, text, catalogue));
    // The two halves of a pressure must fit, when both were taken at this visit.
    const FactIndex sbp = pack.fact("sbp"), dbp = pack.fact("dbp");
    if (*question.fact == dbp && record.facts[sbp].state == Reading::State::known &&
        record.facts[sbp].age_h == 0 && reading.value >= record.facts[sbp].value)
        return fail({ErrorCode::conflict,
                     "the lower number is not below the upper one",
                     {},
                     "check both and type it again"});
    if (*question.fact == pack.fact("age")) record.person.age = reading.value;
    const bool of_person = *question.fact == pack.fact("age") || *question.fact == pack.fact("sex");
    if (of_person)
        record.facts[*question.fact] = reading;
    else
        put_fact(record, *question.fact, reading, when, "");
    return record;
}

}  // namespace sinew::care
