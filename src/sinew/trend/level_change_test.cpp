#include <sinew/trend/level_change.hpp>
#include <sinew/trend/made_series_for_test.hpp>

#include <gtest/gtest.h>

#include <cmath>

namespace sinew::trend {
namespace {

Series stepped(double step, Better better = Better::lower, std::uint64_t seed = 1) {
    RandomStream stream{seed, "stepped"};
    std::vector<double> values = made_errors(stream, 42, 0.3);
    for (std::size_t i = 0; i < values.size(); ++i)
        values[i] = 60 + 6 * values[i] + (i >= 28 ? step : 0);
    return made_series(values, better);
}

TEST(LevelChange, speaks_in_the_direction_that_is_better) {
    EXPECT_EQ(level_change(stepped(-25), made_day(41), {}, {}).verdict, ChangeVerdict::improved);
    EXPECT_EQ(level_change(stepped(25), made_day(41), {}, {}).verdict, ChangeVerdict::worsened);
    EXPECT_EQ(level_change(stepped(25, Better::higher), made_day(41), {}, {}).verdict,
              ChangeVerdict::improved);
    EXPECT_EQ(level_change(stepped(0), made_day(41), {}, {}).verdict,
              ChangeVerdict::no_clear_change);
}

TEST(LevelChange, holds_size_against_the_important_difference_apart_from_noise) {
    const LevelChange change = level_change(stepped(-25), made_day(41), {}, 10.0);
    EXPECT_EQ(change.size, SizeVerdict::at_least);
    EXPECT_EQ(level_change(stepped(-25), made_day(41), {}, 60.0).size, SizeVerdict::below);
    EXPECT_EQ(level_change(stepped(-25), made_day(41), {}, {}).size, SizeVerdict::not_known);
}

TEST(LevelChange, never_compares_windows_that_overlap) {
    Series short_one = stepped(-25);
    short_one.values.resize(21);
    const LevelChange change = level_change(short_one, made_day(20), {}, {});
    EXPECT_EQ(change.verdict, ChangeVerdict::too_little);
    EXPECT_EQ(change.recent_values, 0u);
}

TEST(LevelChange, is_not_carried_by_one_wild_answer) {
    Series series = stepped(0);
    series.values.back().value = 1e5;
    const LevelChange change = level_change(series, made_day(41), {}, {});
    EXPECT_GE(change.pulled, 1u);
    EXPECT_EQ(change.verdict, ChangeVerdict::no_clear_change);
}

TEST(ReliableChange, is_the_worked_value_of_its_formula) {
    // SD 7.5, reliability 0.8: SEM 7.5 sqrt 0.2, SE of a difference of two single scores 7.5 sqrt 0.4 = 4.7434.
    const Precision precision{.reliability = 0.8, .sd = 7.5};
    EXPECT_NEAR(reliable_change_index(-15, precision), -15 / (7.5 * std::sqrt(0.4)), 1e-12);
    EXPECT_NEAR(reliable_change_index(-15, precision, 4, 4),
                2 * reliable_change_index(-15, precision), 1e-12);
}

TEST(LevelChange, uses_published_precision_where_the_own_noise_cannot_be_seen) {
    Series series;
    series.values = {{made_day(0), 18}, {made_day(28), 6}};
    const Precision precision{.reliability = 0.84, .sd = 6};
    const LevelChange change = level_change(series, made_day(28), precision, 5.0);
    EXPECT_EQ(change.noise, NoiseSource::published);
    EXPECT_EQ(change.verdict, ChangeVerdict::improved);
    EXPECT_NEAR(change.reliable_change, -12 / (6 * std::sqrt(0.32)), 1e-12);
    EXPECT_EQ(level_change(series, made_day(28), {}, {}).verdict, ChangeVerdict::too_little);
}

TEST(LevelChange, covers_the_truth_as_often_as_it_says) {
    constexpr int kRepeats = 1000;
    int held = 0;
    RandomStream stream{41, "level"};
    for (int repeat = 0; repeat < kRepeats; ++repeat) {
        const Series series = made_series(made_errors(stream, 28, 0.3));
        const LevelChange change =
            level_change(series, made_day(27), {}, {}, {.baseline_days = 10, .recent_days = 10});
        held += change.interval->holds(0) ? 1 : 0;
    }
    const double share = static_cast<double>(held) / kRepeats;
    EXPECT_GE(share, 0.93 - reach_of(0.93, kRepeats));
    EXPECT_LE(share, 0.97 + reach_of(0.97, kRepeats));
}

}  // namespace
}  // namespace sinew::trend
