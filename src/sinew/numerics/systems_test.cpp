#include <sinew/numerics/dormand_prince.hpp>
#include <sinew/numerics/matrix_exponential.hpp>

#include <gtest/gtest.h>
#include <cmath>

namespace sinew::numerics {
namespace {

TEST(MatrixExponential, of_a_rotation_turns) {
    Matrix turn{2, 2};
    turn.at(0, 1) = -0.7;
    turn.at(1, 0) = 0.7;
    const Matrix e = exponential_of(turn);
    EXPECT_NEAR(e.at(0, 0), std::cos(0.7), 1e-15);
    EXPECT_NEAR(e.at(1, 0), std::sin(0.7), 1e-15);
}

TEST(MatrixExponential, of_two_compartments_is_batemans_formula) {
    const double in = 1.17, out = 0.12, t = 3.5;
    Matrix rates{2, 2};
    rates.at(0, 0) = -in * t;
    rates.at(1, 0) = in * t;
    rates.at(1, 1) = -out * t;
    const double bateman = in / (in - out) * (std::exp(-out * t) - std::exp(-in * t));
    EXPECT_NEAR(exponential_of(rates).at(1, 0), bateman, 1e-15);
}

/// A pendulum's swing: energy is known at every moment.
const auto kSwing = [](double, const std::array<double, 2>& x, std::array<double, 2>& slope) {
    slope[0] = x[1];
    slope[1] = -x[0];
};

TEST(DormandPrince, follows_a_circle_to_its_tolerance) {
    std::array<double, 2> x{1, 0};
    integrate(kSwing, 0, 10, x, {});
    EXPECT_NEAR(x[0], std::cos(10), 1e-11);
    EXPECT_NEAR(x[1], -std::sin(10), 1e-11);
}

TEST(DormandPrince, is_of_fifth_order) {
    // Work against error: a tolerance 1e5 times smaller takes about ten times the steps.
    const auto steps = [](double tolerance) {
        std::array<double, 2> x{1, 0};
        return static_cast<double>(integrate(kSwing, 0, 20, x, {tolerance, tolerance}).steps);
    };
    EXPECT_NEAR(steps(1e-11) / steps(1e-6), 10, 2);
}

TEST(DormandPrince, takes_a_kink_in_small_steps_and_ends_where_asked) {
    std::array<double, 1> x{0};
    const auto cost =
        integrate([](double t, const auto&, auto& slope) { slope[0] = t < 1.0 / 3 ? 0.0 : 3.0; }, 0,
                  1, x, {});
    EXPECT_NEAR(x[0], 2, 1e-8);
    EXPECT_GT(cost.refused, 5U);
}

}  // namespace
}  // namespace sinew::numerics
