// Moments and tails of the drawn numbers, with bounds of known false-alarm rate, and the same bits every time.
#include <sinew/numerics/distributions.hpp>
#include <sinew/numerics/draws.hpp>

#include <gtest/gtest.h>

#include <cmath>

namespace sinew::numerics {
namespace {

constexpr int kDraws = 100'000;
constexpr double kFive = 5.0;  // standard errors: a right generator fails one bound in 1.7 million

TEST(NormalDraw, has_mean_0_and_variance_1) {
    RandomStream stream{1, "normal"};
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < kDraws; ++i) {
        const double x = normal_draw(stream);
        sum += x;
        squares += x * x;
    }
    EXPECT_NEAR(sum / kDraws, 0, kFive / std::sqrt(kDraws));
    EXPECT_NEAR(squares / kDraws, 1, kFive * std::sqrt(2.0 / kDraws));
}

TEST(ChiSquaredDraw, has_its_mean_variance_and_upper_tail) {
    for (const double degrees : {1.0, 2.0, 7.0, 40.0}) {
        RandomStream stream{2, "chi", static_cast<std::uint64_t>(degrees)};
        double sum = 0;
        int beyond = 0;
        const double edge = 2 * degrees;
        for (int i = 0; i < kDraws; ++i) {
            const double x = chi_squared_draw(stream, degrees);
            sum += x;
            beyond += x > edge ? 1 : 0;
        }
        EXPECT_NEAR(sum / kDraws, degrees, kFive * std::sqrt(2 * degrees / kDraws));
        const double tail = chi_squared_upper_tail(edge, degrees);
        EXPECT_NEAR(static_cast<double>(beyond) / kDraws, tail,
                    kFive * std::sqrt(tail * (1 - tail) / kDraws));
    }
}

TEST(Draws, repeat_with_their_stream) {
    RandomStream one{9, "x"};
    RandomStream two{9, "x"};
    for (int i = 0; i < 100; ++i) EXPECT_EQ(chi_squared_draw(one, 5), chi_squared_draw(two, 5));
}

TEST(NormalPairs, are_normal_and_do_not_depend_on_each_other) {
    RandomStream stream{20260301, "pairs"};
    NormalPairs pairs;
    constexpr int kPairs = 200'000;
    double sum = 0, squares = 0, fourth = 0, products = 0, before = 0, beyond = 0;
    for (int i = 0; i < kPairs; ++i) {
        const double z = pairs.draw(stream);
        sum += z;
        squares += z * z;
        fourth += z * z * z * z;
        products += z * before;
        beyond += std::abs(z) > 2.5758293035489004 ? 1 : 0;
        before = z;
    }
    // Five standard errors each: a false alarm once in 350,000 seeds.
    const double root = std::sqrt(kPairs);
    EXPECT_LT(std::abs(sum), 5 * root);
    EXPECT_LT(std::abs(squares - kPairs), 5 * std::sqrt(2.0) * root);
    EXPECT_LT(std::abs(fourth - 3.0 * kPairs), 5 * std::sqrt(96.0) * root);
    EXPECT_LT(std::abs(products), 5 * root);
    EXPECT_LT(std::abs(beyond - 0.01 * kPairs), 5 * std::sqrt(0.0099) * root);
}

}  // namespace
}  // namespace sinew::numerics
