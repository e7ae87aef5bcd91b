// Scoring as a function of plain numbers: order of refusals, what is told beside one, and how numbers are told.
#include <gtest/gtest.h>
#include <sinew/knowledge/catalogue.hpp>
#include <sinew/measure/scorer.hpp>

#include <cmath>

namespace sinew::measure {
namespace {

const Instrument& instrument(const char* id) {
    static const auto loaded = knowledge::load_catalogue(knowledge::PackSource::embedded(),
                                                         {knowledge::Part::instruments});
    return *(*loaded)->instruments.find(id);
}

/// A bare list of answers to an instrument whose only input it is.
AnswerSheet listed(const std::vector<double>& values, const Instrument& of) {
    AnswerSheet sheet;
    sheet.form = AnswerForm::list;
    sheet.values = values;
    sheet.extents.resize(of.inputs.size());
    sheet.extents[*of.takes.list] = {0, static_cast<std::uint32_t>(values.size()), true};
    return sheet;
}

std::optional<Refusal> refusal(const char* id, const std::vector<double>& values) {
    Scorer scorer{instrument(id)};
    return scorer.score(listed(values, instrument(id)).view()).refusal;
}

TEST(Scorer, the_first_kind_of_the_list_is_told_and_its_item) {
    const double null = kMissing;
    const auto shorter = refusal("cows", {9, null});
    ASSERT_TRUE(shorter);
    EXPECT_EQ(shorter->kind, ScoreFault::wrong_length);
    const auto bad = refusal("cows", {0, 0, 0, 0, null, 0, 0, 0, 0, 0, 4});
    ASSERT_TRUE(bad);
    EXPECT_EQ(bad->kind, ScoreFault::not_allowed);
    EXPECT_EQ(bad->element, 10);
    const auto out = refusal("isi", {0, 0, 0, 0, null, 5, 9});
    ASSERT_TRUE(out);
    EXPECT_EQ(out->kind, ScoreFault::out_of_range);
    EXPECT_EQ(out->element, 5);
    const auto lacking = refusal("isi", {0, 0, null, 0, null, 4, 1});
    ASSERT_TRUE(lacking);
    EXPECT_EQ(lacking->kind, ScoreFault::missing);
    EXPECT_EQ(lacking->element, 2);
    EXPECT_FALSE(refusal("isi", {0, 0, 1, 0, 2, 4, 1}));
}

TEST(Scorer, a_red_flag_is_told_even_where_there_is_no_total) {
    const Instrument& phq9 = instrument("phq9");
    Scorer scorer{phq9};
    const std::vector<double> answers{kMissing, kMissing, kMissing, 0, 0, 0, 0, 0, 2};
    const AnswerSheet sheet = listed(answers, phq9);
    const Score& score = scorer.score(sheet.view());
    ASSERT_TRUE(score.refusal);
    ASSERT_TRUE(score.ran);
    EXPECT_TRUE(score.raised(phq9.findings.front()));
    EXPECT_EQ(phq9.findings.front().rule, "SCR-061");
}

TEST(Scorer, a_bad_red_flag_item_is_no_red_flag) {
    const Instrument& phq9 = instrument("phq9");
    Scorer scorer{phq9};
    const AnswerSheet sheet = listed({0, 0, 0, 0, 0, 0, 0, 0, 7}, phq9);
    const Score& score = scorer.score(sheet.view());
    ASSERT_TRUE(score.refusal);
    for (const auto& output : phq9.outputs)
        if (output.with_error) {
            EXPECT_TRUE(std::isnan(score.value(output))) << output.name;
        }
}

TEST(Scorer, numbers_are_told_once_half_away_from_zero) {
    knowledge::OutputSpec output;
    output.kind = knowledge::ValueKind::number;
    EXPECT_EQ(told(1.005, output), 1.01);
    EXPECT_EQ(told(-1.005, output), -1.01);
    EXPECT_EQ(told(2.675, output), 2.68);
    EXPECT_EQ(told(0.285 + 0.72, output), 1.01) << "the noise of a sum does not reach a digit";
    EXPECT_FALSE(std::signbit(told(-0.001, output)));
    EXPECT_TRUE(std::isnan(told(kMissing, output)));
    EXPECT_TRUE(std::isnan(told(kWrongType, output)));
    output.decimals = 1;
    EXPECT_EQ(told(-43.55, output), -43.6);
}

TEST(Scorer, without_a_key_nothing_is_reckoned) {
    Scorer scorer{instrument("ddq")};
    const Score& score = scorer.score(Answers{});
    ASSERT_TRUE(score.refusal);
    EXPECT_EQ(score.refusal->kind, ScoreFault::no_key);
    EXPECT_FALSE(score.ran);
}

}  // namespace
}  // namespace sinew::measure
