#include <sinew/base/text.hpp>
#include <sinew/fhir/fhir_version.hpp>
#include <sinew/fhir/instrument_told.hpp>
#include <sinew/fhir/own_names.hpp>
#include <sinew/fhir/questionnaire.hpp>
#include <sinew/fhir/questionnaire_response.hpp>
#include <sinew/fhir/read_answer.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

namespace sinew::fhir {
namespace {

using care::AskedAs;
using care::AskedQuestion;
using care::Instrument;

struct Place {
    const Json* resource = nullptr;
    std::string at;  ///< "name:" or "name:/entry/0/resource"
};

Checked<Place> response_in(const Json& document, const std::string& name) {
    Faults faults;
    const std::string type = text_at(document, {"resourceType"});
    if (type == "QuestionnaireResponse") return Place{&document, name + ":"};
    if (type != "Bundle") {
        faults.add(ErrorCode::bad_input, name + ":/resourceType",
                   type.empty() ? "this is no FHIR document"
                                : "a " + shown(type) + ", not a QuestionnaireResponse",
                   "give a FHIR R4 QuestionnaireResponse, or a Bundle with one");
        return tl::make_unexpected(std::move(faults));
    }
    Place found;
    int count = 0;
    std::size_t place = 0;
    for (const Json* entry : elements(member(document, "entry"))) {
        const Json& resource = member(*entry, "resource");
        if (text_at(resource, {"resourceType"}) == "QuestionnaireResponse" && count++ == 0)
            found = {&resource, fmt::format("{}:/entry/{}/resource", name, place)};
        ++place;
    }
    if (count == 1) return found;
    faults.add(ErrorCode::bad_input, name + ":/entry",
               fmt::format("{} QuestionnaireResponses in this bundle", count),
               "give a bundle with exactly one");
    return tl::make_unexpected(std::move(faults));
}

class Reader {
public:
    Reader(const Instrument& instrument, Faults& faults)
        : instrument_{instrument},
          faults_{faults},
          questions_{care::asked_questions(instrument, domain::Language::en)},
          answers_(questions_.size()),
          seen_(questions_.size()) {}

    void read_items(const Json& holder, const std::string& at) {
        const Json& list = member(holder, "item");
        if (list.is_null()) return;
        if (!list.is_array()) return refuse(at + "/item", "a list is wanted here", "in brackets");
        for (std::size_t i = 0; i < list.size(); ++i)
            read_item(list[i], fmt::format("{}/item/{}", at, i));
    }

    Json input() const { return care::joined_answers(instrument_, questions_, answers_); }
    bool any() const {
        return std::any_of(seen_.begin(), seen_.end(), [](bool seen) { return seen; });
    }
    std::optional<double> total;
    std::string total_at;

private:
    void refuse(const std::string& at, std::string what, std::string hint) {
        faults_.add(ErrorCode::bad_input, at, std::move(what), std::move(hint));
    }

    void read_item(const Json& item, const std::string& at) {
        if (!item.is_object()) return refuse(at, "an item is an object", "write linkId and answer");
        const std::string link = text_at(item, {"linkId"});
        if (link.empty()) return refuse(at + "/linkId", "the item has no linkId", "add it");
        read_items(item, at);
        const auto asked =
            std::find_if(questions_.begin(), questions_.end(), [&](const AskedQuestion& question) {
                // A LOINC item may also be called by its place, as before it had its code.
                return question.link == link ||
                       (!question.loinc.empty() &&
                        (question.loinc == link || question.field + "." + question.name == link));
            });
        if (asked != questions_.end())
            return read_answers(item, at, static_cast<std::size_t>(asked - questions_.begin()));
        const Json& answer = member(item, "answer");
        if (is_loinc_of(instrument_, "total", link)) return read_total(answer, at);
        if (is_loinc_of(instrument_, "unscored", link)) return;
        // A group or a heading without an answer of its own asks nothing.
        if (answer.is_null() || (answer.is_array() && answer.empty())) return;
        refuse(at + "/linkId",
               fmt::format("{} asks nothing by the linkId {}", instrument_.id, shown(link)),
               "known linkIds: " + known_links());
    }

