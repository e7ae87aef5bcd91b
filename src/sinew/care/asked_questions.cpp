#include <sinew/base/text.hpp>
#include <sinew/care/asked_questions.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace sinew::care {
namespace {

using knowledge::InputSpec;
using knowledge::InstrumentItem;
using knowledge::ValueKind;
using knowledge::ValueRule;

/// More steps than these are asked as a number, fewer as a choice.
constexpr double kMostSteps = 11;

AskedAs shape_of(const ValueRule& rule) {
    switch (rule.kind) {
        case ValueKind::choice: return AskedAs::choice;
        case ValueKind::truth: return AskedAs::yes_no;
        case ValueKind::clock: return AskedAs::clock;
        case ValueKind::whole:
            return !rule.allowed.empty() || rule.high - rule.low < kMostSteps ? AskedAs::choice
                                                                              : AskedAs::whole;
        case ValueKind::number: return rule.allowed.empty() ? AskedAs::number : AskedAs::choice;
        case ValueKind::text:
        case ValueKind::null: break;
    }
    return AskedAs::signs;
}

std::vector<AskedOption> options_of(const ValueRule& rule, const InstrumentItem* item) {
    std::vector<AskedOption> options;
    const auto add = [&](double value, const std::string& code) {
        std::string label = code;
        if (item)
            if (const auto anchor = item->anchors.find(code); anchor != item->anchors.end())
                label = anchor->second;
        options.push_back({value, code, std::move(label)});
    };
    if (rule.kind == ValueKind::choice)
        for (std::size_t i = 0; i < rule.words.size(); ++i)
            add(static_cast<double>(i), rule.words[i]);
    else if (!rule.allowed.empty())
        for (const double value : rule.allowed) add(value, number_text(value));
    else
        for (double value = rule.low; value <= rule.high; ++value) add(value, number_text(value));
    return options;
}

/// The item that describes an input: by place in a list of items, or the only one of a bare value.
const InstrumentItem* item_of(const Instrument& instrument, const InputSpec& input,
                              std::optional<std::size_t> element) {
    if (element && input.name == "items" && *element < instrument.items.size())
        return &instrument.items[*element];
    if (!element && instrument.items.size() == 1 && instrument.items[0].ranged)
        return &instrument.items[0];
    return nullptr;
}

std::string text_of(const Instrument& instrument, const InputSpec& input,
                    const InstrumentItem* item, std::optional<std::size_t> element,
                    domain::Language language) {
    const std::string& label = input.label.in(language);
    const std::string& topic = item ? item->topic.in(language) : label;
    if (element && topic.empty())
        return fmt::format("{} {}", instrument.name.in(language), *element + 1);
    if (element) return item ? topic : fmt::format("{} {}", label, *element + 1);
    if (!topic.empty() && !label.empty() && topic != label) return label + ": " + topic;
    if (!topic.empty()) return topic;
    return label.empty() ? input.field : label;
}

AskedQuestion question_of(const Instrument& instrument, const InputSpec& input,
                          std::optional<std::size_t> element, domain::Language language) {
    AskedQuestion question;
    const InstrumentItem* item = item_of(instrument, input, element);
    question.rule = input.rule(element.value_or(0));
    question.field = input.field;
    question.element = element;
    question.language = language;
    if (input.columns == 0)
        question.unit = input.unit;  // the columns of a row have units of their own
    question.text = text_of(instrument, input, item, element, language);
    question.name = input.field;
    question.link = input.field;
    if (element) {
        const std::string number = std::to_string(*element + 1);
        question.name = item && !item->code.empty() ? item->code
                        : input.name == "items"     ? number
                                                    : input.field + "_" + number;
        question.link = input.field + "." + number;
    }
    if (item && !item->loinc.empty()) {
        question.loinc = item->loinc;
        question.link = "/" + item->loinc;
    }
    question.repeats = input.list && !element && !input.calendar;
    question.required = !input.optional && !(item && item->optional);
    question.as = input.columns > 0 ? AskedAs::row_text
                  : input.calendar  ? AskedAs::signs
                                    : shape_of(question.rule);
    if (question.as == AskedAs::choice) question.options = options_of(question.rule, item);
    return question;
}

/// The inputs in the shape that holds most: named fields where they include the list.
std::vector<std::size_t> inputs_asked(const Instrument& instrument) {
    const auto& takes = instrument.takes;
    const bool fields_hold_list = !takes.list || std::find(takes.fields.begin(), takes.fields.end(),
                                                           *takes.list) != takes.fields.end();
    if (!takes.fields.empty() && fields_hold_list) return takes.fields;
    if (takes.list) return {*takes.list};
    if (takes.value) return {*takes.value};
    return {};
}

}  // namespace

