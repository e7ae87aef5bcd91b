// Sensitivity against functions whose indices are known in closed form, and derivatives against their formulas.
#include <sinew/numerics/distributions.hpp>
#include <sinew/numerics/dual.hpp>
#include <sinew/numerics/elementary_effects.hpp>
#include <sinew/numerics/sobol_indices.hpp>
#include <sinew/numerics/symmetric_eigen.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numbers>

namespace sinew::numerics {
namespace {

constexpr double kPi = std::numbers::pi;

/// sin x1 + 7 sin^2 x2 + 0.1 x3^4 sin x1, inputs uniform on (-pi, pi).
UncertainFunction ishigami() {
    const auto around = [](double u) { return (2 * u - 1) * kPi; };
    return {{{"x1", around}, {"x2", around}, {"x3", around}},
            1,
            [](std::span<const double> x, std::span<double> y) {
                const double s = std::sin(x[1]);
                y[0] = std::sin(x[0]) + 7 * s * s + 0.1 * std::pow(x[2], 4) * std::sin(x[0]);
            }};
}

/// Product of (|4 u - 2| + a) / (1 + a).
UncertainFunction sobol_g(std::vector<double> a) {
    UncertainFunction function;
    for (std::size_t i = 0; i < a.size(); ++i)
        function.inputs.push_back({"u" + std::to_string(i), [](double u) { return u; }});
    function.evaluate = [a = std::move(a)](std::span<const double> u, std::span<double> y) {
        y[0] = 1;
        for (std::size_t i = 0; i < a.size(); ++i)
            y[0] *= (std::abs(4 * u[i] - 2) + a[i]) / (1 + a[i]);
    };
    return function;
}

void expect_share(const VarianceShare& share, double first, double total, double within) {
    EXPECT_NEAR(share.first, first, within);
    EXPECT_NEAR(share.total, total, within);
    EXPECT_LE(share.first_low, share.first);
    EXPECT_GE(share.first_high, share.first);
    // The interval is of the right size: it holds the truth, widened by half for the one in twenty.
    const double spare = (share.first_high - share.first_low) / 2;
    EXPECT_GT(first, share.first_low - spare);
    EXPECT_LT(first, share.first_high + spare);
    EXPECT_GT(total, share.total_low - (share.total_high - share.total_low) / 2);
    EXPECT_LT(total, share.total_high + (share.total_high - share.total_low) / 2);
}

TEST(SobolIndices, of_ishigami_are_the_analytic_ones) {
    const double a = 7, b = 0.1;
    const double v1 = std::pow(1 + b * std::pow(kPi, 4) / 5, 2) / 2, v2 = a * a / 8;
    const double v13 = b * b * std::pow(kPi, 8) * 8 / 225;
    const double v = v1 + v2 + v13;
    const auto answer = sobol_indices(ishigami(), {.samples = 16384, .replicates = 100});
    ASSERT_EQ(answer.evaluations, 16384U * 5);
    const SobolOutput& y = answer.outputs[0];
    EXPECT_NEAR(y.mean, a / 2, 0.05);
    EXPECT_NEAR(y.variance, v, 0.02 * v);
    expect_share(y.shares[0], v1 / v, (v1 + v13) / v, 0.02);
    expect_share(y.shares[1], v2 / v, v2 / v, 0.02);
    expect_share(y.shares[2], 0, v13 / v, 0.02);
}

TEST(SobolIndices, of_the_g_function_are_the_analytic_ones) {
    const std::vector<double> a{0, 1, 4.5, 9, 99, 99, 99, 99};
    std::vector<double> part;
    double product = 1;
    for (const double one : a) {
        part.push_back(1 / (3 * (1 + one) * (1 + one)));
        product *= 1 + part.back();
    }
    const auto answer = sobol_indices(sobol_g(a), {.samples = 16384, .replicates = 100});
    const SobolOutput& y = answer.outputs[0];
    EXPECT_NEAR(y.variance, product - 1, 0.02);
    for (std::size_t i = 0; i < a.size(); ++i)
        expect_share(y.shares[i], part[i] / (product - 1),
                     part[i] * (product / (1 + part[i])) / (product - 1), 0.025);
}

TEST(SobolIndices, of_groups_add_up_what_their_members_share) {
    const auto answer =
        sobol_indices(ishigami(), {.samples = 16384, .replicates = 0, .groups = {{0, 2}, {1}}});
    const auto& shares = answer.outputs[0].shares;
    const double v = 0.5 + 0.1 * std::pow(kPi, 4) / 5 + 0.01 * std::pow(kPi, 8) / 18 + 49.0 / 8;
    EXPECT_NEAR(shares[1].first, 49.0 / 8 / v, 0.02);
    EXPECT_NEAR(shares[0].first, 1 - 49.0 / 8 / v, 0.02);  // nothing is left between the groups
    EXPECT_NEAR(shares[0].total, shares[0].first, 0.03);
    EXPECT_TRUE(std::isnan(shares[0].first_low));
}

TEST(SobolIndices, are_the_same_bits_for_any_number_of_threads_and_move_with_the_seed) {
    const auto of = [](unsigned threads, std::uint64_t seed) {
        return sobol_indices(ishigami(), {.samples = 200, .seed = seed, .threads = threads});
    };
    const auto one = of(1, 5), three = of(3, 5), other = of(1, 6);
    for (std::size_t i = 0; i < 3; ++i) {
        EXPECT_EQ(one.outputs[0].shares[i].first, three.outputs[0].shares[i].first);
        EXPECT_EQ(one.outputs[0].shares[i].total_high, three.outputs[0].shares[i].total_high);
        EXPECT_NE(one.outputs[0].shares[i].first, other.outputs[0].shares[i].first);
    }
}

TEST(SobolIndices, leave_rows_without_an_answer_out_and_say_nothing_of_a_constant) {
    UncertainFunction function = ishigami();
    function.outputs = 2;
    function.evaluate = [](std::span<const double> x, std::span<double> y) {
        y[0] = x[0] > 3 ? std::numeric_limits<double>::quiet_NaN() : x[0];
        y[1] = 4;
    };
    const auto answer = sobol_indices(function, {.samples = 400, .replicates = 20});
    EXPECT_LT(answer.rows_used, 400U);
    EXPECT_GT(answer.rows_used, 300U);
    EXPECT_NEAR(answer.outputs[0].shares[0].first, 1, 1e-12);
    EXPECT_NEAR(answer.outputs[0].shares[1].total, 0, 1e-12);
    EXPECT_EQ(answer.outputs[1].variance, 0);
    EXPECT_TRUE(std::isnan(answer.outputs[1].shares[0].first));
}

TEST(ElementaryEffects, of_a_straight_line_are_its_slopes) {
    UncertainFunction line = sobol_g({0, 0, 0});
    line.evaluate = [](std::span<const double> u, std::span<double> y) {
        y[0] = 3 * u[0] - 2 * u[1];
    };
    const auto answer = elementary_effects(line, {.trajectories = 10});
    EXPECT_EQ(answer.evaluations, 40U);
    const auto& effects = answer.effects[0];
    EXPECT_NEAR(effects[0].mu, 3, 1e-12);
    EXPECT_NEAR(effects[1].mu, -2, 1e-12);
    EXPECT_NEAR(effects[1].mu_star, 2, 1e-12);
    EXPECT_NEAR(effects[2].mu_star, 0, 1e-12);
    for (const auto& effect : effects) EXPECT_NEAR(effect.sigma, 0, 1e-12);
}

TEST(ElementaryEffects, find_the_expected_effects_of_a_product) {
    // y = u0 u1: the effect of u0 is u1 at the point of its move, of mean 1/2 over the levels.
    UncertainFunction product = sobol_g({0, 0});
    product.evaluate = [](std::span<const double> u, std::span<double> y) { y[0] = u[0] * u[1]; };
    const auto answer = elementary_effects(product, {.trajectories = 4000, .levels = 4});
    // Levels 1/8, 3/8, 5/8, 7/8: mean 1/2, variance 5/64.
    for (const auto& effect : answer.effects[0]) {
        EXPECT_NEAR(effect.mu, 0.5, 4 * effect.mu_star_error);
        EXPECT_NEAR(effect.sigma, std::sqrt(5.0 / 64), 0.01);
    }
}

TEST(ElementaryEffects, rank_the_g_function_as_its_weights_and_are_the_same_on_any_threads) {
    const auto one = elementary_effects(sobol_g({0, 1, 4.5, 9, 99}), {.seed = 3, .threads = 1});
    const auto four = elementary_effects(sobol_g({0, 1, 4.5, 9, 99}), {.seed = 3, .threads = 4});
    for (std::size_t i = 0; i + 1 < 5; ++i)
        EXPECT_GT(one.effects[0][i].mu_star, one.effects[0][i + 1].mu_star);
    for (std::size_t i = 0; i < 5; ++i) {
        EXPECT_EQ(one.effects[0][i].mu, four.effects[0][i].mu);
        EXPECT_EQ(one.effects[0][i].sigma, four.effects[0][i].sigma);
    }
}

TEST(ElementaryEffects, count_points_without_an_answer) {
    UncertainFunction function = sobol_g({0, 0});
    function.evaluate = [](std::span<const double> u, std::span<double> y) {
        y[0] = u[0] > 0.9 ? std::numeric_limits<double>::quiet_NaN() : u[0];
    };
    const auto answer = elementary_effects(function, {.trajectories = 50});
    EXPECT_GT(answer.unanswered, 0U);
    EXPECT_LT(answer.effects[0][0].used, 50U);
    EXPECT_NEAR(answer.effects[0][0].mu, 1, 1e-12);
}

TEST(Dual, carries_the_derivatives_of_a_formula) {
    using D = Dual<2>;
    const D x = D::variable(1.3, 0), y = D::variable(0.4, 1);
    const D f = exp(x * y) / (1 + sqrt(x)) - 3 * log(y) + max(x, y) * min(x, 2.0 * y);
    const double e = std::exp(1.3 * 0.4), r = std::sqrt(1.3);
    EXPECT_DOUBLE_EQ(f.value, e / (1 + r) - 3 * std::log(0.4) + 1.3 * 0.8);
    EXPECT_NEAR(f.slope[0], 0.4 * e / (1 + r) - e / ((1 + r) * (1 + r)) * 0.5 / r + 0.8, 1e-14);
    EXPECT_NEAR(f.slope[1], 1.3 * e / (1 + r) - 3 / 0.4 + 1.3 * 2, 1e-13);
    const D g = select(x > y, pow(x, y), y);
    EXPECT_NEAR(g.value, std::pow(1.3, 0.4), 1e-15);
    EXPECT_NEAR(g.slope[0], 0.4 * std::pow(1.3, -0.6), 1e-15);
    EXPECT_NEAR(g.slope[1], std::log(1.3) * std::pow(1.3, 0.4), 1e-15);
}

TEST(Dual, agrees_with_differences_along_a_long_recursion) {
    const auto logistic_map = [](auto x, auto rate) {
        for (int i = 0; i < 20; ++i) x = rate * x * (1 - x);
        return x;
    };
    using D = Dual<2>;
    const D y = logistic_map(D::variable(0.3, 0), D::variable(2.7, 1));
    const double h = 1e-6;
    EXPECT_NEAR(y.slope[1], (logistic_map(0.3, 2.7 + h) - logistic_map(0.3, 2.7 - h)) / (2 * h),
                1e-7);
}

TEST(SymmetricEigen, takes_a_known_matrix_apart_and_puts_it_together_again) {
    // The second difference on n points has 2 - 2 cos(k pi / (n + 1)).
    constexpr std::size_t n = 12;
    Matrix a{n, n};
    for (std::size_t i = 0; i < n; ++i) {
        a.at(i, i) = 2;
        if (i + 1 < n) a.at(i, i + 1) = a.at(i + 1, i) = -1;
    }
    const SymmetricEigen eigen = symmetric_eigen(a);
    for (std::size_t k = 0; k < n; ++k)
        EXPECT_NEAR(eigen.values[k], 2 - 2 * std::cos(static_cast<double>(n - k) * kPi / 13),
                    1e-13);
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = 0; j < n; ++j) {
            double sum = 0, length = 0;
            for (std::size_t k = 0; k < n; ++k) {
                sum += eigen.vectors.at(i, k) * eigen.values[k] * eigen.vectors.at(j, k);
                length += eigen.vectors.at(k, i) * eigen.vectors.at(k, j);
            }
            EXPECT_NEAR(sum, a.at(i, j), 1e-13);
            EXPECT_NEAR(length, i == j ? 1 : 0, 1e-13);
        }
}

}  // namespace
}  // namespace sinew::numerics
