// Scoring against its golden lines: every worked example of every pack, and the batch sample line by line.
#include <gtest/gtest.h>
#include <sinew/base/files.hpp>
#include <sinew/base/text.hpp>
#include <sinew/document/score_lines.hpp>
#include <sinew/knowledge/catalogue.hpp>

namespace sinew {
namespace {

const knowledge::InstrumentPack& instruments() {
    static const auto loaded = knowledge::load_catalogue(knowledge::PackSource::embedded(),
                                                         {knowledge::Part::instruments});
    if (!loaded)
        for (const Error& fault : loaded.error().list()) ADD_FAILURE() << to_line(fault);
    return (*loaded)->instruments;
}

Json output_of(const Json& line) {
    care::ScoringDesk desk{instruments()};
    const auto answer = document::answer_score_line(line.dump(), 1, desk);
    EXPECT_TRUE(answer.answered) << answer.text;
    return Json::parse(answer.text)["output"];
}

/// Every key of `expected` stands in `answer` with the same value; more keys may be there.
void expect_holds(const Json& answer, const Json& expected, const std::string& name) {
    for (const auto& [key, value] : expected.items()) {
        ASSERT_TRUE(answer.contains(key)) << name << " lacks " << key << " in " << answer;
        EXPECT_EQ(answer[key], value) << name << " " << key << " in " << answer;
    }
    EXPECT_EQ(answer.contains("error_kind"), expected.contains("error_kind")) << name << answer;
}

TEST(GoldenScores, every_worked_example_of_every_pack_comes_out) {
    std::size_t examples = 0;
    for (const auto& [id, instrument] : instruments().instruments)
        for (const auto& example : instrument.examples) {
            expect_holds(output_of({{"id", 1}, {"instrument", id}, {"input", example.input}}),
                         example.output, id + " " + example.input.dump());
            ++examples;
        }
    EXPECT_EQ(examples, 152u);
    EXPECT_EQ(instruments().instruments.size(), 54u);
}

TEST(GoldenScores, every_line_of_the_batch_sample_comes_out) {
    const auto text = read_file(SINEW_SOURCE_DIR "/tests/golden/clinical/scores.jsonl");
    ASSERT_TRUE(text.has_value());
    std::size_t lines = 0;
    for (const std::string_view line : split(*text, '\n')) {
        if (trim(line).empty()) continue;
        const Json json = Json::parse(line);
        expect_holds(output_of(json), json["output"], json["id"].get<std::string>());
        ++lines;
    }
    EXPECT_EQ(lines, 154u);
}

}  // namespace
}  // namespace sinew
