// Instruments as Questionnaires, answers as responses, and every way a response from outside can be wrong.
#include <gtest/gtest.h>
#include <sinew/fhir/own_names.hpp>
#include <sinew/fhir/questionnaire.hpp>
#include <sinew/fhir/questionnaire_response.hpp>
#include <sinew/fhir/score_bundle.hpp>
#include <sinew/knowledge/catalogue.hpp>

#include <set>

namespace sinew::fhir {
namespace {

const care::InstrumentPack& pack() {
    static const auto loaded = knowledge::load_catalogue(knowledge::PackSource::embedded(),
                                                         {knowledge::Part::instruments});
    return (*loaded)->instruments;
}
const care::Instrument& phq9() { return *pack().find("phq9"); }

Json read_back(const OrderedJson& json) { return Json::parse(json.dump()); }

Json response(const Json& answers = Json::parse("[2,2,1,1,0,1,0,0,0]")) {
    return read_back(questionnaire_response(phq9(), answers, {"Patient/7", "2026-11-23"}));
}

std::string first_fault(const Json& document, const care::Instrument* asked = nullptr) {
    const auto read = read_response(document, "r.json", pack(), asked);
    return read ? "no fault" : to_line(read.error().list().front());
}

#define EXPECT_SAYS(text, part) EXPECT_NE((text).find(part), std::string::npos) << (text)

TEST(Questionnaire, carries_codes_options_and_values) {
    const Json json = read_back(questionnaire(phq9(), domain::Language::en));
    EXPECT_EQ(json["url"], "https://sinew.example/fhir/Questionnaire/phq9");
    EXPECT_EQ(json["code"][0]["code"], "44249-1");
    ASSERT_EQ(json["item"].size(), 9u);
    const Json& item = json["item"][0];
    EXPECT_EQ(item["linkId"], "/44250-9");
    EXPECT_EQ(item["code"][0]["system"], kLoinc);
    EXPECT_EQ(item["type"], "choice");
    EXPECT_TRUE(item["required"].get<bool>());
    ASSERT_EQ(item["answerOption"].size(), 4u);
    EXPECT_EQ(item["answerOption"][3]["valueCoding"]["code"], "LA6571-9");
    EXPECT_EQ(item["answerOption"][3]["extension"][0]["valueDecimal"], 3.0);
    EXPECT_EQ(item["text"], "little interest or pleasure");
}

TEST(Questionnaire, a_number_has_its_range_and_a_field_its_unit) {
    const Json vas = read_back(questionnaire(*pack().find("craving_vas"), domain::Language::en));
    EXPECT_EQ(vas["item"][0]["type"], "decimal");
    EXPECT_EQ(vas["item"][0]["extension"][1]["valueDecimal"], 100.0);
    EXPECT_FALSE(vas["item"][0]["required"].get<bool>());
    const Json cows = read_back(questionnaire(*pack().find("cows"), domain::Language::en));
    EXPECT_EQ(cows["item"][0]["answerOption"][3]["valueCoding"]["code"], "cows:4");
    EXPECT_EQ(cows["item"][0]["answerOption"][3]["valueCoding"]["display"], ">120");
    const Json test = read_back(questionnaire(*pack().find("six_mwt"), domain::Language::zh));
    EXPECT_EQ(test["item"][1]["text"], "身高 [cm]");
}

TEST(Questionnaire, text_of_a_proprietary_instrument_is_refused_with_its_licence) {
    const auto psqi = care::shippable(*pack().find("psqi"));
    ASSERT_FALSE(psqi);
    EXPECT_SAYS(psqi.error().what, "University of Pittsburgh");
    EXPECT_FALSE(care::shippable(*pack().find("whoqol_bref")));
    EXPECT_TRUE(care::shippable(phq9()));
}

TEST(Questionnaire, every_shippable_instrument_asks_something_under_unlike_linkids) {
    int shipped = 0;
    for (const auto& [id, instrument] : pack().instruments) {
        if (!care::shippable(instrument)) continue;
        ++shipped;
        const Json json = read_back(questionnaire(instrument, domain::Language::en));
        ASSERT_FALSE(json["item"].empty()) << id;
        std::set<std::string> links;
        for (const Json& item : json["item"]) {
            EXPECT_TRUE(links.insert(item["linkId"].get<std::string>()).second) << id;
            EXPECT_FALSE(item["text"].get<std::string>().empty()) << id;
            EXPECT_EQ(item["type"] == "choice", item.contains("answerOption")) << id;
        }
    }
    EXPECT_GE(shipped, 30);
}

TEST(QuestionnaireResponse, reads_back_what_was_written) {
    const auto read = read_response(response(), "r.json", pack());
    ASSERT_TRUE(read) << first_fault(response());
    EXPECT_EQ(read->instrument->id, "phq9");
    EXPECT_EQ(read->input, Json::parse("[2,2,1,1,0,1,0,0,0]"));
    EXPECT_EQ(read->head.subject, "Patient/7");
    EXPECT_EQ(read->head.authored, "2026-11-23");
}

TEST(QuestionnaireResponse, linkids_alone_tell_the_instrument_and_every_kind_of_answer_is_read) {
    const Json json =
        Json::parse(R"({"resourceType":"QuestionnaireResponse","status":"completed","item":[
      {"linkId":"/44250-9","answer":[{"valueCoding":{"system":"http://loinc.org","code":"LA6571-9"}}]},
      {"linkId":"/44255-8","answer":[{"valueCoding":{"code":"x","extension":[{"url":"http://hl7.org/fhir/StructureDefinition/ordinalValue","valueDecimal":2}]}}]},
      {"linkId":"44259-0","answer":[{"valueInteger":1}]},
      {"linkId":"/44254-1","answer":[{"valueDecimal":1.0}]},
      {"linkId":"/44251-7","answer":[{"valueString":"2"}]},
      {"linkId":"group","item":[{"linkId":"/44258-2","answer":[{"valueInteger":0}]},
        {"linkId":"/44252-5","answer":[{"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/data-absent-reason","valueCode":"asked-declined"}]}]}]},
      {"linkId":"/44253-3","answer":[{"valueQuantity":{"value":1,"code":"{score}"}}]},
      {"linkId":"/44260-8","answer":[{"valueInteger":0}]},
      {"linkId":"/69722-7","answer":[{"valueString":"somewhat"}]},
      {"linkId":"/44261-6","answer":[{"valueInteger":99}]}]})");
    const auto read = read_response(json, "r.json", pack());
    ASSERT_TRUE(read) << first_fault(json);
    EXPECT_EQ(read->input, Json::parse("[3.0,2.0,1,1.0,2.0,0,null,1,0]"));
    EXPECT_EQ(read->stated_total, 99);
    EXPECT_EQ(read->total_place, "r.json:/item/9");
}

