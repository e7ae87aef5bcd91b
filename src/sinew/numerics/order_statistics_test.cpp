#include <sinew/base/random_stream.hpp>
#include <sinew/numerics/order_statistics.hpp>

#include <gtest/gtest.h>
#include <algorithm>
#include <cmath>
#include <vector>

namespace sinew::numerics {
namespace {

TEST(OrderStatistics, known_values) {
    std::vector<double> odd{5, 1, 3}, even{4, 1, 3, 2}, one{7};
    EXPECT_EQ(median_of(odd), 3);
    EXPECT_EQ(median_of(even), 2.5);
    EXPECT_EQ(quantile_of(one, 0.9), 7);
    std::vector<double> ten{10, 9, 8, 7, 6, 5, 4, 3, 2, 1};
    EXPECT_DOUBLE_EQ(quantile_of(ten, 0.25), 3.25);
    EXPECT_DOUBLE_EQ(quantile_of(ten, 0.75), 7.75);
    EXPECT_EQ(quantile_of(ten, 0), 1);
    EXPECT_EQ(quantile_of(ten, 1), 10);
    std::vector<double> spread{1, 1, 2, 2, 4, 6, 9};
    EXPECT_EQ(median_absolute_deviation(spread), 1);
}

TEST(OrderStatistics, nothing_has_no_median) {
    EXPECT_TRUE(std::isnan(median_of({})));
    EXPECT_TRUE(std::isnan(quantile_of({}, 0.5)));
    EXPECT_TRUE(std::isnan(median_absolute_deviation({})));
}

TEST(OrderStatistics, agree_with_sorting) {
    RandomStream stream{20261123, "order statistics"};
    for (int round = 0; round < 500; ++round) {
        std::vector<double> values(1 + stream.below(40));
        for (double& value : values) value = std::floor(stream.uniform() * 12);
        std::vector<double> sorted = values;
        std::sort(sorted.begin(), sorted.end());
        const std::size_t half = sorted.size() / 2;
        const double expected =
            sorted.size() % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
        std::vector<double> for_quantile = values;
        EXPECT_EQ(median_of(values), expected);
        EXPECT_DOUBLE_EQ(quantile_of(for_quantile, 0.5), expected);
    }
}

}  // namespace
}  // namespace sinew::numerics
