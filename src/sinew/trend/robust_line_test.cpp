#include <sinew/trend/made_series_for_test.hpp>
#include <sinew/trend/robust_line.hpp>

#include <gtest/gtest.h>

namespace sinew::trend {
namespace {

TEST(RobustSlope, is_the_median_of_the_slopes_of_all_pairs) {
    // Six slopes by hand: 1, 2, 1, 3, 1, -1 -> median 1.
    const Series series = made_series({0, 1, 4, 3});
    const auto slope = robust_slope(series.values, {.fewest = 4});
    ASSERT_TRUE(slope);
    EXPECT_DOUBLE_EQ(slope->per_day, 1);
}

TEST(RobustSlope, is_not_moved_by_a_wild_answer) {
    RandomStream stream{31, "wild"};
    std::vector<double> values = made_errors(stream, 30, 0.2);
    for (std::size_t i = 0; i < values.size(); ++i) values[i] += 0.5 * static_cast<double>(i);
    const double before = robust_slope(made_series(values).values)->per_day;
    values[28] = -1e6;
    const double after = robust_slope(made_series(values).values)->per_day;
    EXPECT_NEAR(before, 0.5, 0.1);
    EXPECT_NEAR(after, before, 0.05);
}

TEST(RobustSlope, widens_when_neighbours_resemble_each_other) {
    double narrow = 0;
    double wide = 0;
    for (std::uint64_t i = 0; i < 20; ++i) {
        RandomStream one{32, "independent", i};
        RandomStream other{32, "memory", i};
        const auto a = robust_slope(made_series(made_errors(one, 40, 0)).values)->interval;
        const auto b = robust_slope(made_series(made_errors(other, 40, 0.6)).values)->interval;
        narrow += a.high - a.low;
        wide += b.high - b.low;
    }
    EXPECT_GT(wide, 1.3 * narrow);
}

TEST(RobustSlope, covers_at_least_as_often_as_it_says) {
    constexpr int kRepeats = 400;
    int held = 0;
    RandomStream stream{33, "slope"};
    for (int repeat = 0; repeat < kRepeats; ++repeat) {
        std::vector<double> values = made_errors(stream, 20, 0.6);
        for (std::size_t i = 0; i < values.size(); ++i) values[i] += 0.1 * static_cast<double>(i);
        held += robust_slope(made_series(values).values)->interval.holds(0.1) ? 1 : 0;
    }
    EXPECT_GE(static_cast<double>(held) / kRepeats, 0.95 - reach_of(0.95, kRepeats));
}

TEST(PulledIn, pulls_far_values_to_the_edge_and_counts_them) {
    const auto result = pulled_in(std::vector<double>{1, 2, 3, 4, 100}, 3.5);
    EXPECT_EQ(result.pulled, 1u);
    EXPECT_NEAR(result.values.back(), 3 + 3.5 * 1.4826022185056018, 1e-12);
    EXPECT_EQ(pulled_in(std::vector<double>{5, 5, 5, 9}, 3.5).pulled, 0u);
}

TEST(RobustSlope, says_nothing_of_too_little) {
    EXPECT_FALSE(robust_slope(made_series({1, 2, 3}).values));
    EXPECT_FALSE(robust_slope(made_series(std::vector<double>(20, 4.0)).values));
}

}  // namespace
}  // namespace sinew::trend
