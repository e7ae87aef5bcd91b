#include <sinew/trend/made_series_for_test.hpp>
#include <sinew/trend/practice_days.hpp>

#include <gtest/gtest.h>

namespace sinew::trend {
namespace {

std::vector<PracticeDay> phases(std::size_t count, std::size_t length, double effect,
                                std::uint64_t index, double drift = 0) {
    RandomStream stream{61, "phases", index};
    const auto errors = made_errors(stream, count, 0.3);
    std::vector<PracticeDay> days;
    for (std::size_t i = 0; i < count; ++i) {
        const bool practice = (i / length) % 2 == 1;
        days.push_back(
            {made_day(static_cast<long>(i)),
             50 + 5 * errors[i] + drift * static_cast<double>(i) + (practice ? effect : 0),
             practice});
    }
    return days;
}

TEST(PracticeEffect, tells_practice_from_a_steady_drift_in_abab) {
    const PracticeEffect effect = practice_effect(phases(56, 14, -12, 1, 0.3), Better::lower);
    EXPECT_EQ(effect.verdict, ChangeVerdict::improved);
    EXPECT_TRUE(effect.drift_removed);
    EXPECT_EQ(effect.switches, 3u);
    EXPECT_TRUE(effect.interval->holds(-12));
    EXPECT_EQ(practice_effect(phases(56, 14, 0, 2, 0.3), Better::lower).verdict,
              ChangeVerdict::no_clear_change);
}

TEST(PracticeEffect, leaves_the_drift_in_where_one_switch_cannot_tell) {
    const PracticeEffect effect = practice_effect(phases(28, 14, -12, 3), Better::lower);
    EXPECT_EQ(effect.switches, 1u);
    EXPECT_FALSE(effect.drift_removed);
}

TEST(PracticeEffect, says_too_little_of_a_few_days) {
    EXPECT_EQ(practice_effect(phases(8, 4, -50, 4), Better::lower).verdict,
              ChangeVerdict::too_little);
}

TEST(PracticeEffect, sees_an_effect_that_lasts_into_the_next_day) {
    RandomStream stream{62, "carry-over"};
    std::vector<PracticeDay> days;
    bool yesterday = false;
    for (long i = 0; i < 120; ++i) {
        const bool practice = stream.chance(0.4);
        days.push_back(
            {made_day(i),
             50 - (practice ? 8.0 : 0) - (yesterday ? 5.0 : 0) + 3 * numerics::normal_draw(stream),
             practice});
        yesterday = practice;
    }
    const PracticeEffect effect =
        practice_effect(days, Better::lower, {.design = DayDesign::randomised});
    EXPECT_TRUE(effect.carry_over_clear);
    EXPECT_TRUE(effect.carry_over->holds(-5));
    EXPECT_LE(*effect.permutation_p, 0.001);
}

TEST(PracticeEffect, shuffles_inside_blocks_and_the_same_way_every_time) {
    auto days = phases(40, 1, -3, 5);
    const PracticeSettings settings{.design = DayDesign::randomised, .block_days = 2};
    EXPECT_EQ(practice_effect(days, Better::lower, settings).permutation_p,
              practice_effect(days, Better::lower, settings).permutation_p);
}

/// The test is exact: p <= 0.10 in one of ten trials without an effect. Bounds fail once in 10,000 seeds.
TEST(PracticeEffect, is_exact_over_the_randomisation) {
    constexpr int kRepeats = 400;
    int below = 0;
    for (std::uint64_t i = 0; i < kRepeats; ++i) {
        RandomStream stream{63, "exact", i};
        const auto errors = made_errors(stream, 24, 0.6);
        std::vector<PracticeDay> days;
        for (std::size_t d = 0; d < 24; d += 2) {
            const bool first = stream.chance(0.5);
            days.push_back({made_day(static_cast<long>(d)), errors[d], first});
            days.push_back({made_day(static_cast<long>(d + 1)), errors[d + 1], !first});
        }
        const auto effect =
            practice_effect(days, Better::lower,
                            {.design = DayDesign::randomised, .block_days = 2, .shuffles = 199});
        below += *effect.permutation_p <= 0.10 ? 1 : 0;
    }
    EXPECT_NEAR(static_cast<double>(below) / kRepeats, 0.10, reach_of(0.10, kRepeats) + 0.005);
}

}  // namespace
}  // namespace sinew::trend
