// Curves through studies: cases with closed answers, invariances, refusals.
#include <sinew/dose_response/curve_fit.hpp>
#include <sinew/dose_response/dose_cases_for_test.hpp>
#include <sinew/numerics/draws.hpp>

#include <gtest/gtest.h>

#include <cmath>

namespace sinew::dose_response {
namespace {

/// Studies of three doses about a bent curve; slopes differ between studies.
std::vector<StudyContrasts> drawn_studies(std::uint64_t seed, std::size_t count) {
    RandomStream stream{seed, "curve"};
    std::vector<StudyContrasts> studies;
    for (std::size_t i = 0; i < count; ++i) {
        const double slope = 0.01 + 0.006 * numerics::normal_draw(stream);
        std::vector<double> doses, effects;
        const double shared = 0.02 * numerics::normal_draw(stream);
        for (const double dose : {30.0, 60.0, 120.0}) {
            doses.push_back(dose + static_cast<double>(i));
            effects.push_back(slope * dose - 4e-5 * dose * dose + shared +
                              0.03 * numerics::normal_draw(stream));
        }
        studies.push_back(
            given_contrasts("made-" + std::to_string(i), 0, doses, effects, 9e-4, 4e-4));
    }
    return studies;
}

// One dose a study: each slope is effect / dose, so two stages are inverse-variance pooling of those.
TEST(Curve, of_one_dose_a_study_is_simple_pooling) {
    const std::vector<double> doses{10, 20, 40}, effects{1, 3, 2}, variances{0.5, 0.2, 0.8};
    std::vector<StudyContrasts> studies;
    double weights = 0, sum = 0;
    for (std::size_t i = 0; i < 3; ++i) {
        studies.push_back(
            given_contrasts("s" + std::to_string(i), 0, {doses[i]}, {effects[i]}, variances[i], 0));
        weights += doses[i] * doses[i] / variances[i];
        sum += doses[i] * effects[i] / variances[i];
    }
    for (const Stage stage : {Stage::two, Stage::one}) {
        const auto fit = fit_curve(studies, {}, {.stage = stage, .between = Between::common});
        ASSERT_TRUE(fit) << to_line(fit.error());
        EXPECT_NEAR(fit->b[0], sum / weights, 1e-13);
        EXPECT_NEAR(fit->se[0], 1 / std::sqrt(weights), 1e-13);
    }
    // DerSimonian and Laird by hand is what moments give for one coefficient.
    double q = 0, c = weights, squares = 0;
    for (std::size_t i = 0; i < 3; ++i) {
        const double w = doses[i] * doses[i] / variances[i];
        const double off = effects[i] / doses[i] - sum / weights;
        q += w * off * off;
        squares += w * w;
    }
    c -= squares / weights;
    const auto moments = fit_curve(studies, {}, {.between = Between::moments});
    ASSERT_TRUE(moments) << to_line(moments.error());
    EXPECT_NEAR(moments->heterogeneity.between.at(0, 0), std::max(0.0, (q - 2) / c), 1e-14);
    EXPECT_NEAR(moments->heterogeneity.q, q, 1e-10);
}

TEST(Curve, common_to_all_is_the_same_in_one_stage_and_two) {
    const auto studies = drawn_studies(1, 8);
    const CurveBasis basis{.kind = CurveKind::quadratic};
    const auto two = fit_curve(studies, basis, {.between = Between::common});
    const auto one = fit_curve(studies, basis, {.stage = Stage::one, .between = Between::common});
    ASSERT_TRUE(two && one);
    for (std::size_t j = 0; j < 2; ++j) {
        EXPECT_NEAR(one->b[j] / two->b[j], 1, 1e-10);
        EXPECT_NEAR(one->se[j] / two->se[j], 1, 1e-10);
    }
}

// Every study has its own full curve: for random coefficients on the same terms both stages have one likelihood.
TEST(Curve, by_reml_is_the_same_in_one_stage_and_two) {
    const auto studies = drawn_studies(2, 12);
    const CurveBasis basis{.kind = CurveKind::quadratic};
    const auto two = fit_curve(studies, basis, {});
    const auto one = fit_curve(studies, basis, {.stage = Stage::one});
    ASSERT_TRUE(two) << to_line(two.error());
    ASSERT_TRUE(one) << to_line(one.error());
    for (std::size_t j = 0; j < 2; ++j) EXPECT_NEAR(one->b[j] / two->b[j], 1, 1e-6);
    EXPECT_NEAR(one->heterogeneity.between.at(0, 0) / two->heterogeneity.between.at(0, 0), 1, 1e-4);
}

TEST(Curve, differences_do_not_depend_on_the_reference) {
    const auto studies = drawn_studies(3, 6);
    const CurveBasis basis{.kind = CurveKind::spline, .knots = {10, 50, 110}};
    const auto fit = fit_curve(studies, basis, {});
    ASSERT_TRUE(fit) << to_line(fit.error());
    const std::vector<double> doses{20, 90};
    const auto from_zero = predict_curve(*fit, doses, 0), from_20 = predict_curve(*fit, doses, 20);
    EXPECT_NEAR(from_20[1].effect, from_zero[1].effect - from_zero[0].effect, 1e-12);
    EXPECT_EQ(from_20[0].effect, 0);
    EXPECT_EQ(from_20[0].se, 0);
    EXPECT_GT(from_zero[1].pi_ub, from_zero[1].ci_ub);
}

TEST(Curve, follows_the_unit_of_the_dose) {
    auto studies = drawn_studies(4, 7);
    const CurveBasis basis{.kind = CurveKind::spline, .knots = {10, 50, 110}};
    const auto minutes = fit_curve(studies, basis, {});
    for (StudyContrasts& study : studies)
        for (double& dose : study.doses) dose /= 60;
    const CurveBasis in_hours{.kind = CurveKind::spline,
                              .knots = {10.0 / 60, 50.0 / 60, 110.0 / 60}};
    const auto hours = fit_curve(studies, in_hours, {});
    ASSERT_TRUE(minutes && hours);
    EXPECT_NEAR(hours->b[0] / (60 * minutes->b[0]), 1, 1e-9);
    EXPECT_NEAR(hours->qm / minutes->qm, 1, 1e-9);
    const auto a = predict_curve(*minutes, std::vector<double>{90}, 0);
    const auto b = predict_curve(*hours, std::vector<double>{1.5}, 0);
    EXPECT_NEAR(a[0].effect, b[0].effect, 1e-10);
    EXPECT_NEAR(a[0].se, b[0].se, 1e-9);
}

TEST(Curve, turns_with_the_sign_of_the_effects_and_forgets_the_order_of_studies) {
    auto studies = drawn_studies(5, 7);
    const CurveBasis basis{.kind = CurveKind::quadratic};
    const auto up = fit_curve(studies, basis, {});
    std::reverse(studies.begin(), studies.end());
    for (StudyContrasts& study : studies)
        for (double& effect : study.effects) effect = -effect;
    const auto down = fit_curve(studies, basis, {});
    ASSERT_TRUE(up && down);
    for (std::size_t j = 0; j < 2; ++j) EXPECT_NEAR(down->b[j] / up->b[j], -1, 1e-7);
    EXPECT_NEAR(down->log_likelihood, up->log_likelihood, 1e-8);
}

TEST(Curve, residuals_are_decorrelated) {
    const auto studies = drawn_studies(6, 40);
    const auto fit =
        fit_curve(studies, {.kind = CurveKind::quadratic}, {.between = Between::common});
    ASSERT_TRUE(fit);
    double squares = 0;
    for (const double residual : fit->fit.residuals) squares += residual * residual;
    EXPECT_NEAR(squares, fit->fit.deviance, 1e-10);
    EXPECT_EQ(fit->fit.degrees, 118U);
    EXPECT_EQ(fit->nonlinear_degrees, 1U);
}

TEST(Curve, refuses_more_coefficients_than_the_studies_carry) {
    std::vector<StudyContrasts> studies{given_contrasts("short", 0, {30}, {0.2}, 0.1, 0),
                                        given_contrasts("long", 0, {30, 60}, {0.2, 0.3}, 0.1, 0.1)};
    const CurveBasis quadratic{.kind = CurveKind::quadratic};
    const auto two = fit_curve(studies, quadratic, {});
    ASSERT_FALSE(two);
    EXPECT_NE(two.error().what.find("short"), std::string::npos);
    EXPECT_NE(two.error().hint.find("--stage one"), std::string::npos);
    EXPECT_TRUE(fit_curve(studies, quadratic, {.stage = Stage::one, .between = Between::common}));
    const CurveBasis wide{.kind = CurveKind::spline, .knots = {0, 20, 40, 60, 80}};
    const auto more = fit_curve(studies, wide, {.stage = Stage::one});
    ASSERT_FALSE(more);
    EXPECT_NE(more.error().what.find("more coefficients (4) than effects (3)"), std::string::npos);
    const auto logarithm = fit_curve(studies, {.kind = CurveKind::fractional, .powers = {0}}, {});
    ASSERT_FALSE(logarithm);
    EXPECT_NE(logarithm.error().hint.find("--shift"), std::string::npos);
    const auto moments = fit_curve(studies, {}, {.stage = Stage::one, .between = Between::moments});
    EXPECT_FALSE(moments);
}

}  // namespace
}  // namespace sinew::dose_response
