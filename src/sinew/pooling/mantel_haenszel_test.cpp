#include <sinew/pooling/mantel_haenszel.hpp>

#include <gtest/gtest.h>
#include <cmath>

namespace sinew::pooling {
namespace {

const std::vector<CountTable> kTables{
    {4, 119, 11, 128}, {6, 300, 29, 274}, {3, 228, 11, 209}, {0, 40, 2, 38}};

TEST(MantelHaenszel, one_table_gives_its_own_ratio) {
    const std::vector<CountTable> one{{10, 20, 6, 30}};
    const auto odds = *mantel_haenszel(CountMeasure::odds_ratio, one, {}, {});
    EXPECT_NEAR(odds.mean.b, std::log(10.0 * 30 / (20 * 6)), 1e-14);
    // With one table the variance is Woolf's.
    EXPECT_NEAR(odds.mean.se, std::sqrt(1.0 / 10 + 1.0 / 20 + 1.0 / 6 + 1.0 / 30), 1e-14);
    const auto risk = *mantel_haenszel(CountMeasure::risk_ratio, one, {}, {});
    EXPECT_NEAR(risk.mean.b, std::log((10.0 / 30) / (6.0 / 36)), 1e-14);
    EXPECT_NEAR(risk.mean.se, std::sqrt(1.0 / 10 - 1.0 / 30 + 1.0 / 6 - 1.0 / 36), 1e-14);
    const auto difference = *mantel_haenszel(CountMeasure::risk_difference, one, {}, {});
    EXPECT_NEAR(difference.mean.b, 10.0 / 30 - 6.0 / 36, 1e-14);
}

TEST(MantelHaenszel, tables_of_one_odds_ratio_give_that_ratio_and_no_heterogeneity) {
    const std::vector<CountTable> alike{{20, 10, 10, 20}, {40, 20, 20, 40}, {8, 2, 4, 4}};
    const auto pooled = *mantel_haenszel(CountMeasure::odds_ratio, alike, {}, {});
    EXPECT_NEAR(pooled.mean.b, std::log(4.0), 1e-14);
    EXPECT_NEAR(pooled.tarone.statistic, 0, 1e-12);
    EXPECT_EQ(pooled.tarone.degrees, 2);
}

TEST(MantelHaenszel, swapping_the_groups_turns_the_sign_and_the_order_of_tables_does_not_matter) {
    std::vector<CountTable> swapped, reversed{kTables.rbegin(), kTables.rend()};
    for (const CountTable& x : kTables) swapped.push_back({x.c, x.d, x.a, x.b});
    for (const CountMeasure measure :
         {CountMeasure::odds_ratio, CountMeasure::risk_ratio, CountMeasure::risk_difference}) {
        const auto here = *mantel_haenszel(measure, kTables, {}, {}),
                   there = *mantel_haenszel(measure, swapped, {}, {});
        EXPECT_NEAR(here.mean.b, -there.mean.b, 1e-14);
        EXPECT_NEAR(here.mean.se, there.mean.se, 1e-14);
        EXPECT_NEAR(here.mean.b, mantel_haenszel(measure, reversed, {}, {})->mean.b, 1e-14);
    }
    EXPECT_NEAR(peto(kTables)->mean.b, -peto(swapped)->mean.b, 1e-14);
}

TEST(MantelHaenszel, tables_without_events_change_no_ratio) {
    auto more = kTables;
    more.push_back({0, 50, 0, 60});
    EXPECT_EQ(mantel_haenszel(CountMeasure::odds_ratio, kTables, {}, {})->mean.b,
              mantel_haenszel(CountMeasure::odds_ratio, more, {}, {})->mean.b);
    const auto by_peto = *peto(more);
    EXPECT_EQ(by_peto.mean.b, peto(kTables)->mean.b);
    EXPECT_EQ(by_peto.k_yi, 4U);
    EXPECT_EQ(by_peto.k, 5U);
}

TEST(MantelHaenszel, what_says_nothing_is_not_defined_and_what_is_wrong_is_refused) {
    const std::vector<CountTable> nothing{{0, 10, 0, 12}};
    EXPECT_TRUE(std::isnan(mantel_haenszel(CountMeasure::odds_ratio, nothing, {}, {})->mean.b));
    EXPECT_TRUE(std::isnan(peto(nothing)->mean.b));
    const std::vector<CountTable> negative{{1, 1, 1, 1}, {-1, 2, 3, 4}}, empty{{0, 0, 1, 2}};
    EXPECT_EQ(mantel_haenszel(CountMeasure::odds_ratio, negative, {}, {}).error().where, "row 2");
    EXPECT_FALSE(peto(empty));
    EXPECT_FALSE(peto({}));
    const std::vector<RateTable> rates{{1, 0, 1, 10}};
    EXPECT_FALSE(mantel_haenszel(RateMeasure::rate_ratio, rates, {}, {}));
}

}  // namespace
}  // namespace sinew::pooling
