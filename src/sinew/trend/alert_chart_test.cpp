#include <sinew/numerics/distributions.hpp>
#include <sinew/trend/alert_chart.hpp>
#include <sinew/trend/made_series_for_test.hpp>

#include <gtest/gtest.h>

#include <cmath>

namespace sinew::trend {
namespace {

Series unchanged(std::size_t count, double memory, std::uint64_t index) {
    RandomStream stream{71, "unchanged", index};
    return made_series(made_errors(stream, count, memory));
}

TEST(AlertChart, sees_a_jump_and_a_drift_and_says_which_way) {
    Series series = unchanged(60, 0.2, 1);
    series.values[40].value += 12;
    const auto jump = alert_chart(series);
    ASSERT_TRUE(jump);
    ASSERT_FALSE(jump->alarms.empty());
    EXPECT_EQ(jump->alarms.front().day, made_day(40));
    EXPECT_EQ(jump->alarms.front().alarm, Alarm::jump);
    EXPECT_TRUE(jump->alarms.front().worse);

    Series drifting = unchanged(80, 0.2, 2);
    for (std::size_t i = 30; i < 80; ++i) drifting.values[i].value -= 3;
    const auto drift = alert_chart(drifting);
    ASSERT_FALSE(drift->alarms.empty());
    EXPECT_EQ(drift->alarms.back().alarm, Alarm::drift);
    EXPECT_FALSE(drift->alarms.back().worse);
}

TEST(AlertChart, scales_with_the_outcome) {
    const Series series = unchanged(40, 0.3, 3);
    Series tenfold = series;
    for (DayValue& value : tenfold.values) value.value = 50 + 10 * value.value;
    const auto one = alert_chart(series);
    const auto ten = alert_chart(tenfold);
    EXPECT_NEAR(ten->jump_limit, 10 * one->jump_limit, 1e-8);
    EXPECT_NEAR(ten->centre, 50 + 10 * one->centre, 1e-8);
}

TEST(AlertChart, opens_its_limits_when_the_baseline_is_short) {
    double short_base = 0;
    double long_base = 0;
    for (std::uint64_t i = 0; i < 20; ++i) {
        const Series series = unchanged(60, 0.2, 100 + i);
        short_base += alert_chart(series, {.baseline_days = 12, .futures = 199})->drift_limit;
        long_base += alert_chart(series, {.baseline_days = 56, .futures = 199})->drift_limit;
    }
    EXPECT_GT(short_base, long_base);
}

TEST(AlertChart, is_not_drawn_on_too_little) {
    EXPECT_FALSE(alert_chart(unchanged(9, 0, 4)));
    EXPECT_FALSE(alert_chart(made_series(std::vector<double>(40, 3.0))));
    EXPECT_FALSE(alert_chart({}));
}

/// Memory drawn from the weights of the setting: the rate is then exact. Bounds fail once in 10,000 seeds.
TEST(AlertChart, raises_as_many_false_alarms_as_it_states) {
    constexpr int kRepeats = 500;
    const MemoryPrior prior;
    std::vector<double> weights;
    double total = 0;
    for (int i = 0; i < prior.points; ++i) {
        const double share = (i + 0.5) / prior.points;
        weights.push_back(std::pow(share, prior.shape_low - 1) *
                          std::pow(1 - share, prior.shape_high - 1));
        total += weights.back();
    }
    int alarms = 0;
    for (std::uint64_t repeat = 0; repeat < kRepeats; ++repeat) {
        RandomStream stream{73, "drawn memory", repeat};
        double left = stream.uniform() * total;
        std::size_t at = 0;
        while (at + 1 < weights.size() && left >= weights[at]) left -= weights[at++];
        const double memory = -1 + 2 * (static_cast<double>(at) + 0.5) / prior.points;
        const Series series = made_series(made_errors(stream, 21 + 90, memory));
        alarms += alert_chart(series, {.futures = 99, .seed = repeat})->alarms.empty() ? 0 : 1;
    }
    EXPECT_NEAR(static_cast<double>(alarms) / kRepeats, 0.10, reach_of(0.10, kRepeats));
}

TEST(AlertChart, keeps_the_stated_rate_as_a_bound_at_known_memory) {
    constexpr int kRepeats = 300;
    for (const double memory : {0.0, 0.6}) {
        int alarms = 0;
        for (std::uint64_t repeat = 0; repeat < kRepeats; ++repeat)
            alarms += alert_chart(unchanged(21 + 90, memory, 5000 + repeat),
                                  {.futures = 99, .seed = repeat})
                              ->alarms.empty()
                          ? 0
                          : 1;
        EXPECT_LE(static_cast<double>(alarms) / kRepeats, 0.10 + reach_of(0.10, kRepeats));
    }
}

TEST(ChanceOfRun, is_the_counted_share) {
    // Two tails in a row in three throws: TTH, HTT, TTT of eight. In four: 8 of 16.
    EXPECT_DOUBLE_EQ(chance_of_run(2, 3, 0.5), 3.0 / 8);
    EXPECT_DOUBLE_EQ(chance_of_run(2, 4, 0.5), 0.5);
    EXPECT_DOUBLE_EQ(chance_of_run(1, 5, 0.2), 1 - std::pow(0.8, 5));
    EXPECT_DOUBLE_EQ(chance_of_run(6, 5, 0.9), 0.0);
}

TEST(QuietLimit, is_short_for_those_who_always_answer) {
    const int faithful = quiet_limit(28, 28, 90, 0.05);
    const int seldom = quiet_limit(14, 28, 90, 0.05);
    EXPECT_GE(faithful, 2);
    EXPECT_LE(faithful, 4);
    EXPECT_GT(seldom, faithful + 3);
}

/// Chance of an answer drawn flat, as the rule assumes: the stated rate is an upper bound, because runs are whole numbers.
TEST(QuietLimit, raises_no_more_false_alarms_than_stated) {
    constexpr int kRepeats = 500;
    RandomStream stream{72, "quiet"};
    int alarms = 0;
    for (int repeat = 0; repeat < kRepeats; ++repeat) {
        const double answers = stream.uniform();
        std::size_t answered = 0;
        for (int i = 0; i < 28; ++i) answered += stream.chance(answers) ? 1 : 0;
        const int limit = quiet_limit(answered, 28, 90, 0.05);
        int run = 0;
        bool alarm = false;
        for (int i = 0; i < 90; ++i) {
            run = stream.chance(answers) ? 0 : run + 1;
            alarm = alarm || run >= limit;
        }
        alarms += alarm ? 1 : 0;
    }
    EXPECT_LE(static_cast<double>(alarms) / kRepeats, 0.05 + reach_of(0.05, kRepeats));
}

}  // namespace
}  // namespace sinew::trend