TEST(QuestionnaireResponse, a_stated_total_must_be_ours) {
    Json json = response();
    json["item"].push_back({{"linkId", "/44261-6"}, {"answer", {{{"valueInteger", 8}}}}});
    auto read = read_response(json, "r.json", pack());
    ASSERT_TRUE(read);
    measure::Scorer scorer{phq9()};
    const measure::AnswerSheet sheet{
        measure::AnswerForm::list, {2, 2, 1, 1, 0, 1, 0, 0, 0}, {{0, 9, true, false, false}}};
    const auto& score = scorer.score(sheet.view());
    EXPECT_SAYS(check_stated_total(*read, score).error().what, "a total of 8, its answers give 7");
    read->stated_total = 7;
    EXPECT_TRUE(check_stated_total(*read, score));
}

TEST(QuestionnaireResponse, what_is_no_finished_r4_response_is_refused) {
    Json json = response();
    json["resourceType"] = "Observation";
    EXPECT_SAYS(first_fault(json), "r.json:/resourceType: a Observation");
    EXPECT_SAYS(first_fault(Json::array()), "no FHIR document");
    json = response();
    json["status"] = "in-progress";
    EXPECT_SAYS(first_fault(json), "r.json:/status");
    json = response();
    json["questionnaire"] = {{"reference", "Questionnaire/phq9"}};
    EXPECT_SAYS(first_fault(json), "STU3");
    json = response();
    json["group"] = Json::object();
    EXPECT_SAYS(first_fault(json), "DSTU2");
    json = response();
    json["authored"] = "yesterday";
    EXPECT_SAYS(first_fault(json), "r.json:/authored");
    json = response();
    json.erase("item");
    EXPECT_SAYS(first_fault(json), "nothing is answered");
}

TEST(QuestionnaireResponse, the_instrument_must_be_told_once) {
    Json json = response();
    EXPECT_SAYS(first_fault(json, pack().find("gad7")), "this answers phq9, not gad7");
    json["questionnaire"] = "https://sinew.example/fhir/Questionnaire/phq9|2.0.0";
    EXPECT_SAYS(first_fault(json), "answers to version 2.0.0 of phq9");
    json["questionnaire"] = "https://sinew.example/fhir/Questionnaire/phq99";
    EXPECT_SAYS(first_fault(json), "r.json:/questionnaire: no such instrument");
    json["questionnaire"] = "http://loinc.org/q/44249-1";
    EXPECT_TRUE(read_response(json, "r.json", pack()));
    json = Json::parse(
        R"({"resourceType":"QuestionnaireResponse","status":"completed","item":[{"linkId":"1","answer":[{"valueInteger":1}]}]})");
    EXPECT_SAYS(first_fault(json), "nothing here tells the instrument");
}

