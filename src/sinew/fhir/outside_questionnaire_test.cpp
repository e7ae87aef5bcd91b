// Somebody else's Questionnaire: told by codes, refused where its scores would be wrong, and answers read through it.
#include <gtest/gtest.h>
#include <sinew/fhir/outside_questionnaire.hpp>
#include <sinew/fhir/questionnaire.hpp>
#include <sinew/fhir/questionnaire_response.hpp>
#include <sinew/knowledge/catalogue.hpp>

namespace sinew::fhir {
namespace {

const care::InstrumentPack& pack() {
    static const auto loaded = knowledge::load_catalogue(knowledge::PackSource::embedded(),
                                                         {knowledge::Part::instruments});
    return (*loaded)->instruments;
}

/// A centre's own GAD-7: its linkIds, its answer codes with ordinal values, LOINC codes on the items.
Json theirs() {
    Json json{
        {"resourceType", "Questionnaire"},
        {"url", "https://centre.example/q/anxiety"},
        {"status", "active"},
        {"item", Json::array({{{"linkId", "g"}, {"type", "group"}, {"item", Json::array()}}})}};
    const char* codes[] = {"69725-0", "68509-9", "69733-4", "69734-2",
                           "69735-9", "69689-8", "69736-7"};
    for (int i = 0; i < 7; ++i) {
        Json item{{"linkId", "q" + std::to_string(7 - i)},
                  {"type", "choice"},
                  {"text", "their words"},
                  {"code", Json::array({{{"system", "http://loinc.org"}, {"code", codes[i]}}})}};
        for (int value = 0; value < 4; ++value)
            item["answerOption"].push_back(
                {{"extension",
                  Json::array({{{"url", "http://hl7.org/fhir/StructureDefinition/ordinalValue"},
                                {"valueDecimal", value}}})},
                 {"valueCoding",
                  {{"system", "urn:centre"}, {"code", "a" + std::to_string(value)}}}});
        json["item"][0]["item"].push_back(item);
    }
    return json;
}

Json answers(int first) {
    Json json{{"resourceType", "QuestionnaireResponse"},
              {"questionnaire", "https://centre.example/q/anxiety|3"},
              {"status", "completed"},
              {"item", Json::array()}};
    for (int i = 0; i < 7; ++i)
        json["item"].push_back(
            {{"linkId", "q" + std::to_string(i + 1)},
             {"answer", Json::array({{{"valueCoding",
                                       {{"system", "urn:centre"},
                                        {"code", "a" + std::to_string((first + i) % 4)}}}}})}});
    return json;
}

std::string first_fault(const Json& document, const care::Instrument* asked = nullptr) {
    const auto read = read_questionnaire(document, "q.json", pack(), asked);
    return read ? "no fault" : to_line(read.error().list().front());
}

#define EXPECT_SAYS(text, part) EXPECT_NE((text).find(part), std::string::npos) << (text)

TEST(OutsideQuestionnaire, is_told_by_the_codes_of_its_items) {
    const auto read = read_questionnaire(theirs(), "q.json", pack());
    ASSERT_TRUE(read) << to_line(read.error().list().front());
    EXPECT_EQ(read->instrument->id, "gad7");
    ASSERT_EQ(read->matched.size(), 7U);
    EXPECT_EQ(read->matched[0].theirs, "q7");
    EXPECT_EQ(read->matched[0].ours, "/69725-0");
    EXPECT_TRUE(read->unmatched.empty());
    EXPECT_TRUE(read->missing.empty());
}

TEST(OutsideQuestionnaire, our_own_is_recognised_whole_for_every_instrument) {
    std::size_t told = 0;
    for (const auto& [id, instrument] : pack().instruments) {
        if (!instrument.computable || !care::shippable(instrument)) continue;
        const Json ours = Json::parse(questionnaire(instrument, domain::Language::en).dump());
        const auto read = read_questionnaire(ours, "q.json", pack());
        ASSERT_TRUE(read) << id << ": " << to_line(read.error().list().front());
        EXPECT_EQ(read->instrument, &instrument);
        EXPECT_TRUE(read->unmatched.empty()) << id;
        EXPECT_TRUE(read->missing.empty()) << id;
        ++told;
    }
    EXPECT_GT(told, 30U);
}

TEST(OutsideQuestionnaire, answers_are_read_by_its_links_and_options) {
    const auto questionnaire = read_questionnaire(theirs(), "q.json", pack());
    ASSERT_TRUE(questionnaire);
    for (int first = 0; first < 4; ++first) {
        const auto ours = in_our_links(answers(first), "r.json", *questionnaire);
        ASSERT_TRUE(ours);
        const auto read = read_response(*ours, "r.json", pack(), questionnaire->instrument);
        ASSERT_TRUE(read) << to_line(read.error().list().front());
        // Their first question is our last.
        for (std::size_t i = 0; i < 7; ++i)
            EXPECT_EQ(read->input[6 - i],
                      static_cast<double>((static_cast<std::size_t>(first) + i) % 4));
    }
    EXPECT_FALSE(read_response(answers(0), "r.json", pack(), questionnaire->instrument))
        << "without the questionnaire their links mean nothing";
}

TEST(OutsideQuestionnaire, options_worth_other_values_are_refused) {
    Json one_to_four = theirs();
    for (Json& option : one_to_four["item"][0]["item"][2]["answerOption"])
        option["extension"][0]["valueDecimal"] =
            option["extension"][0]["valueDecimal"].get<double>() + 1;
    const std::string said = first_fault(one_to_four);
    EXPECT_SAYS(said, "q.json:/item/0/item/2/answerOption");
    EXPECT_SAYS(said, "worth 1 to 4");
    Json three = theirs();
    three["item"][0]["item"][0]["answerOption"].erase(3);
    EXPECT_SAYS(first_fault(three), "worth 0 to 2");
}

TEST(OutsideQuestionnaire, strange_and_missing_questions_are_listed) {
    Json json = theirs();
    json["item"][0]["item"].erase(1);
    json["item"].push_back({{"linkId", "shoe"}, {"type", "decimal"}, {"text", "shoe size"}});
    const auto read = read_questionnaire(json, "q.json", pack());
    ASSERT_TRUE(read);
    ASSERT_EQ(read->unmatched.size(), 1U);
    EXPECT_EQ(read->unmatched[0].place, "q.json:/item/1");
    EXPECT_EQ(read->missing, std::vector<std::string>{"/68509-9"});
}

TEST(OutsideQuestionnaire, what_cannot_be_told_or_is_asked_twice_is_refused) {
    EXPECT_SAYS(first_fault(Json{{"resourceType", "Patient"}}), "not a Questionnaire");
    EXPECT_SAYS(first_fault(Json::array()), "no FHIR document");
    Json unknown{{"resourceType", "Questionnaire"},
                 {"item", Json::array({{{"linkId", "1"}, {"type", "decimal"}}})}};
    EXPECT_SAYS(first_fault(unknown), "nothing here tells the instrument");
    EXPECT_SAYS(first_fault(unknown, pack().find("gad7")), "no item asks a question of gad7");
    EXPECT_SAYS(first_fault(theirs(), pack().find("phq9")), "gad7, not phq9");
    Json twice = theirs();
    twice["item"][0]["item"][1]["code"] = twice["item"][0]["item"][0]["code"];
    EXPECT_SAYS(first_fault(twice), "asks what q7 asked before");
    Json same_link = theirs();
    same_link["item"][0]["item"][1]["linkId"] = "q7";
    EXPECT_SAYS(first_fault(same_link), "is there twice");
}

TEST(OutsideQuestionnaire, a_response_to_another_one_is_refused) {
    const auto questionnaire = read_questionnaire(theirs(), "q.json", pack());
    Json other = answers(0);
    other["questionnaire"] = "https://centre.example/q/mood";
    const auto ours = in_our_links(other, "r.json", *questionnaire);
    ASSERT_FALSE(ours);
    EXPECT_EQ(ours.error().code, ErrorCode::conflict);
}

}  // namespace
}  // namespace sinew::fhir
