// Scoring as a person and another program see it: one person's answers, a batch, a list, and every kind of refusal.
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "program_run.hpp"

#include <sstream>

namespace sinew::e2e {
namespace {

using Json = nlohmann::json;

std::vector<Json> lines_of(const std::string& text) {
    std::vector<Json> lines;
    std::istringstream stream{text};
    for (std::string line; std::getline(stream, line);) lines.push_back(Json::parse(line));
    return lines;
}

TEST(MeasureScore, tells_total_band_and_red_flag) {
    const Ending run =
        run_sinew({"measure", "score", "phq9", "2", "2", "1", "1", "0", "1", "0", "0", "1"});
    EXPECT_EQ(run.code, 0);
    EXPECT_NE(run.out.find("total: 8"), std::string::npos) << run.out;
    EXPECT_NE(run.out.find("SCR-061"), std::string::npos);
    EXPECT_NE(run.out.find("no training alone"), std::string::npos);
}

TEST(MeasureScore, speaks_json_with_its_ground) {
    const Ending run = run_sinew(
        {"measure", "score", "craving_vas", "pre=40", "post=75", "--json", "--lang", "zh"});
    EXPECT_EQ(run.code, 0);
    const Json json = Json::parse(run.out);
    EXPECT_EQ(json["output"]["flag"], "craving_surge");
    EXPECT_EQ(json["output"]["relative_change_pct"], 87.5);
    EXPECT_NE(json["bands_status"].get<std::string>().find("engineering choice"),
              std::string::npos);
    EXPECT_EQ(json["findings"][0]["id"], "craving_surge");
    EXPECT_EQ(json["pack"], "instruments/craving_vas.json");
    EXPECT_EQ(json["pack_sha256"].get<std::string>().size(), 64u);
}

TEST(MeasureScore, a_refusal_by_the_rules_is_an_answer) {
    const Ending run = run_sinew({"measure", "score", "barc10", "0,5,5,5,5,5,5,5,5,5"});
    EXPECT_EQ(run.code, 0);
    EXPECT_NE(run.out.find("item 1"), std::string::npos) << run.out;
    EXPECT_NE(run.out.find("1 to 6"), std::string::npos);
    const Ending hook = run_sinew({"measure", "score", "ddq", "1", "2", "--json"});
    EXPECT_EQ(hook.code, 0);
    EXPECT_EQ(Json::parse(hook.out)["output"]["error_kind"], "no_key");
}

TEST(MeasureScore, usage_is_refused_with_a_remedy) {
    const Ending typo = run_sinew({"measure", "score", "phq99", "1"});
    EXPECT_EQ(typo.code, 2);
    EXPECT_NE(typo.err.find("did you mean phq9?"), std::string::npos) << typo.err;
    EXPECT_EQ(run_sinew({"measure", "score"}).code, 2);
    EXPECT_EQ(run_sinew({"measure", "score", "phq9"}).code, 2);
    EXPECT_EQ(run_sinew({"measure", "score", "phq9", "--responses", "x.jsonl"}).code, 2);
    EXPECT_EQ(run_sinew({"measure", "score", "--responses", "no-such-file.jsonl"}).code, 2);
    const Ending bare = run_sinew({"measure", "score", "craving_vas", "4"});
    EXPECT_EQ(bare.code, 2);
    EXPECT_NE(bare.err.find("pre=... post=..."), std::string::npos) << bare.err;
    const Ending field = run_sinew({"measure", "fitness", "rockport", "weigth_lb=170"});
    EXPECT_EQ(field.code, 2);
    EXPECT_NE(field.err.find("did you mean weight_lb?"), std::string::npos) << field.err;
}

TEST(MeasureScore, lists_what_is_here_and_under_which_licence) {
    const Ending run = run_sinew({"measure", "score", "--list", "--json"});
    EXPECT_EQ(run.code, 0);
    const Json list = Json::parse(run.out);
    EXPECT_EQ(list.size(), 54u);
    for (const Json& entry : list) {
        EXPECT_FALSE(entry["licence"].get<std::string>().empty()) << entry;
        if (entry["ship"] == "hook_only") {
            EXPECT_EQ(entry["item_text"], false) << entry;
        }
    }
    EXPECT_NE(run_sinew({"measure", "score", "--list"}).out.find("no item text"),
              std::string::npos);
}

TEST(MeasureScore, a_batch_keeps_order_and_ids_and_goes_on_after_a_bad_line) {
    const Ending run = run_sinew(
        {"measure", "score", "--responses", "-"},
        {.input = "\n{\"id\":1,\"instrument\":\"isi\",\"input\":[1,1,1,1,1,1,1]}\nnonsense\n"
                  "{\"id\":\"x\",\"instrument\":\"isl\",\"input\":[1]}\n{\"id\":[2],\"instrument\":"
                  "\"isi\"}\n"
                  "{\"id\":3,\"instrument\":7,\"input\":1}\n{\"id\":4,\"instrument\":\"isi\","
                  "\"input\":[1]}\n",
         .output_file = ""});
    EXPECT_EQ(run.code, 1);
    const auto lines = lines_of(run.out);
    ASSERT_EQ(lines.size(), 6u);
    EXPECT_EQ(lines[0]["output"]["total"], 7);
    EXPECT_TRUE(lines[1]["id"].is_null());
    EXPECT_EQ(lines[2]["error"]["hint"], "did you mean isi?");
    EXPECT_EQ(lines[3]["error"]["where"], "line 5:/input");
    EXPECT_TRUE(lines[4].contains("error"));
    EXPECT_EQ(lines[5]["output"]["error_kind"], "wrong_length");
}

TEST(MeasureFitness, tells_the_estimate_with_its_error_and_when_it_does_not_hold) {
    const Ending run =
        run_sinew({"measure", "fitness", "chester_step", "step_m=0.3",
                   "stages_f_hr=15:104,20:118,25:133,30:148", "age=30", "hrmax_formula=tanaka"});
    EXPECT_EQ(run.code, 0);
    EXPECT_NE(run.out.find("VO2max: 43.29 mL/kg/min"), std::string::npos) << run.out;
    EXPECT_NE(run.out.find("3.9 mL/kg/min"), std::string::npos);
    const Ending drug = run_sinew({"measure", "fitness", "chester_step", "step_m=0.3",
                                   "stages_f_hr=15:104,20:118,25:133", "age=30",
                                   "hrmax_formula=tanaka", "rate_limiting_drug=yes", "--json"});
    const Json json = Json::parse(drug.out);
    EXPECT_TRUE(json["output"]["vo2max"].is_null());
    EXPECT_EQ(json["output"]["stages_reached"], 3);
    EXPECT_EQ(json["findings"][0]["id"], "heart_rate_not_usable");
}

TEST(MeasureScore, reads_answers_from_a_file_or_a_pipe) {
    const Ending run = run_sinew({"measure", "score", "peg", "--answers", "-", "--json"},
                                 {.input = "[6, 7, 5]", .output_file = ""});
    EXPECT_EQ(run.code, 0);
    EXPECT_EQ(Json::parse(run.out)["output"]["mean"], 6.0);
}

}  // namespace
}  // namespace sinew::e2e