    std::string known_links() const {
        constexpr std::size_t kShown = 20;
        std::vector<std::string> links;
        for (const AskedQuestion& question : questions_)
            if (links.size() < kShown) links.push_back(question.link);
        if (questions_.size() > kShown) links.emplace_back("...");
        return join(links, ", ");
    }

    void read_answers(const Json& item, const std::string& at, std::size_t place) {
        const AskedQuestion& question = questions_[place];
        if (seen_[place])
            return faults_.add(ErrorCode::conflict, at, question.link + " is answered twice",
                               "keep one of the two");
        seen_[place] = true;
        const Json& list = member(item, "answer");
        if (list.is_null()) return;
        if (!list.is_array()) return refuse(at + "/answer", "a list is wanted here", "in brackets");
        if (list.size() > 1 && !question.repeats)
            return faults_.add(
                ErrorCode::conflict, at + "/answer",
                fmt::format("{} answers to one question ({})", list.size(), question.link),
                "keep one");
        Json all = Json::array();
        for (std::size_t i = 0; i < list.size(); ++i) {
            const std::string here = fmt::format("{}/answer/{}", at, i);
            if (list[i].is_object()) read_items(list[i], here);
            auto value = read_answer(list[i], question, instrument_, here);
            if (value)
                all.push_back(*std::move(value));
            else
                faults_.add(std::move(value).error());
        }
        if (question.repeats)
            answers_[place] = std::move(all);
        else if (!all.empty())
            answers_[place] = all[0];
    }

    void read_total(const Json& answer, const std::string& at) {
        if (!answer.is_array() || answer.empty()) return;
        AskedQuestion question;
        question.rule.kind = knowledge::ValueKind::number;
        const auto value = read_answer(answer[0], question, instrument_, at + "/answer/0");
        if (!value) return faults_.add(value.error());
        if (total) return faults_.add(ErrorCode::conflict, at, "a second total", "keep one");
        if (value->is_number()) total = value->get<double>();
        total_at = at;
    }