std::vector<AskedQuestion> asked_questions(const Instrument& instrument,
                                           domain::Language language) {
    std::vector<AskedQuestion> questions;
    if (!instrument.computable) return questions;
    for (const std::size_t i : inputs_asked(instrument)) {
        const InputSpec& input = instrument.inputs[i];
        if (input.column > 0 || input.rule(0).anything) continue;
        if (input.list && !input.calendar && input.columns == 0 &&
            (input.shortest == input.longest ||
             (input.name == "items" && input.longest == instrument.items.size())))
            for (std::size_t element = 0; element < input.longest; ++element)
                questions.push_back(question_of(instrument, input, element, language));
        else
            questions.push_back(question_of(instrument, input, std::nullopt, language));
    }
    return questions;
}

Result<const Instrument*> shippable(const Instrument& instrument) {
    if (instrument.hook_only())
        return fail({ErrorCode::not_found,
                     "only the scorer is here, no item text: " + instrument.licence, instrument.id,
                     "load the text at the site under its own licence; the answers can be scored "
                     "here"});
    if (!instrument.computable)
        return fail({ErrorCode::not_found, "no questions of it are here: " + instrument.why_not.en,
                     instrument.id, "see `sinew measure score --list`"});
    return &instrument;
}

Json joined_answers(const Instrument& instrument, const std::vector<AskedQuestion>& questions,
                    const std::vector<Json>& answers) {
    Json fields = Json::object();
    for (std::size_t i = 0; i < questions.size(); ++i) {
        const AskedQuestion& question = questions[i];
        if (question.element) {
            Json& list = fields[question.field];
            if (list.is_null()) list = Json::array();
            list.push_back(answers[i]);
        } else if (!answers[i].is_null()) {
            fields[question.field] = answers[i];
        }
    }
    // The last items of a list that may be shorter are left out, not missing.
    if (instrument.takes.list) {
        const InputSpec& input = instrument.inputs[*instrument.takes.list];
        if (const auto list = fields.find(input.field); list != fields.end() && list->is_array())
            while (list->size() > input.shortest && list->back().is_null())
                list->erase(list->size() - 1);
    }
    // A list without one answer was not given.
    for (auto entry = fields.begin(); entry != fields.end();) {
        const bool empty = entry->is_array() && !entry->empty() &&
                           std::all_of(entry->begin(), entry->end(),
                                       [](const Json& value) { return value.is_null(); });
        const bool the_list =
            instrument.takes.list && instrument.inputs[*instrument.takes.list].field == entry.key();
        if (empty && !the_list)
            entry = fields.erase(entry);
        else
            ++entry;
    }
    const auto& takes = instrument.takes;
    if (takes.list) {
        const std::string& name = instrument.inputs[*takes.list].field;
        if (fields.size() == 1 && fields.contains(name)) return fields[name];
    }
    if (takes.value && takes.fields.empty() && !takes.list) {
        const std::string& name = instrument.inputs[*takes.value].field;
        return fields.contains(name) ? fields[name] : Json{};
    }
    return fields;
}

std::vector<Json> parted_answers(const Json& input, const Instrument& instrument,
                                 const std::vector<AskedQuestion>& questions) {
    Json fields = Json::object();
    const auto& takes = instrument.takes;
    if (input.is_object())
        fields = input;
    else if (input.is_array() && takes.list)
        fields[instrument.inputs[*takes.list].field] = input;
    else if (!input.is_null() && takes.value)
        fields[instrument.inputs[*takes.value].field] = input;
    std::vector<Json> answers;
    for (const AskedQuestion& question : questions) {
        Json answer;
        if (const auto found = fields.find(question.field); found != fields.end()) {
            if (!question.element)
                answer = *found;
            else if (found->is_array() && *question.element < found->size())
                answer = (*found)[*question.element];
        }
        answers.push_back(std::move(answer));
    }
    return answers;
}

const knowledge::OutputSpec* main_output(const Instrument& instrument) {
    const knowledge::OutputSpec* first = nullptr;
    for (const auto& output : instrument.outputs) {
        const bool number =
            !output.list && (output.kind == ValueKind::whole || output.kind == ValueKind::number);
        if (number && output.name == "total") return &output;
        if (number && !first) first = &output;
    }
    return first;
}

std::vector<const Instrument*> core_battery(const InstrumentPack& pack) {
    std::vector<const Instrument*> list;
    for (const auto& [id, instrument] : pack.instruments)
        if (instrument.battery == "core") list.push_back(&instrument);
    return list;
}

}  // namespace sinew::care
