#include <sinew/numerics/distributions.hpp>
#include <sinew/numerics/integral.hpp>
#include <sinew/numerics/root.hpp>

#include <gtest/gtest.h>
#include <cmath>
#include <limits>
#include <numbers>

namespace sinew::numerics {
namespace {

TEST(Root, of_a_cosine_is_half_of_pi) {
    const auto root = root_between([](double x) { return std::cos(x); }, 0, 3);
    ASSERT_TRUE(root);
    EXPECT_NEAR(*root, std::numbers::pi / 2, 1e-15);
}

TEST(Root, without_a_change_of_sign_is_nothing) {
    EXPECT_FALSE(root_between([](double x) { return x * x + 1; }, -1, 2));
    EXPECT_FALSE(root_between([](double) { return std::nan(""); }, -1, 2));
}

TEST(Root, at_an_end_is_found) {
    EXPECT_EQ(root_between([](double x) { return x; }, 0, 2), 0.0);
}

TEST(Minimum, of_a_parabola_lies_at_its_vertex) {
    const auto least = minimum_between([](double x) { return (x - 2) * (x - 2) + 3; }, -5, 7);
    EXPECT_NEAR(least.at, 2, 1e-7);
    EXPECT_NEAR(least.value, 3, 1e-14);
}

TEST(Integral, of_the_bell_over_the_line_is_one) {
    constexpr double kInfinity = std::numeric_limits<double>::infinity();
    const auto whole =
        integral_of([](double z) { return std::exp(-z * z / 2) / std::sqrt(2 * std::numbers::pi); },
                    -kInfinity, kInfinity);
    EXPECT_NEAR(whole.value, 1, 1e-10);
}

TEST(GaussLegendre, is_exact_for_polynomials_of_its_degree) {
    for (const std::size_t n : {1U, 2U, 5U, 16U, 65U}) {
        const auto rule = gauss_legendre(n);
        double total = 0, highest_even = 0;
        const auto degree = static_cast<double>(2 * n - 2);
        for (std::size_t i = 0; i < n; ++i) {
            total += rule.weights[i];
            highest_even += rule.weights[i] * std::pow(rule.points[i], degree);
        }
        EXPECT_NEAR(total, 2, 1e-13) << n;
        EXPECT_NEAR(highest_even, 2 / (degree + 1), 1e-13) << n;
    }
}

TEST(FisherF, of_one_and_many_degrees_is_the_square_of_t) {
    for (const double t : {0.3, 1.7, 4.2})
        EXPECT_NEAR(fisher_upper_tail(t * t, 1, 12), 2 * student_cdf(-t, 12), 1e-14);
    EXPECT_NEAR(fisher_quantile(0.95, 3, 20), 3.098391, 1e-6);  // printed F tables: 3.10
    EXPECT_TRUE(std::isnan(fisher_upper_tail(1, 0, 3)));
}

TEST(ChiSquared, quantile_and_tail_are_inverse) {
    for (const double p : {1e-6, 0.025, 0.5, 0.975, 1 - 1e-6})
        for (const double degrees : {0.5, 1.0, 12.0, 400.0})
            EXPECT_NEAR(chi_squared_upper_tail(chi_squared_quantile(p, degrees), degrees), 1 - p,
                        1e-11);
}

TEST(Densities, are_the_slopes_of_their_distributions) {
    constexpr double kStep = 1e-5;
    for (const double x : {-1.4, 0.2, 2.5}) {
        EXPECT_NEAR(normal_density(x),
                    (normal_cdf(x + kStep) - normal_cdf(x - kStep)) / (2 * kStep), 1e-9);
        EXPECT_NEAR(std::exp(student_log_density(x, 4)),
                    (student_cdf(x + kStep, 4) - student_cdf(x - kStep, 4)) / (2 * kStep), 1e-9);
    }
}

}  // namespace
}  // namespace sinew::numerics
