// Terms of curves: closed values and the laws that give them their names.
#include <sinew/dose_response/curve_basis.hpp>

#include <gtest/gtest.h>

#include <cmath>

namespace sinew::dose_response {
namespace {

TEST(Spline, is_straight_beyond_its_outer_knots_and_smooth_inside) {
    const CurveBasis basis{.kind = CurveKind::spline, .knots = {10, 25, 60, 120}};
    const auto second = [&](double x, double h, std::size_t term) {
        return (basis.at(x + h)[term] - 2 * basis.at(x)[term] + basis.at(x - h)[term]) / (h * h);
    };
    for (std::size_t term = 1; term < basis.size(); ++term) {
        for (const double x : {-50.0, 0.0, 9.0, 122.0, 300.0, 1000.0})
            EXPECT_NEAR(second(x, 1, term), 0, 1e-9) << x;
        EXPECT_GT(std::abs(second(40, 1, term)), 1e-4);
        for (const double knot : basis.knots)  // value, slope and bend meet at a knot
            EXPECT_NEAR(second(knot - 0.02, 0.01, term), second(knot + 0.02, 0.01, term), 1e-2);
    }
}

// Harrell's formula by hand for knots 0, 1, 3 at x = 2: (8 - 1 * 3/2 + 0) / 9.
TEST(Spline, has_the_value_worked_by_hand) {
    const CurveBasis basis{.kind = CurveKind::spline, .knots = {0, 1, 3}};
    EXPECT_NEAR(basis.at(2)[1], 6.5 / 9, 1e-15);
    EXPECT_EQ(basis.names(), (std::vector<std::string>{"dose", "dose'"}));
}

TEST(Knots, stand_at_percentiles_and_refuse_to_fall_together) {
    const std::vector<double> doses{0, 0, 10, 20, 30, 40, 50, 60, 70, 80};
    const auto knots = knots_at(doses, knot_percentiles(3));
    ASSERT_TRUE(knots);
    EXPECT_NEAR((*knots)[0], 0, 1e-12);
    EXPECT_NEAR((*knots)[1], 35, 1e-12);
    EXPECT_NEAR((*knots)[2], 71, 1e-12);
    const std::vector<double> crowded{0, 0, 0, 0, 0, 0, 5, 10};
    const auto refused = knots_at(crowded, knot_percentiles(4));
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().what.find("same dose"), std::string::npos);
    EXPECT_TRUE(knot_percentiles(2).empty());
}

TEST(FractionalPolynomial, has_its_usual_terms) {
    const CurveBasis twice{.kind = CurveKind::fractional, .powers = {0, 0}, .shift = 1};
    const auto terms = twice.at(std::exp(2.0) - 1);
    EXPECT_NEAR(terms[0], 2, 1e-14);
    EXPECT_NEAR(terms[1], 4, 1e-14);
    const CurveBasis mixed{.kind = CurveKind::fractional, .powers = {-0.5, 2}};
    EXPECT_NEAR(mixed.at(4)[0], 0.5, 1e-15);
    EXPECT_NEAR(mixed.at(4)[1], 16, 1e-15);
    EXPECT_EQ(usual_shift(std::vector<double>{0, 30, 45, 90}), 15);
    EXPECT_EQ(usual_shift(std::vector<double>{30, 45}), 0);
    EXPECT_EQ(twice.names()[1], "ln (dose + 1) ln (dose + 1)");
}

TEST(Piecewise, turns_at_its_knots_only) {
    const CurveBasis basis{.kind = CurveKind::piecewise, .knots = {50, 100}};
    EXPECT_EQ(basis.at(40), (std::vector<double>{40, 0, 0}));
    EXPECT_EQ(basis.at(120), (std::vector<double>{120, 70, 20}));
}

}  // namespace
}  // namespace sinew::dose_response
