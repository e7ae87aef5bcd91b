#include <sinew/base/text.hpp>
#include <sinew/fhir/fhir_version.hpp>
#include <sinew/fhir/instrument_told.hpp>
#include <sinew/fhir/outside_questionnaire.hpp>
#include <sinew/fhir/own_names.hpp>
#include <sinew/fhir/questionnaire.hpp>
#include <sinew/fhir/read_answer.hpp>
#include <sinew/fhir/resource.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace sinew::fhir {
namespace {

using care::AskedQuestion;
using care::Instrument;

constexpr int kDepth = 20;  // groups inside groups

bool asks_nothing(const Json& item) {
    const std::string type = text_at(item, {"type"});
    return type == "group" || type == "display";
}

std::string without_slash(std::string_view link) {
    return std::string{link.substr(link.starts_with('/') ? 1 : 0)};
}

std::string key_of(const Json& coding) {
    return text_at(coding, {"system"}) + "|" + text_at(coding, {"code"});
}

/// The question of ours that this item asks.
std::optional<std::pair<std::size_t, MatchedBy>> question_asked(
    const Json& item, const Instrument& instrument, const std::vector<AskedQuestion>& questions) {
    const std::string link = text_at(item, {"linkId"});
    const auto find = [&](const auto& is) -> std::optional<std::size_t> {
        const auto found = std::find_if(questions.begin(), questions.end(), is);
        if (found == questions.end()) return std::nullopt;
        return static_cast<std::size_t>(found - questions.begin());
    };
    for (const Json* code : elements(member(item, "code"))) {
        const std::string system = text_at(*code, {"system"}), value = text_at(*code, {"code"});
        if (value.empty()) continue;
        if (system == kLoinc)
            if (const auto at = find([&](const auto& one) { return one.loinc == value; }))
                return std::pair{*at, MatchedBy::loinc};
        if (system == kMeasures)
            if (const auto at =
                    find([&](const auto& one) { return instrument.id + "." + one.link == value; }))
                return std::pair{*at, MatchedBy::own_code};
    }
    if (const auto at = find([&](const auto& one) {
            return one.link == link || (!one.loinc.empty() && one.loinc == without_slash(link));
        }))
        return std::pair{*at, MatchedBy::link};
    return std::nullopt;
}

class Reading {
public:
    Reading(OutsideQuestionnaire& out, Faults& faults)
        : out_{out},
          faults_{faults},
          questions_{care::asked_questions(*out.instrument, domain::Language::en)},
          asked_by_(questions_.size()) {}

    void items(const Json& holder, const std::string& at, int depth = 0) {
        const Json& list = member(holder, "item");
        if (list.is_null()) return;
        if (!list.is_array() || depth > kDepth)
            return faults_.add(
                ErrorCode::bad_input, at + "/item",
                list.is_array() ? "groups stand too deep in each other" : "a list is wanted here",
                "write the questions as a list of items");
        for (std::size_t i = 0; i < list.size(); ++i)
            item(list[i], fmt::format("{}/item/{}", at, i), depth);
    }

    void finish() {
        for (std::size_t i = 0; i < questions_.size(); ++i)
            if (asked_by_[i].empty() && questions_[i].required)
                out_.missing.push_back(questions_[i].link);
    }

private:
    void item(const Json& item, const std::string& at, int depth) {
        const std::string link = text_at(item, {"linkId"});
        if (!item.is_object() || link.empty())
            return faults_.add(ErrorCode::bad_input, at + "/linkId", "the item has no linkId",
                               "add it: FHIR R4 requires one");
        items(item, at, depth + 1);
        if (!links_.insert(link).second)
            return faults_.add(ErrorCode::conflict, at + "/linkId",
                               "the linkId " + shown(link) + " is there twice",
                               "give every item its own");
        const auto found = question_asked(item, *out_.instrument, questions_);
        if (!found) {
            const bool total = is_loinc_of(*out_.instrument, "total", link) ||
                               is_loinc_of(*out_.instrument, "unscored", link);
            if (!asks_nothing(item) && !total)
                out_.unmatched.push_back({shown(link), shown(text_at(item, {"text"})), at});
            return;
        }
        const auto [place, by] = *found;
        if (!asked_by_[place].empty())
            return faults_.add(ErrorCode::conflict, at,
                               fmt::format("{} asks what {} asked before ({})", shown(link),
                                           shown(asked_by_[place]), questions_[place].link),
                               "keep one of the two, or correct its code");
        asked_by_[place] = link;
        out_.matched.push_back({link, questions_[place].link, by});
        options(item, link, questions_[place], at);
    }

