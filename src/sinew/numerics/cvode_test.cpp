// CVODE behind our interface: systems with known answers, restarts, and what it says when it gives up.
#include <gtest/gtest.h>
#include <sinew/numerics/cvode.hpp>

#include <array>
#include <cmath>
#include <limits>

namespace sinew::numerics {
namespace {

TEST(Cvode, both_families_meet_the_closed_form_of_two_coupled_decays) {
    // Bateman: a' = -a, b' = a - 2 b.
    const auto slope = [](double, std::span<const double> x, std::span<double> rate) {
        rate[0] = -x[0];
        rate[1] = x[0] - 2 * x[1];
    };
    for (const auto family : {MultistepFamily::adams, MultistepFamily::bdf}) {
        auto solver = Cvode::make(2, slope, {family, 1e-13, 1e-15});
        ASSERT_TRUE(solver) << to_line(solver.error());
        std::array<double, 2> x{1, 0};
        ASSERT_TRUE(solver->integrate(0, 3, x));
        EXPECT_NEAR(x[0], std::exp(-3), 2e-12);
        EXPECT_NEAR(x[1], std::exp(-3) - std::exp(-6), 2e-12);
        EXPECT_GT(solver->cost().evaluations, solver->cost().steps);
    }
}

TEST(Cvode, a_restart_at_a_jump_of_the_right_hand_side_keeps_the_accuracy) {
    double drive = 1;
    auto solver = *Cvode::make(
        1,
        [&](double, std::span<const double> x, std::span<double> rate) { rate[0] = drive - x[0]; },
        {});
    std::array<double, 1> x{0};
    ASSERT_TRUE(solver.integrate(0, 1, x));
    drive = 0;
    ASSERT_TRUE(solver.integrate(1, 2, x));
    EXPECT_NEAR(x[0], (1 - std::exp(-1)) * std::exp(-1), 1e-11);
}

TEST(Cvode, a_stiff_system_is_taken_by_bdf_in_few_evaluations) {
    // x' = -1e6 (x - cos t): Adams would need a million steps.
    auto solver = *Cvode::make(1,
                               [](double t, std::span<const double> x, std::span<double> rate) {
                                   rate[0] = -1e6 * (x[0] - std::cos(t));
                               },
                               {MultistepFamily::bdf, 1e-8, 1e-10});
    std::array<double, 1> x{0};
    ASSERT_TRUE(solver.integrate(0, 2, x));
    EXPECT_NEAR(x[0], std::cos(2.0), 2e-6);
    EXPECT_LT(solver.cost().evaluations, 3000U);
}

TEST(Cvode, says_why_it_gave_up_and_refuses_tolerances_that_are_none) {
    const auto nothing = [](double, std::span<const double>, std::span<double> rate) {
        rate[0] = std::numeric_limits<double>::quiet_NaN();
    };
    auto solver = *Cvode::make(1, nothing, {});
    std::array<double, 1> x{1};
    const auto end = solver.integrate(0, 1, x);
    ASSERT_FALSE(end);
    EXPECT_NE(end.error().what.find("gave up"), std::string::npos) << to_line(end.error());
    EXPECT_FALSE(Cvode::make(1, nothing, {MultistepFamily::adams, 0, 1e-9}));
    EXPECT_FALSE(Cvode::make(0, nothing, {}));
}

}  // namespace
}  // namespace sinew::numerics
