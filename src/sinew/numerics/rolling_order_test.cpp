#include <sinew/base/random_stream.hpp>
#include <sinew/numerics/order_statistics.hpp>
#include <sinew/numerics/rolling_order.hpp>

#include <gtest/gtest.h>
#include <algorithm>
#include <cmath>
#include <vector>

namespace sinew::numerics {
namespace {

TEST(RollingOrder, agrees_with_sorting_each_window) {
    RandomStream stream{20261124, "rolling order"};
    for (int round = 0; round < 100; ++round) {
        std::vector<double> values(1 + stream.below(150));
        for (double& value : values) value = std::floor(stream.uniform() * 30);
        const std::size_t width = 1 + 2 * stream.below(50);
        std::vector<double> medians(values.size()), deviations(values.size());
        rolling_median(values, width, medians);
        rolling_quartile_deviation(values, width, deviations);
        for (std::size_t i = 0; i < values.size(); ++i) {
            const std::size_t begin = i < width / 2 ? 0 : i - width / 2;
            const std::size_t end = std::min(values.size(), i + width / 2 + 1);
            std::vector<double> window(values.begin() + static_cast<std::ptrdiff_t>(begin),
                                       values.begin() + static_cast<std::ptrdiff_t>(end));
            EXPECT_EQ(medians[i], median_of(window));
            EXPECT_NEAR(deviations[i], (quantile_of(window, 0.75) - quantile_of(window, 0.25)) / 2,
                        1e-12);
        }
    }
}

}  // namespace
}  // namespace sinew::numerics