    /// What each option is worth; a set of values other than the instrument's would give wrong scores.
    void options(const Json& item, const std::string& link, const AskedQuestion& question,
                 const std::string& at) {
        std::set<double> theirs;
        bool all_known = true;
        for (const Json* option : elements(member(item, "answerOption"))) {
            const Json& coding = member(*option, "valueCoding");
            std::optional<double> value = ordinal_of(coding);
            if (!value) value = ordinal_of(*option);
            if (!value && text_at(coding, {"system"}) == kLoinc)
                value = answer_value(*out_.instrument, text_at(coding, {"code"}));
            if (const Json& whole = member(*option, "valueInteger"); !value && whole.is_number())
                value = whole.get<double>();
            if (value && coding.is_object()) out_.ordinals[link][key_of(coding)] = *value;
            if (value) theirs.insert(*value);
            all_known = all_known && value.has_value();
        }
        if (theirs.empty() || !all_known || question.rule.kind == knowledge::ValueKind::choice)
            return;
        const auto fits = [&](double value) {
            if (question.options.empty())
                return value >= question.rule.low && value <= question.rule.high;
            return std::any_of(question.options.begin(), question.options.end(),
                               [&](const auto& one) { return one.value == value; });
        };
        const bool same = std::all_of(theirs.begin(), theirs.end(), fits) &&
                          (question.options.empty() || theirs.size() == question.options.size());
        if (!same)
            faults_.add(ErrorCode::conflict, at + "/answerOption",
                        fmt::format("its options are worth {} to {}, those of {} {} to {}",
                                    number_text(*theirs.begin()), number_text(*theirs.rbegin()),
                                    question.link, number_text(lowest(question)),
                                    number_text(highest(question))),
                        "correct the ordinal values: other values would give wrong scores");
    }

    static double lowest(const AskedQuestion& question) {
        return question.options.empty() ? question.rule.low : question.options.front().value;
    }
    static double highest(const AskedQuestion& question) {
        return question.options.empty() ? question.rule.high : question.options.back().value;
    }

    OutsideQuestionnaire& out_;
    Faults& faults_;
    std::vector<AskedQuestion> questions_;
    std::vector<std::string> asked_by_;  ///< their linkId for each question of ours
    std::set<std::string> links_;
};

/// What `instrument_told` looks at, gathered from codes as well: a response has linkIds only.
Json told_by(const Json& questionnaire) {
    Json hints = Json::object();
    hints["questionnaire"] = text_at(questionnaire, {"url"});
    for (const Json* code : elements(member(questionnaire, "code")))
        if (text_at(*code, {"system"}) == kLoinc)
            hints["questionnaire"] = "loinc.org/" + text_at(*code, {"code"});
    hints["item"] = Json::array();
    std::vector<std::pair<const Json*, int>> open{{&questionnaire, 0}};
    while (!open.empty()) {
        const auto [holder, depth] = open.back();
        open.pop_back();
        if (depth > kDepth) continue;
        for (const Json* item : elements(member(*holder, "item"))) {
            open.emplace_back(item, depth + 1);
            hints["item"].push_back({{"linkId", text_at(*item, {"linkId"})}});
            for (const Json* code : elements(member(*item, "code")))
                if (text_at(*code, {"system"}) == kLoinc)
                    hints["item"].push_back({{"linkId", text_at(*code, {"code"})}});
        }
    }
    return hints;
}

void translate(Json& holder, const std::map<std::string, std::string>& links,
               const OutsideQuestionnaire& questionnaire, int depth) {
    if (!holder.is_object() || !holder.contains("item") || depth > kDepth) return;
    Json& list = holder["item"];
    if (!list.is_array()) return;
    for (Json& item : list) {
        if (!item.is_object()) continue;
        translate(item, links, questionnaire, depth + 1);
        const std::string link = text_at(item, {"linkId"});
        const auto worth = questionnaire.ordinals.find(link);
        if (item.contains("answer") && item["answer"].is_array())
            for (Json& answer : item["answer"]) {
                translate(answer, links, questionnaire, depth + 1);
                const Json& coding = member(answer, "valueCoding");
                if (worth == questionnaire.ordinals.end() || !coding.is_object()) continue;
                const auto value = worth->second.find(key_of(coding));
                if (value == worth->second.end() || ordinal_of(coding) || ordinal_of(answer))
                    continue;
                answer["valueCoding"]["extension"] =
                    Json::array({{{"url", kOrdinal}, {"valueDecimal", value->second}}});
            }
        if (const auto ours = links.find(link); ours != links.end()) item["linkId"] = ours->second;
    }
}

std::string before_version(const std::string& canonical) {
    return canonical.substr(0, canonical.find('|'));
}

}  // namespace

