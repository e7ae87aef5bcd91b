#include <sinew/base/text.hpp>
#include <sinew/fhir/own_names.hpp>
#include <sinew/fhir/questionnaire.hpp>

#include <fmt/format.h>

namespace sinew::fhir {
namespace {

using care::AskedAs;
using care::AskedQuestion;
using care::Instrument;

/// Beyond this a pack means "no limit".
constexpr double kNoLimit = 1e9;

std::string_view type_of(const AskedQuestion& question) {
    switch (question.as) {
        case AskedAs::choice: return "choice";
        case AskedAs::whole: return "integer";
        case AskedAs::number: return "decimal";
        case AskedAs::yes_no: return "boolean";
        case AskedAs::clock: return "time";
        case AskedAs::signs:
        case AskedAs::row_text: return "string";
    }
    return "string";
}

OrderedJson limit(std::string_view which, double value, bool whole) {
    OrderedJson json;
    json["url"] = fmt::format("http://hl7.org/fhir/StructureDefinition/{}", which);
    if (whole)
        json["valueInteger"] = static_cast<std::int64_t>(value);
    else
        json["valueDecimal"] = value;
    return json;
}

/// FHIR knows inclusive limits only: an exclusive zero is written as zero and still refused when scored.
OrderedJson limits_of(const AskedQuestion& question) {
    OrderedJson list = OrderedJson::array();
    const bool whole = question.as == AskedAs::whole;
    if (!whole && question.as != AskedAs::number) return list;
    if (question.rule.low > -kNoLimit) list.push_back(limit("minValue", question.rule.low, whole));
    if (question.rule.high < kNoLimit) list.push_back(limit("maxValue", question.rule.high, whole));
    return list;
}

OrderedJson item_of(const Instrument& instrument, const AskedQuestion& question) {
    OrderedJson json;
    if (auto limits = limits_of(question); !limits.empty()) json["extension"] = std::move(limits);
    json["linkId"] = question.link;
    OrderedJson codes = OrderedJson::array();
    if (!question.loinc.empty())
        codes.push_back({{"system", kLoinc}, {"code", question.loinc}});
    else
        codes.push_back({{"system", kMeasures}, {"code", instrument.id + "." + question.link}});
    json["code"] = std::move(codes);
    json["text"] = question.unit.empty() ? question.text
                                         : fmt::format("{} [{}]", question.text, question.unit);
    json["type"] = type_of(question);
    json["required"] = question.required;
    if (question.repeats) json["repeats"] = true;
    for (const care::AskedOption& option : question.options) {
        OrderedJson entry;
        if (question.rule.kind != knowledge::ValueKind::choice)
            entry["extension"] =
                OrderedJson::array({{{"url", kOrdinal}, {"valueDecimal", option.value}}});
        entry["valueCoding"] = option_coding(instrument, option);
        json["answerOption"].push_back(std::move(entry));
    }
    return json;
}

}  // namespace

std::string answer_code(const Instrument& instrument, double value) {
    const auto answers = instrument.loinc.find("answers");
    if (answers == instrument.loinc.end()) return {};
    for (const std::string_view pair : split(answers->second, ' '))
        if (const auto at = pair.find('='); at != std::string_view::npos)
            if (parse_number(pair.substr(at + 1)) == value) return std::string{pair.substr(0, at)};
    return {};
}

std::optional<double> answer_value(const Instrument& instrument, std::string_view code) {
    const auto answers = instrument.loinc.find("answers");
    if (answers == instrument.loinc.end()) return std::nullopt;
    for (const std::string_view pair : split(answers->second, ' '))
        if (const auto at = pair.find('='); at != std::string_view::npos)
            if (pair.substr(0, at) == code) return parse_number(pair.substr(at + 1));
    return std::nullopt;
}

OrderedJson option_coding(const Instrument& instrument, const care::AskedOption& option) {
    OrderedJson json;
    const std::string loinc = answer_code(instrument, option.value);
    json["system"] = loinc.empty() ? kMeasures : kLoinc;
    json["code"] = loinc.empty() ? instrument.id + ":" + option.code : loinc;
    json["display"] = option.label;
    return json;
}

OrderedJson questionnaire(const Instrument& instrument, domain::Language language) {
    OrderedJson json;
    json["resourceType"] = "Questionnaire";
    std::string name = instrument.id;  // an id knows no underscore
    for (char& c : name)
        if (c == '_') c = '-';
    json["id"] = name;
    json["language"] = language == domain::Language::zh ? "zh" : "en";
    json["url"] = std::string{kQuestionnaires} + instrument.id;
    json["version"] = instrument.version;
    json["title"] = instrument.name.in(language);
    json["status"] = "active";
    json["subjectType"] = {"Patient"};
    json["publisher"] = "Sinew";
    json["description"] =
        fmt::format("{}; {}; {}. Topics in our own words, status {}.", instrument.construct,
                    instrument.recall, instrument.respondent, instrument.status);
    json["copyright"] = instrument.licence;
    if (const auto panel = instrument.loinc.find("panel"); panel != instrument.loinc.end())
        json["code"] = OrderedJson::array({{{"system", kLoinc}, {"code", panel->second}}});
    json["item"] = OrderedJson::array();
    for (const AskedQuestion& question : care::asked_questions(instrument, language))
        json["item"].push_back(item_of(instrument, question));
    return json;
}

}  // namespace sinew::fhir
