// The batch interfaces as another program sees them: lines in, lines out, same order, and what a bad line does.
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "program_run.hpp"

namespace sinew::e2e {
namespace {

using Json = nlohmann::json;

std::vector<Json> lines_of(const std::string& text) {
    std::vector<Json> lines;
    std::istringstream stream{text};
    for (std::string line; std::getline(stream, line);) lines.push_back(Json::parse(line));
    return lines;
}

TEST(FactsBatch, answers_the_sample_in_its_order) {
    const std::string sample = SINEW_SOURCE_DIR "/tests/golden/clinical/screening.jsonl";
    const Ending run = run_sinew({"screen", "--facts", sample});
    EXPECT_EQ(run.code, 0);
    EXPECT_EQ(run.err, "");
    const auto asked = lines_of(bytes_of(sample)), answered = lines_of(run.out);
    ASSERT_EQ(asked.size(), answered.size());
    for (std::size_t i = 0; i < asked.size(); ++i) {
        EXPECT_EQ(asked[i]["id"], answered[i]["id"]);
        EXPECT_EQ(asked[i]["expected"]["outcome"], answered[i]["outcome"]) << asked[i]["id"];
    }
}

TEST(FactsBatch, a_bad_line_gets_an_error_in_its_place_and_the_rest_go_on) {
    const Ending run = run_sinew(
        {"screen", "--facts", "-"},
        {.input = "\n  \r\n{\"id\":1}\nnonsense\n{\"id\":\"x\",\"facts\":{\"sbp\":\"high\"}}\n"
                  "{\"id\":[2],\"facts\":{\"no_such\":1}}\n{\"id\":3,\"mode\":\"x\",\"facts\":{}}\n"
                  "{\"id\":4,\"facts\":{},\"facts\":{}}\n{\"id\":5,\"facts\":{\"age\":30}}",
         .output_file = ""});
    EXPECT_EQ(run.code, 1);
    const auto answers = lines_of(run.out);
    ASSERT_EQ(answers.size(), 7u);
    EXPECT_EQ(answers[0]["id"], 1);
    EXPECT_EQ(answers[0]["error"]["where"], "line 3:/facts");
    EXPECT_TRUE(answers[1]["id"].is_null());
    EXPECT_TRUE(answers[1].contains("error"));
    EXPECT_EQ(answers[2]["outcome"], "incomplete") << "an invalid value is an answer";
    EXPECT_EQ(answers[3]["id"], Json::array({2}));
    for (const std::size_t i : {3u, 4u, 5u})
        for (const char* key : {"where", "what", "hint"})
            EXPECT_TRUE(answers[i]["error"].contains(key)) << i << key;
    EXPECT_EQ(answers[6]["id"], 5) << "the last line needs no line end";
}

TEST(FactsBatch, a_file_that_cannot_be_read_is_refused) {
    for (const char* path : {"/no/such/file", "/tmp"}) {
        const Ending run = run_sinew({"screen", "--facts", path});
        EXPECT_EQ(run.code, 2) << path;
        EXPECT_EQ(run.out, "");
        EXPECT_EQ(lines_in(run.err), 1u);
    }
    const Ending empty = run_sinew({"screen", "--facts", "/dev/null"});
    EXPECT_EQ(empty.code, 0);
    EXPECT_EQ(empty.out, "");
}

TEST(FactsBatch, a_line_without_end_is_answered_with_an_error_and_not_held) {
    const Ending run =
        run_sinew({"screen", "--facts", "-"},
                  {.input = "{\"id\":1,\"facts\":{}}\n" + std::string(20u << 20u, 'x') +
                            "\n{\"id\":2,\"facts\":{}}\n",
                   .output_file = ""});
    EXPECT_EQ(run.code, 1);
    const auto answers = lines_of(run.out);
    ASSERT_EQ(answers.size(), 3u);
    EXPECT_NE(answers[1]["error"]["what"].get<std::string>().find("8 MiB"), std::string::npos);
    EXPECT_EQ(answers[2]["id"], 2);
}

TEST(FactsBatch, stops_quietly_when_its_reader_has_had_enough) {
    std::string many;
    for (int i = 0; i < 20000; ++i) many += "{\"id\":" + std::to_string(i) + ",\"facts\":{}}\n";
    const Ending run = run_sinew({"screen", "--facts", "-"},
                                 {.input = many, .close_output_early = true, .output_file = ""});
    EXPECT_EQ(run.code, 0);
    EXPECT_EQ(run.err, "");
}

}  // namespace
}  // namespace sinew::e2e
