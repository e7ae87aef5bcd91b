#include <sinew/base/json_pointer.hpp>
#include <sinew/base/text.hpp>
#include <sinew/fhir/own_names.hpp>
#include <sinew/fhir/questionnaire.hpp>
#include <sinew/fhir/read_answer.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace sinew::fhir {
namespace {

using care::AskedAs;
using care::AskedQuestion;
using care::Instrument;

tl::unexpected<Error> refuse(const std::string& at, std::string what, std::string hint) {
    return fail({ErrorCode::bad_input, std::move(what), at, std::move(hint)});
}

std::string wanted(const AskedQuestion& question) {
    switch (question.as) {
        case AskedAs::choice: {
            std::vector<std::string> codes;
            for (const auto& option : question.options) codes.push_back(option.code);
            return "one of " + join(codes, ", ");
        }
        case AskedAs::whole: return "a whole number";
        case AskedAs::number: return "a number";
        case AskedAs::yes_no: return "true or false";
        case AskedAs::clock: return "a time of day, HH:MM:SS";
        case AskedAs::signs: return "a text, one sign a day";
        case AskedAs::row_text: return "numbers parted by a colon, such as 15:104";
    }
    return {};
}

bool takes_number(const AskedQuestion& question) {
    return question.rule.kind == knowledge::ValueKind::whole ||
           question.rule.kind == knowledge::ValueKind::number;
}

/// A word of a choice, or a number by its code.
std::optional<Json> coded(const std::string& system, const std::string& code,
                          const AskedQuestion& question, const Instrument& instrument) {
    if (system == kLoinc && takes_number(question))
        if (const auto value = answer_value(instrument, code)) return Json(*value);
    const std::string prefix = instrument.id + ":";
    if (system != kMeasures || !code.starts_with(prefix)) return std::nullopt;
    for (const auto& option : question.options)
        if (option.code == code.substr(prefix.size()))
            return takes_number(question) ? Json(option.value) : Json(option.code);
    return std::nullopt;
}

Result<Json> read_coding(const Json& answer, const AskedQuestion& question,
                         const Instrument& instrument, const std::string& at) {
    const Json& coding = member(answer, "valueCoding");
    if (!coding.is_object()) return refuse(at, "a coding is an object", "write system and code");
    const auto value =
        coded(text_at(coding, {"system"}), text_at(coding, {"code"}), question, instrument);
    auto ordinal = ordinal_of(coding);
    if (!ordinal) ordinal = ordinal_of(answer);
    if (ordinal && takes_number(question)) {
        if (value && value->get<double>() != *ordinal)
            return fail({ErrorCode::conflict,
                         fmt::format("the code means {} and the ordinal value says {}",
                                     number_text(value->get<double>()), number_text(*ordinal)),
                         at, "give one of them"});
        return Json(*ordinal);
    }
    if (value) return *value;
    return refuse(at,
                  fmt::format("the code {} of {} is not known here",
                              shown(text_at(coding, {"code"})), shown(text_at(coding, {"system"}))),
                  "give a LOINC answer code, an ordinalValue, or " + wanted(question));
}

Result<Json> read_text(const std::string& text, const AskedQuestion& question,
                       const std::string& at) {
    if (question.as == AskedAs::signs) return Json(text);
    if (question.as == AskedAs::row_text) {
        Json row = Json::array();
        for (const std::string_view part : split(text, ':')) {
            const auto number = parse_number(trim(part));
            if (!number)
                return refuse(at, "these are not numbers parted by a colon", "such as 15:104");
            row.push_back(*number);
        }
        return row;
    }
    if (takes_number(question))
        if (const auto number = parse_number(trim(text))) return Json(*number);
    for (const auto& option : question.options)
        if (!takes_number(question) && option.code == text) return Json(text);
    return refuse(at, "this text is not an answer here", "give " + wanted(question));
}

Result<Json> read_time(const std::string& text, const std::string& at) {
    const auto parts = split(text, ':');
    const bool whole_minute = parts.size() == 3 && parse_number(parts[2]) == 0.0;
    if (!whole_minute || parts[0].size() != 2 || parts[1].size() != 2)
        return refuse(at, "not a time of day to the minute", "HH:MM:00");
    return Json(text.substr(0, 5));
}

Result<Json> read_quantity(const Json& quantity, const AskedQuestion& question,
                           const std::string& at) {
    const Json& value = member(quantity, "value");
    if (!value.is_number()) return refuse(at + "/value", "a quantity has a number", "add value");
    std::string unit = text_at(quantity, {"code"});
    if (unit.empty()) unit = text_at(quantity, {"unit"});
    const bool fits = unit == question.unit || (question.unit.empty() && unit == "{score}");
    if (!fits || !text_at(quantity, {"comparator"}).empty())
        return refuse(at, fmt::format("the unit {} is not converted here", shown(unit)),
                      question.unit.empty() ? std::string{"give a plain number"}
                                            : "give it in " + question.unit);
    return value;
}

}  // namespace

std::optional<double> ordinal_of(const Json& holder) {
    for (const Json* extension : elements(member(holder, "extension"))) {
        const std::string url = text_at(*extension, {"url"});
        const Json& value = member(*extension, "valueDecimal");
        if ((url == kOrdinal || url == "http://hl7.org/fhir/StructureDefinition/itemWeight") &&
            value.is_number())
            return value.get<double>();
    }
    return std::nullopt;
}

Result<Json> read_answer(const Json& answer, const AskedQuestion& question,
                         const Instrument& instrument, const std::string& at) {
    if (!answer.is_object()) return refuse(at, "an answer is an object", "write a value[x]");
    std::string key;
    bool reasoned = false;
    for (const auto& [name, value] : answer.items()) {
        reasoned = reasoned || name.starts_with("_value");
        if (!name.starts_with("value")) continue;
        if (!key.empty()) return refuse(at, "two values in one answer", "give one");
        key = name;
    }
    if (key.empty()) {
        for (const Json* extension : elements(member(answer, "extension")))
            reasoned = reasoned || text_at(*extension, {"url"}).ends_with("data-absent-reason");
        if (reasoned) return Json{};
        return refuse(at, "an answer without a value", "leave the answer out, or give a value[x]");
    }
    const std::string here = at + "/" + escaped(key);
    const Json& value = answer[key];
    const bool number = value.is_number() && takes_number(question);
    if (key == "valueCoding") return read_coding(answer, question, instrument, here);
    if (key == "valueInteger" && number && value.is_number_integer()) return value;
    if (key == "valueDecimal" && number) return value;
    if (key == "valueQuantity" && takes_number(question))
        return read_quantity(value, question, here);
    if (key == "valueString" && value.is_string())
        return read_text(value.get<std::string>(), question, here);
    if (key == "valueBoolean" && value.is_boolean() && question.as == AskedAs::yes_no) return value;
    if (key == "valueTime" && value.is_string() && question.as == AskedAs::clock)
        return read_time(value.get<std::string>(), here);
    return refuse(here, shown(key) + " of this kind is not taken here", "give " + wanted(question));
}

}  // namespace sinew::fhir