TEST(QuestionnaireResponse, wrong_answers_are_named_by_their_pointer) {
    const auto with = [](const std::string& answer) {
        Json json = response();
        json["item"][3]["answer"] = Json::parse(answer);
        return first_fault(json);
    };
    Json json = response();
    json["item"][2]["linkId"] = "/99999-9";
    EXPECT_SAYS(first_fault(json), "r.json:/item/2/linkId: phq9 asks nothing by");
    json = response();
    json["item"][4]["linkId"] = "/44250-9";
    EXPECT_SAYS(first_fault(json), "r.json:/item/4: /44250-9 is answered twice");
    EXPECT_SAYS(with(R"([{"valueInteger":1},{"valueInteger":2}])"),
                "r.json:/item/3/answer: 2 answers");
    EXPECT_SAYS(with(R"([{"valueBoolean":true}])"), "/item/3/answer/0/valueBoolean");
    EXPECT_SAYS(with(R"([{"valueInteger":1.5}])"), "/item/3/answer/0/valueInteger");
    EXPECT_SAYS(with(R"([{"valueString":"often"}])"), "this text is not an answer here");
    EXPECT_SAYS(with(R"([{"valueInteger":1,"valueString":"1"}])"), "two values");
    EXPECT_SAYS(with(R"([{}])"), "an answer without a value");
    EXPECT_SAYS(with(R"([{"valueCoding":{"system":"http://loinc.org","code":"LA1-1"}}])"),
                "the code LA1-1");
    EXPECT_SAYS(with(R"([{"valueCoding":{"system":"http://loinc.org","code":"LA6571-9","extension":
        [{"url":"http://hl7.org/fhir/StructureDefinition/ordinalValue","valueDecimal":1}]}}])"),
                "the code means 3 and the ordinal value says 1");
    EXPECT_SAYS(with(R"([{"valueQuantity":{"value":1,"code":"mg"}}])"), "the unit mg");
    EXPECT_SAYS(with(R"({"valueInteger":1})"), "a list is wanted");
    json = response();
    json["item"][0]["answer"][0] = 3;
    json["item"][1]["answer"][0] = Json::object();
    EXPECT_EQ(read_response(json, "r.json", pack()).error().list().size(), 2u) << "all at once";
}

TEST(QuestionnaireResponse, a_bundle_is_taken_with_exactly_one) {
    Json bundle{{"resourceType", "Bundle"}, {"type", "collection"}, {"entry", Json::array()}};
    EXPECT_SAYS(first_fault(bundle), "0 QuestionnaireResponses");
    bundle["entry"].push_back({{"resource", response()}});
    EXPECT_TRUE(read_response(bundle, "r.json", pack()));
    bundle["entry"][0]["resource"]["status"] = "stopped";
    EXPECT_SAYS(first_fault(bundle), "r.json:/entry/0/resource/status");
    bundle["entry"].push_back({{"resource", response()}});
    EXPECT_SAYS(first_fault(bundle), "2 QuestionnaireResponses");
}

TEST(ScoreBundle, carries_response_total_and_flag_and_is_the_same_every_time) {
    measure::Scorer scorer{phq9()};
    const measure::AnswerSheet sheet{
        measure::AnswerForm::list, {2, 2, 1, 1, 0, 1, 0, 0, 1}, {{0, 9, true, false, false}}};
    const auto& score = scorer.score(sheet.view());
    const Json input = Json::parse("[2,2,1,1,0,1,0,0,1]");
    const ResponseHead head{"Patient/7", "2026-11-23"};
    const auto written = score_bundle(phq9(), input, score, {"", {"a red flag"}}, head);
    const Json json = read_back(written);
    EXPECT_EQ(json["type"], "collection");
    const Json& total = json["entry"][1]["resource"];
    EXPECT_EQ(total["code"]["coding"][0]["code"], "44261-6");
    EXPECT_EQ(total["code"]["coding"][1]["code"], "phq9.total");
    EXPECT_EQ(total["valueQuantity"]["value"], 8);
    EXPECT_EQ(total["valueQuantity"]["code"], "{score}");
    EXPECT_EQ(total["derivedFrom"][0]["reference"], json["entry"][0]["fullUrl"]);
    EXPECT_EQ(total["effectiveDateTime"], "2026-11-23");
    EXPECT_EQ(total["note"][0]["text"], "a red flag");
    EXPECT_SAYS(total["note"][1]["text"].get<std::string>(), "recalled");
    EXPECT_EQ(written, score_bundle(phq9(), input, score, {"", {"a red flag"}}, head));
    std::set<std::string> addresses;
    for (const Json& entry : json["entry"])
        EXPECT_TRUE(addresses.insert(entry["fullUrl"].get<std::string>()).second);
}

TEST(ScoreBundle, a_refusal_has_a_reason_in_place_of_a_value) {
    measure::Scorer scorer{phq9()};
    const double missing = measure::kMissing;
    const measure::AnswerSheet sheet{
        measure::AnswerForm::list, {2, 2, 1, 1, 0, 1, 0, 0, missing}, {{0, 9, true, false, false}}};
    const auto json = read_back(score_bundle(phq9(), Json::parse("[2,2,1,1,0,1,0,0,null]"),
                                             scorer.score(sheet.view()), {"item 9", {}}, {}));
    const Json& total = json["entry"][1]["resource"];
    EXPECT_FALSE(total.contains("valueQuantity"));
    EXPECT_EQ(total["dataAbsentReason"]["coding"][0]["code"], "unknown");
    EXPECT_EQ(total["dataAbsentReason"]["text"], "missing: item 9");
    EXPECT_FALSE(total.contains("effectiveDateTime"));
}

}  // namespace
}  // namespace sinew::fhir
