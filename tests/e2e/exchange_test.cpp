// Questionnaires and dictionaries as another system meets them: out, filled in, back in, and every refusal.
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "program_run.hpp"

#include <algorithm>

namespace sinew::e2e {
namespace {

using Json = nlohmann::json;

constexpr const char* kResponse =
    R"({"resourceType":"QuestionnaireResponse","status":"completed","subject":{"reference":"Patient/7"},"authored":"2026-11-23",
"questionnaire":"https://sinew.example/fhir/Questionnaire/peg|1.0.0","item":[{"linkId":"items.1","answer":[{"valueInteger":6}]},
{"linkId":"items.2","answer":[{"valueInteger":7}]},{"linkId":"items.3","answer":[{"valueInteger":8}]}]})";

TEST(MeasureExchange, a_response_is_scored_and_its_score_goes_back_as_fhir) {
    const Folder folder;
    const std::string file = folder.file("response.json", kResponse);
    const Ending run = run_sinew({"measure", "score", file, "--json"});
    EXPECT_EQ(run.code, 0) << run.err;
    EXPECT_EQ(Json::parse(run.out)["output"]["mean"], 7.0);
    const Ending back = run_sinew({"measure", "score", file, "--fhir", "-"});
    EXPECT_EQ(back.code, 0) << back.err;
    const Json bundle = Json::parse(back.out);
    EXPECT_EQ(bundle["entry"][1]["resource"]["subject"]["reference"], "Patient/7");
    EXPECT_EQ(bundle["entry"][1]["resource"]["valueQuantity"]["value"], 7.0);
    Surroundings around;
    around.input = back.out;
    const Ending again = run_sinew({"measure", "score", "-", "--json"}, around);
    EXPECT_EQ(again.code, 0) << again.err;
    EXPECT_EQ(Json::parse(again.out)["output"], Json::parse(run.out)["output"]);
}

TEST(MeasureExchange, typed_answers_become_fhir_beside_the_page) {
    const Folder folder;
    const std::string file = folder.path("score.json");
    const Ending run =
        run_sinew({"measure", "score", "phq9", "2", "2", "1", "1", "0", "1", "0", "0", "1",
                   "--fhir", file, "--subject", "Patient/9", "--date", "2026-11-23"});
    EXPECT_EQ(run.code, 0) << run.err;
    EXPECT_NE(run.out.find("total: 8"), std::string::npos) << run.out;
    const Json total = Json::parse(bytes_of(file))["entry"][1]["resource"];
    EXPECT_EQ(total["code"]["coding"][0]["code"], "44261-6");
    EXPECT_EQ(total["subject"]["reference"], "Patient/9");
    EXPECT_EQ(total["effectiveDateTime"], "2026-11-23");
    EXPECT_NE(total["note"][0]["text"].get<std::string>().find("no training alone"),
              std::string::npos);
}

TEST(MeasureExchange, a_response_that_does_not_fit_is_refused_with_its_pointer) {
    const Folder folder;
    Json json = Json::parse(kResponse);
    json["item"][1]["linkId"] = "items.9";
    json["item"][2]["answer"].push_back({{"valueInteger", 3}});
    const std::string file = folder.file("response.json", json.dump());
    const Ending run = run_sinew({"measure", "score", file});
    EXPECT_EQ(run.code, 2);
    EXPECT_NE(run.err.find("response.json:/item/1/linkId"), std::string::npos) << run.err;
    EXPECT_NE(run.err.find("response.json:/item/2/answer"), std::string::npos) << run.err;
    EXPECT_EQ(run.out, "");
    const Ending other =
        run_sinew({"measure", "score", "phq9", folder.file("peg.json", kResponse), "--json"});
    EXPECT_EQ(other.code, 2);
    EXPECT_NE(other.err.find("this answers peg, not phq9"), std::string::npos) << other.err;
}