    const Instrument& instrument_;
    Faults& faults_;
    std::vector<AskedQuestion> questions_;
    std::vector<Json> answers_;
    std::vector<bool> seen_;
};

void check_head(const Json& response, const std::string& at, Faults& faults) {
    if (const auto version = version_of(response))
        faults.add(ErrorCode::bad_input, at + "/", "this is FHIR " + *version,
                   "export the response as FHIR R4 (4.0.1)");
    const std::string status = text_at(response, {"status"});
    if (status != "completed" && status != "amended")
        faults.add(ErrorCode::bad_input, at + "/status",
                   status.empty() ? "the response does not say its status"
                                  : "a response that is " + shown(status) + " is not scored",
                   "only completed and amended responses are");
    const std::string authored = text_at(response, {"authored"});
    if (!authored.empty() && !read_moment(authored))
        faults.add(ErrorCode::bad_input, at + "/authored", "not a moment of FHIR",
                   "such as 2026-11-23T09:30:00Z");
}

OrderedJson value_of(const Json& value, const AskedQuestion& question,
                     const Instrument& instrument) {
    OrderedJson json;
    for (const auto& option : question.options) {
        const bool word = value.is_string() && value.get<std::string>() == option.code;
        const bool number = value.is_number() && value.get<double>() == option.value &&
                            question.rule.kind != knowledge::ValueKind::choice;
        if (!word && !number) continue;
        json["valueCoding"] = option_coding(instrument, option);
        if (number)
            json["valueCoding"]["extension"] =
                OrderedJson::array({{{"url", kOrdinal}, {"valueDecimal", option.value}}});
        return json;
    }
    if (value.is_boolean()) {
        json["valueBoolean"] = value.get<bool>();
    } else if (value.is_number()) {
        // FHIR's integer has 32 bits.
        const double number = value.get<double>();
        const bool whole = question.as != AskedAs::number && number == std::floor(number) &&
                           std::abs(number) < 2147483647.0;
        if (whole)
            json["valueInteger"] = static_cast<std::int64_t>(number);
        else
            json["valueDecimal"] = number;
    } else if (question.as == AskedAs::clock && value.is_string()) {
        const auto text = value.get<std::string>();
        json["valueTime"] = (text.size() == 4 ? "0" : "") + text + ":00";
    } else if (value.is_array()) {
        std::vector<std::string> parts;
        for (const Json& part : value)
            parts.push_back(part.is_number() ? number_text(part.get<double>()) : part.dump());
        json["valueString"] = join(parts, ":");
    } else {
        json["valueString"] = value.is_string() ? value.get<std::string>() : value.dump();
    }
    return json;
}

OrderedJson absent() {
    return {
        {"extension",
         OrderedJson::array({{{"url", "http://hl7.org/fhir/StructureDefinition/data-absent-reason"},
                              {"valueCode", "unknown"}}})}};
}

}  // namespace

Checked<AnsweredInstrument> read_response(const Json& document, const std::string& name,
                                          const care::InstrumentPack& pack,
                                          const Instrument* asked) {
    SINEW_TRY(const Place place, response_in(document, name));
    Faults faults;
    check_head(*place.resource, place.at, faults);
    const auto told = instrument_told(*place.resource, place.at, pack, asked);
    if (!told) faults.add(told.error());
    if (!faults.none()) return tl::make_unexpected(std::move(faults));
    AnsweredInstrument answered;
    answered.instrument = *told;
    Reader reader{**told, faults};
    reader.read_items(*place.resource, place.at);
    if (faults.none() && (*told)->computable && !reader.any())
        faults.add(ErrorCode::bad_input, place.at + "/item", "nothing is answered",
                   "answers stand in item");
    if (!faults.none()) return tl::make_unexpected(std::move(faults));
    answered.input = reader.input();
    answered.stated_total = reader.total;
    answered.total_place = reader.total_at;
    answered.head.authored = text_at(*place.resource, {"authored"});
    if (const std::string who = text_at(*place.resource, {"subject", "reference"}); !who.empty())
        answered.head.subject = shown(who);
    return answered;
}

Result<bool> check_stated_total(const AnsweredInstrument& answered, const care::Score& score) {
    const auto* output = care::main_output(*answered.instrument);
    if (!answered.stated_total || !output || score.refusal) return true;
    const double ours = care::told(score.value(*output), *output);
    if (std::isnan(ours) || std::abs(ours - *answered.stated_total) < 0.005) return true;
    return fail({ErrorCode::conflict,
                 fmt::format("the response says a total of {}, its answers give {}",
                             number_text(*answered.stated_total), number_text(ours)),
                 answered.total_place, "correct the answers, or leave the total out"});
}

OrderedJson questionnaire_response(const Instrument& instrument, const Json& input,
                                   const ResponseHead& head) {
    OrderedJson json;
    json["resourceType"] = "QuestionnaireResponse";
    json["questionnaire"] = std::string{kQuestionnaires} + instrument.id + "|" + instrument.version;
    json["status"] = "completed";
    json["subject"] = {{"reference", head.subject}};
    if (!head.authored.empty()) json["authored"] = head.authored;
    const auto questions = care::asked_questions(instrument, domain::Language::en);
    const auto answers = care::parted_answers(input, instrument, questions);
    json["item"] = OrderedJson::array();
    for (std::size_t i = 0; i < questions.size(); ++i) {
        if (answers[i].is_null()) continue;
        OrderedJson item;
        item["linkId"] = questions[i].link;
        item["answer"] = OrderedJson::array();
        const bool several = questions[i].repeats && answers[i].is_array();
        const Json all = several ? answers[i] : Json::array({answers[i]});
        for (const Json& one : all)
            item["answer"].push_back(one.is_null() ? absent()
                                                   : value_of(one, questions[i], instrument));
        json["item"].push_back(std::move(item));
    }
    return json;
}

}  // namespace sinew::fhir
