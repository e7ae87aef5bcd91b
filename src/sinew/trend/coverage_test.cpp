#include <sinew/trend/coverage.hpp>
#include <sinew/trend/made_series_for_test.hpp>

#include <gtest/gtest.h>

namespace sinew::trend {
namespace {

TEST(Coverage, counts_due_answered_and_silence) {
    Series series;
    for (const long day : {0, 1, 2, 5, 6, 10}) series.values.push_back({made_day(day), 3});
    series.missing = {{made_day(3), Missing::refused}, {made_day(4), Missing::device}};
    const Coverage ledger = coverage_of(series, made_day(15), {});
    EXPECT_EQ(ledger.due, 16u);
    EXPECT_EQ(ledger.answered, 6u);
    EXPECT_EQ(ledger.longest_silence_days, 5);
    EXPECT_EQ(ledger.silent_for_days, 5);
    EXPECT_EQ(ledger.reasons[static_cast<std::size_t>(Missing::refused)], 1u);
    EXPECT_FALSE(ledger.before_silence_shift);
}

TEST(Coverage, counts_weeks_where_weeks_are_due) {
    Series series;
    for (const long day : {0, 8, 15, 29}) series.values.push_back({made_day(day), 3});
    const Coverage ledger = coverage_of(series, made_day(30), {.every_days = 7});
    EXPECT_EQ(ledger.due, 5u);
    EXPECT_EQ(ledger.answered, 4u);
}

TEST(Coverage, hints_when_silence_follows_bad_days_and_only_then) {
    Series bad;
    Series chance;
    RandomStream stream{21, "silence"};
    long day = 0;
    for (int i = 0; i < 60; ++i) {
        const double value = 50 + 10 * numerics::normal_draw(stream);
        bad.values.push_back({made_day(day), value});
        chance.values.push_back({made_day(day), 50 + 10 * numerics::normal_draw(stream)});
        day += value > 55 ? 3 : 1;
    }
    const auto hint = coverage_of(bad, bad.values.back().day, {}).before_silence_shift;
    ASSERT_TRUE(hint);
    EXPECT_GT(*hint, 5);
    EXPECT_FALSE(coverage_of(chance, chance.values.back().day, {}).before_silence_shift);
}

}  // namespace
}  // namespace sinew::trend
