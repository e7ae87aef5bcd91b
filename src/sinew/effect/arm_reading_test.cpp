#include <sinew/effect/reading.hpp>

#include <gtest/gtest.h>
#include <cmath>

namespace sinew::effect {
namespace {

using Rows = std::vector<std::vector<std::string>>;

Checked<Effects> read(std::vector<std::string> columns, Rows rows,
                      const EffectsQuestion& question) {
    return effects_of({"t", std::move(columns), std::move(rows)}, question);
}

std::string fault(const Checked<Effects>& effects) {
    return effects ? "no fault" : to_line(effects.error().list().front());
}

TEST(ArmReading, two_arms_give_what_the_two_groups_give) {
    const auto arms = read({"study", "arm", "treatment", "n", "mean", "sd"},
                           {{"WangMu2022", "1", "taichi", "48", "1.91", "1.90"},
                            {"WangMu2022", "2", "usual", "47", "4.03", "2.73"}},
                           {.measure = Measure::SMD});
    const auto groups = read({"study", "n1i", "m1i", "sd1i", "n2i", "m2i", "sd2i"},
                             {{"WangMu2022", "48", "1.91", "1.90", "47", "4.03", "2.73"}},
                             {.measure = Measure::SMD});
    ASSERT_TRUE(arms) << fault(arms);
    ASSERT_TRUE(groups) << fault(groups);
    EXPECT_EQ(arms->yi, groups->yi);
    EXPECT_EQ(arms->vi, groups->vi);
    EXPECT_EQ(arms->rows[0].label, "WangMu2022: taichi vs usual");
    EXPECT_TRUE(arms->covariances.empty());
}

TEST(ArmReading, arms_against_one_control_share_its_variance) {
    const std::vector<std::string> columns{"study", "arm", "n", "mean", "sd"};
    const Rows rows{
        {"A", "x", "20", "5", "2"}, {"A", "y", "25", "4", "3"}, {"A", "z", "30", "6", "2.5"}};
    const auto effects = read(columns, rows, {.measure = Measure::MD});
    ASSERT_TRUE(effects) << fault(effects);
    ASSERT_EQ(effects->size(), 2U);
    EXPECT_DOUBLE_EQ(effects->yi[0], -1);
    EXPECT_DOUBLE_EQ(effects->yi[1], -2);
    ASSERT_EQ(effects->covariances.size(), 1U);
    EXPECT_DOUBLE_EQ(effects->covariances[0].value, 2.5 * 2.5 / 30);
    // Var(x - y) = v1 + v2 - 2 cov must be what the two arms give directly.
    EXPECT_NEAR(effects->vi[0] + effects->vi[1] - 2 * effects->covariances[0].value,
                4.0 / 20 + 9.0 / 25, 1e-14);
    EXPECT_FALSE(effects->warnings.empty());
}

TEST(ArmReading, ratios_of_three_arms_agree_with_each_other) {
    for (const Measure measure : {Measure::RR, Measure::OR, Measure::RD, Measure::AS}) {
        const Rows rows{{"A", "x", "5", "40"}, {"A", "y", "9", "38"}, {"A", "z", "14", "41"}};
        const auto effects = read({"study", "arm", "events", "n"}, rows, {.measure = measure});
        const auto direct = read({"study", "ai", "n1i", "ci", "n2i"}, {{"A", "5", "40", "9", "38"}},
                                 {.measure = measure});
        ASSERT_TRUE(effects && direct);
        EXPECT_NEAR(effects->yi[0] - effects->yi[1], direct->yi[0], 1e-14);
        EXPECT_NEAR(effects->vi[0] + effects->vi[1] - 2 * effects->covariances.at(0).value,
                    direct->vi[0], 1e-14);
    }
}

TEST(ArmReading, the_control_can_be_named) {
    const std::vector<std::string> columns{"study", "arm", "treatment", "events", "time"};
    const Rows rows{{"A", "1", "usual", "3", "100"},
                    {"A", "2", "yoga", "6", "100"},
                    {"B", "1", "yoga", "5", "90"},
                    {"B", "2", "taichi", "5", "90"}};
    const auto effects = read(columns, rows, {.measure = Measure::IRR, .control = "usual"});
    ASSERT_TRUE(effects) << fault(effects);
    ASSERT_EQ(effects->size(), 1U);
    EXPECT_NEAR(effects->yi[0], std::log(2.0), 1e-15);
    EXPECT_EQ(effects->rows_left_out.size(), 2U);
    EXPECT_NE(effects->rows_left_out[0].reason.find("usual"), std::string::npos);
}

TEST(ArmReading, what_is_wrong_with_arms_is_told) {
    const std::vector<std::string> columns{"study", "arm", "n", "mean", "sd"};
    const EffectsQuestion question{.measure = Measure::MD};
    EXPECT_NE(
        fault(read(columns, {{"A", "x", "20", "5", "2"}, {"A", "x", "25", "4", "3"}}, question))
            .find("row 2:arm: arm x of A stands in row 1 already"),
        std::string::npos);
    EXPECT_NE(
        fault(read(columns, {{"A", "x", "1", "5", "2"}, {"A", "y", "25", "4", "3"}}, question))
            .find("row 1:n: a group of 1"),
        std::string::npos);
    EXPECT_NE(
        fault(read(columns, {{"A", "x", "20", "5", "0"}, {"A", "y", "25", "4", "3"}}, question))
            .find("a standard deviation of 0"),
        std::string::npos);
    EXPECT_NE(fault(read(columns, {{"A", "x", "20", "5", "2"}}, {})).find("arms, and no measure"),
              std::string::npos);
    EXPECT_NE(fault(read(columns, {{"A", "x", "20", "5", "2"}}, {.measure = Measure::OR}))
                  .find("do not give OR"),
              std::string::npos);
    const auto alone = read(
        columns, {{"A", "x", "20", "5", "2"}, {"B", "x", "20", "5", "2"}, {"B", "y", "", "5", "2"}},
        {.measure = Measure::MD, .fewest = 0});
    ASSERT_TRUE(alone) << fault(alone);
    EXPECT_EQ(alone->size(), 0U);
    EXPECT_EQ(alone->rows_left_out.size(), 3U);
}

}  // namespace
}  // namespace sinew::effect