Checked<OutsideQuestionnaire> read_questionnaire(const Json& document, const std::string& name,
                                                 const care::InstrumentPack& pack,
                                                 const Instrument* asked) {
    Faults faults;
    const std::string at = name + ":", type = text_at(document, {"resourceType"});
    if (type != "Questionnaire") {
        faults.add(ErrorCode::bad_input, at + "/resourceType",
                   type.empty() ? "this is no FHIR document"
                                : "a " + shown(type) + ", not a Questionnaire",
                   "give a FHIR R4 Questionnaire");
        return tl::make_unexpected(std::move(faults));
    }
    if (const auto version = version_of(document))
        faults.add(ErrorCode::bad_input, at + "/", "this is FHIR " + *version,
                   "export the questionnaire as FHIR R4 (4.0.1)");
    const auto told = instrument_told(told_by(document), at, pack, asked);
    if (!told) {
        Error fault = told.error();
        if (fault.code == ErrorCode::not_found)
            fault.hint =
                "name it: sinew measure questionnaire --read FILE INSTRUMENT, or give LOINC codes";
        if (fault.where.ends_with("/questionnaire")) fault.where = at + "/url";
        faults.add(std::move(fault));
    }
    if (!faults.none()) return tl::make_unexpected(std::move(faults));
    OutsideQuestionnaire out;
    out.instrument = *told;
    out.url = shown(text_at(document, {"url"}));
    out.version = shown(text_at(document, {"version"}));
    out.title = shown(text_at(document, {"title"}));
    Reading reading{out, faults};
    reading.items(document, at);
    if (faults.none() && out.matched.empty())
        faults.add(ErrorCode::not_found, at + "/item",
                   fmt::format("no item asks a question of {} by a code or linkId known here",
                               out.instrument->id),
                   "give its items LOINC codes, or our codes as `sinew measure questionnaire` "
                   "writes them");
    if (!faults.none()) return tl::make_unexpected(std::move(faults));
    reading.finish();
    return out;
}

Result<Json> in_our_links(Json response, const std::string& name,
                          const OutsideQuestionnaire& questionnaire) {
    Json* resource = &response;
    if (text_at(response, {"resourceType"}) == "Bundle" && response.contains("entry"))
        for (Json& entry : response["entry"])
            if (text_at(entry, {"resource", "resourceType"}) == "QuestionnaireResponse")
                resource = &entry["resource"];
    const std::string canonical = text_at(*resource, {"questionnaire"});
    if (!canonical.empty() && !questionnaire.url.empty() &&
        before_version(canonical) != before_version(questionnaire.url))
        return fail({ErrorCode::conflict,
                     "the response answers " + shown(canonical) + ", not " + questionnaire.url,
                     name + ":/questionnaire", "give the questionnaire it answers"});
    std::map<std::string, std::string> links;
    for (const MatchedQuestion& matched : questionnaire.matched)
        links.emplace(matched.theirs, matched.ours);
    translate(*resource, links, questionnaire, 0);
    if (resource->is_object()) resource->erase("questionnaire");
    return response;
}

OrderedJson outside_questionnaire_json(const OutsideQuestionnaire& questionnaire,
                                       domain::Language language) {
    const Instrument& instrument = *questionnaire.instrument;
    const auto or_null = [](const std::string& text) {
        return text.empty() ? OrderedJson{} : OrderedJson(text);
    };
    OrderedJson json;
    json["instrument"] = instrument.id;
    json["name"] = instrument.name.in(language);
    json["url"] = or_null(questionnaire.url);
    json["version"] = or_null(questionnaire.version);
    json["title"] = or_null(questionnaire.title);
    json["complete"] = questionnaire.unmatched.empty() && questionnaire.missing.empty();
    const auto questions = care::asked_questions(instrument, language);
    json["matched"] = OrderedJson::array();
    for (const MatchedQuestion& matched : questionnaire.matched) {
        const auto asked = std::find_if(questions.begin(), questions.end(),
                                        [&](const auto& one) { return one.link == matched.ours; });
        json["matched"].push_back({{"link", shown(matched.theirs)},
                                   {"ours", matched.ours},
                                   {"question", asked == questions.end() ? "" : asked->text},
                                   {"by", domain::name_of(matched.by)}});
    }
    json["unmatched"] = OrderedJson::array();
    for (const UnmatchedQuestion& one : questionnaire.unmatched)
        json["unmatched"].push_back({{"link", one.link}, {"text", one.text}, {"place", one.place}});
    json["missing"] = questionnaire.missing;
    return json;
}

}  // namespace sinew::fhir
