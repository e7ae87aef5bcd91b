// Against long double, at points of a stream and at the ends; the same bits at every width.
#include <sinew/base/random_stream.hpp>
#include <sinew/numerics/logistic.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace sinew::numerics {
namespace {

/// Distance in units of the last place of the true value.
double ulps(double found, long double truth) {
    const double near = std::fabs(static_cast<double>(truth));
    const double place = std::nextafter(near, std::numeric_limits<double>::infinity()) - near;
    return static_cast<double>(std::fabs(static_cast<long double>(found) - truth) / place);
}

std::vector<double> points(std::size_t count) {
    RandomStream stream{1, "logistic"};
    std::vector<double> z;
    while (z.size() < count) {
        const double wide = z.size() % 3 == 0 ? 700 : z.size() % 3 == 1 ? 30 : 2;
        z.push_back(wide * (2 * stream.uniform() - 1));
    }
    return z;
}

TEST(Logistic, is_within_three_ulps_of_long_double) {
    const auto z = points(200003);
    std::vector<double> sum(z.size()), chance(z.size());
    logistic(z, sum, chance);
    double sum_off = 0, chance_off = 0;
    for (std::size_t i = 0; i < z.size(); ++i) {
        const long double exact = z[i], small = std::exp(-std::fabs(exact));
        sum_off = std::max(sum_off, ulps(sum[i], std::max(exact, 0.0L) + std::log1p(small)));
        chance_off = std::max(chance_off, ulps(chance[i], (exact > 0 ? 1 : small) / (1 + small)));
    }
    EXPECT_LT(sum_off, 3);
    EXPECT_LT(chance_off, 3);
}

TEST(Logistic, is_quiet_at_the_ends) {
    const double far = std::numeric_limits<double>::infinity();
    const std::vector<double> z{far, -far, 5000, -5000, 0, std::nan("")};
    std::vector<double> sum(6), chance(6);
    logistic(z, sum, chance);
    EXPECT_EQ(sum[0], far);
    EXPECT_EQ(chance[0], 1);
    EXPECT_LT(sum[1], 1e-300);
    EXPECT_LT(chance[1], 1e-300);
    EXPECT_EQ(sum[2], 5000);
    EXPECT_LT(sum[3], 1e-300);
    EXPECT_EQ(chance[4], 0.5);
    EXPECT_NEAR(sum[4], std::log(2.0), 1e-16);
    EXPECT_TRUE(std::isnan(sum[5]) && std::isnan(chance[5]));
}

TEST(Logistic, has_the_same_bits_at_every_width_and_length) {
    RandomStream stream{2, "logistic"};
    for (std::size_t count = 0; count < 40; ++count) {
        const auto z = points(count);
        std::vector<double> events, n, sum(count), chance(count), slope = z;
        for (std::size_t i = 0; i < count; ++i) {
            n.push_back(1 + std::floor(300 * stream.uniform()));
            events.push_back(std::floor(n.back() * stream.uniform()));
        }
        logistic(z, sum, chance, Width::two);
        const double likelihood = binomial_slopes(events, n, slope, Width::two);
        double plain = 0;
        for (std::size_t i = 0; i < count; ++i) {
            plain += events[i] * z[i] - n[i] * sum[i];
            EXPECT_EQ(slope[i], events[i] - n[i] * chance[i]);
        }
        EXPECT_NEAR(likelihood, plain, 1e-12 * (1 + std::fabs(plain)));
        for (const Width width : {Width::four, Width::eight}) {
            if (width > widest_lanes()) continue;
            std::vector<double> wide_sum(count), wide_chance(count), wide_slope = z;
            logistic(z, wide_sum, wide_chance, width);
            EXPECT_EQ(wide_sum, sum);
            EXPECT_EQ(wide_chance, chance);
            EXPECT_EQ(binomial_slopes(events, n, wide_slope, width), likelihood);
            EXPECT_EQ(wide_slope, slope);
        }
    }
}

}  // namespace
}  // namespace sinew::numerics