TEST(MeasureExchange, questionnaires_are_written_one_or_all) {
    const Ending one = run_sinew({"measure", "questionnaire", "phq9"});
    EXPECT_EQ(one.code, 0) << one.err;
    EXPECT_EQ(Json::parse(one.out)["item"][8]["linkId"], "/44260-8");
    const Folder folder;
    const Ending all = run_sinew({"measure", "questionnaire", "--all", folder.path(""), "-q"});
    EXPECT_EQ(all.code, 0) << all.err;
    const auto names = folder.names();
    EXPECT_GE(names.size(), 30u);
    EXPECT_EQ(std::count(names.begin(), names.end(), "psqi.json"), 0);
}

TEST(MeasureExchange, a_response_is_scored_through_the_questionnaire_it_answers) {
    const Folder folder;
    const std::string corpus = std::string{SINEW_SOURCE_DIR} + "/tests/fuzz/corpus/questionnaire/";
    const std::string theirs = corpus + "theirs.json";
    const Ending told = run_sinew({"measure", "questionnaire", "--read", theirs, "--json"});
    EXPECT_EQ(told.code, 0) << told.err;
    EXPECT_EQ(Json::parse(told.out)["instrument"], "gad7");
    const Ending in_part =
        run_sinew({"measure", "questionnaire", "--read", corpus + "in_part.json", "--lang", "zh"});
    EXPECT_EQ(in_part.code, 1) << in_part.err;
    EXPECT_NE(in_part.out.find("shoe size"), std::string::npos) << in_part.out;
    const Ending wrong =
        run_sinew({"measure", "questionnaire", "--read", corpus + "three_options.json"});
    EXPECT_EQ(wrong.code, 2);
    EXPECT_NE(wrong.err.find("/item/0/item/2/answerOption"), std::string::npos) << wrong.err;

    Json response{{"resourceType", "QuestionnaireResponse"}, {"status", "completed"}};
    for (const char* link : {"q1", "q2", "q3", "q4", "q5", "q6", "q7"})
        response["item"].push_back(
            {{"linkId", link},
             {"answer",
              Json::array({{{"valueCoding", {{"system", "urn:centre"}, {"code", "a2"}}}}})}});
    const std::string path = folder.file("response.json", response.dump());
    const Ending scored =
        run_sinew({"measure", "score", path, "--questionnaire", theirs, "--json"});
    EXPECT_EQ(scored.code, 0) << scored.err;
    EXPECT_NE(scored.out.find("14"), std::string::npos) << scored.out;
    EXPECT_EQ(run_sinew({"measure", "score", path}).code, 2);
    EXPECT_EQ(run_sinew({"measure", "score", "gad7", "1", "1", "1", "1", "1", "1", "1",
                         "--questionnaire", theirs})
                  .code,
              2);
}

TEST(MeasureExchange, a_proprietary_text_is_not_written) {
    const Ending run = run_sinew({"measure", "questionnaire", "psqi", "--json"});
    EXPECT_EQ(run.code, 2);
    EXPECT_NE(run.err.find("University of Pittsburgh"), std::string::npos) << run.err;
    EXPECT_EQ(Json::parse(run.out)["errors"][0]["code"], "not_found");
    EXPECT_EQ(run_sinew({"measure", "questionnaire"}).code, 2);
    EXPECT_EQ(run_sinew({"measure", "dictionary", "phq9", "isi", "nope"}).code, 2);
    EXPECT_EQ(run_sinew({"measure", "dictionary", "phq9", "phq9"}).code, 2);
}

TEST(MeasureExchange, the_dictionary_holds_the_core_battery_or_what_was_named) {
    const Ending core = run_sinew({"measure", "dictionary"});
    EXPECT_EQ(core.code, 0) << core.err;
    EXPECT_TRUE(core.out.starts_with("Variable / Field Name,Form Name,")) << core.out.substr(0, 80);
    EXPECT_NE(core.out.find("\r\nphq9_9,phq9,"), std::string::npos);
    EXPECT_EQ(core.out.find("psqi"), std::string::npos);
    const Ending two = run_sinew({"measure", "dictionary", "peg", "gad7", "--json"});
    EXPECT_EQ(two.code, 0) << two.err;
    const Json json = Json::parse(two.out);
    EXPECT_EQ(json["instruments"].size(), 2u);
    EXPECT_EQ(json["dictionary"].get<std::string>().find("phq9"), std::string::npos);
}

}  // namespace
}  // namespace sinew::e2e
