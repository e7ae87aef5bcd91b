// `sinew measure trend` as a therapist's computer sees it: the answer, the document, the picture, the refusals.
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "program_run.hpp"

namespace sinew::e2e {
namespace {

using Json = nlohmann::json;

std::string example() { return std::string{SINEW_SOURCE_DIR} + "/examples/observations.csv"; }

Json trend_of(const Json& answer, const std::string& person, const std::string& outcome) {
    for (const Json& trend : answer["trends"])
        if (trend["person"] == person && trend["outcome"] == outcome) return trend;
    return nullptr;
}

TEST(Trend, answers_for_each_person_and_says_who_needs_a_look_first) {
    const Ending run = run_sinew({"measure", "trend", example()});
    EXPECT_EQ(run.code, 0) << run.err;
    EXPECT_LT(run.out.find("Look at today"), run.out.find("Person made-01"));
    EXPECT_NE(run.out.find("quiet for 9 days"), std::string::npos) << run.out;
    EXPECT_NE(run.out.find("more than noise"), std::string::npos);
}

TEST(Trend, finds_what_the_example_was_made_with) {
    const Ending run = run_sinew({"measure", "trend", example(), "--json"});
    ASSERT_EQ(run.code, 0) << run.err;
    const Json answer = Json::parse(run.out);
    const Json craving = trend_of(answer, "made-01", "craving_vas");
    EXPECT_EQ(craving["level"]["verdict"], "improved");
    EXPECT_EQ(craving["bouts"]["verdict"], "fell");
    EXPECT_GT(craving["bouts"]["missing_after"], 0);
    EXPECT_TRUE(trend_of(answer, "made-02", "craving_vas")["coverage"]["quiet"]);
    EXPECT_EQ(trend_of(answer, "made-02", "phq9")["level"]["verdict"], "too_little");
    const Json rising = trend_of(answer, "made-03", "craving_vas");
    ASSERT_FALSE(rising["attention"].empty());
    EXPECT_TRUE(answer["left_out"].empty());
}

TEST(Trend, answers_a_trial_of_one_person) {
    const Ending run = run_sinew({"measure", "trend", example(), "--person", "made-03", "--outcome",
                                  "stress", "--design", "randomised", "--block", "2", "--json"});
    ASSERT_EQ(run.code, 0) << run.err;
    const Json practice = Json::parse(run.out)["trends"][0]["practice"];
    EXPECT_EQ(practice["verdict"], "improved");
    EXPECT_LE(practice["permutation_p"], 0.05);
}

TEST(Trend, gives_the_same_bytes_twice_and_speaks_chinese) {
    const Ending one = run_sinew({"measure", "trend", example(), "--lang", "zh", "--explain"});
    const Ending two = run_sinew({"measure", "trend", example(), "--lang", "zh", "--explain"});
    EXPECT_EQ(one.code, 0);
    EXPECT_EQ(one.out, two.out);
    EXPECT_NE(one.out.find("今天先看"), std::string::npos);
    EXPECT_EQ(one.out.find("<trend."), std::string::npos) << "a sentence without wording";
    EXPECT_EQ(one.out.find('{'), std::string::npos) << "a place that was not filled";
}

TEST(Trend, draws_the_one_that_was_asked_for_and_refuses_several) {
    const Folder folder;
    const std::string path = folder.path("craving.svg");
    const Ending run = run_sinew({"measure", "trend", example(), "--person", "made-01", "--outcome",
                                  "craving_vas", "--plot", path});
    EXPECT_EQ(run.code, 0) << run.err;
    EXPECT_NE(bytes_of(path).find("<svg"), std::string::npos);
    const Ending several = run_sinew({"measure", "trend", example(), "--plot", path});
    EXPECT_EQ(several.code, 2);
    EXPECT_NE(several.err.find("--person and --outcome"), std::string::npos);
}

TEST(Trend, leaves_rows_at_fault_out_and_says_so) {
    std::string rows = "person,outcome,at,value\n";
    for (int day = 1; day <= 28; ++day)
        rows += "a,craving_vas,2026-02-" + std::string{day < 10 ? "0" : ""} + std::to_string(day) +
                "," + std::to_string(40 + (day * 7) % 11) + "\n";
    rows += "a,craving_vas,2026-02-28,99\na,craving_vas,2026-03-01,400\n";
    const Folder folder;
    const Ending run = run_sinew({"measure", "trend", folder.file("o.csv", rows)});
    EXPECT_EQ(run.code, 1);
    EXPECT_NE(run.out.find("o.csv:31:/value"), std::string::npos) << run.out;
    EXPECT_NE(run.out.find("contradict"), std::string::npos);
}

TEST(Trend, refuses_with_place_and_remedy) {
    const Folder folder;
    for (const auto& [words, hint] : std::vector<std::pair<std::vector<std::string>, std::string>>{
             {{folder.file("none.csv", "who,what\n")}, "person"},
             {{folder.file("junk.csv", "\x01\x02")}, "junk.csv"},
             {{example(), "--outcome", "cravng"}, "--outcome"},
             {{example(), "--baseline", "1"}, "--baseline"},
             {{example(), "--block", "4"}, "--design randomised"},
             {{example(), "--person", "nobody"}, "--person"}}) {
        std::vector<std::string> line{"measure", "trend"};
        line.insert(line.end(), words.begin(), words.end());
        const Ending run = run_sinew(line);
        EXPECT_EQ(run.code, 2) << words.back();
        EXPECT_EQ(run.out, "") << words.back();
        EXPECT_NE(run.err.find(hint), std::string::npos) << run.err;
    }
}

}  // namespace
}  // namespace sinew::e2e
