// Values with a closed form, tables everyone has, and laws that hold without one.
#include <sinew/numerics/distributions.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace sinew::numerics {
namespace {

TEST(NormalDistribution, has_its_known_points) {
    EXPECT_DOUBLE_EQ(normal_cdf(0.0), 0.5);
    EXPECT_NEAR(normal_cdf(1.0) - normal_cdf(-1.0), 0.682689492137086, 1e-15);  // erf(1/sqrt 2)
    EXPECT_NEAR(normal_quantile(0.975), 1.959963984540054, 1e-14);
    EXPECT_TRUE(std::isnan(normal_quantile(0.0)));
    EXPECT_TRUE(std::isnan(normal_quantile(1.0)));
}

TEST(StudentDistribution, is_cauchy_at_one_degree_and_closed_at_two) {
    for (const double t : {-30.0, -2.5, -0.1, 0.0, 0.7, 4.0, 100.0}) {
        EXPECT_NEAR(student_cdf(t, 1), 0.5 + std::atan(t) / std::numbers::pi, 1e-14) << t;
        EXPECT_NEAR(student_cdf(t, 2), 0.5 + t / (2 * std::sqrt(2 + t * t)), 1e-14) << t;
    }
    EXPECT_NEAR(student_quantile(0.975, 1), std::tan(0.475 * std::numbers::pi), 1e-11);
}

TEST(StudentDistribution, comes_back_from_its_quantile) {
    for (const double degrees : {1.0, 4.5, 7.0, 29.0, 400.0})
        for (const double p : {0.001, 0.025, 0.3, 0.5, 0.9, 0.975})
            EXPECT_NEAR(student_cdf(student_quantile(p, degrees), degrees), p, 1e-13);
    EXPECT_TRUE(std::isnan(student_cdf(0.0, 0.0)));
    EXPECT_TRUE(std::isnan(student_quantile(1.2, 5.0)));
}

TEST(ChiSquaredTail, is_exponential_at_two_degrees) {
    for (const double x : {0.0, 0.5, 3.0, 20.0})
        EXPECT_NEAR(chi_squared_upper_tail(x, 2), std::exp(-x / 2), 1e-15);
    EXPECT_TRUE(std::isnan(chi_squared_upper_tail(-1.0, 2)));
}

TEST(BinomialDistribution, adds_up_to_counted_outcomes) {
    EXPECT_NEAR(binomial_cdf(1, 3, 0.5), 0.5, 1e-15);          // (1 + 3) / 8
    EXPECT_NEAR(binomial_cdf(0, 4, 0.25), 0.31640625, 1e-15);  // 0.75^4
    EXPECT_EQ(binomial_cdf(-1, 4, 0.25), 0.0);
    EXPECT_EQ(binomial_cdf(4, 4, 0.25), 1.0);
    EXPECT_TRUE(std::isnan(binomial_cdf(1, 4, 1.5)));
}

TEST(BetaDistribution, is_uniform_and_a_power_where_it_should_be) {
    EXPECT_NEAR(beta_quantile(0.3, 1, 1), 0.3, 1e-14);
    EXPECT_NEAR(beta_quantile(0.25, 2, 1), 0.5, 1e-14);  // P(X <= x) = x^2
    EXPECT_TRUE(std::isnan(beta_quantile(0.5, 0, 1)));
}

}  // namespace
}  // namespace sinew::numerics
