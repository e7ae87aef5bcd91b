// Emax curves: exact data, invariances, and the words when a number cannot be told.
#include <sinew/dose_response/dose_cases_for_test.hpp>
#include <sinew/dose_response/emax_curve.hpp>
#include <sinew/dose_response/fractional_choice.hpp>
#include <sinew/numerics/draws.hpp>

#include <gtest/gtest.h>

#include <cmath>

namespace sinew::dose_response {
namespace {

std::vector<StudyContrasts> emax_studies(double emax, double ed50, double noise,
                                         const std::vector<double>& doses, double unit = 1) {
    RandomStream stream{11, "emax"};
    std::vector<StudyContrasts> studies;
    for (int i = 0; i < 12; ++i) {
        std::vector<double> effects, told;
        for (const double dose : doses) {
            effects.push_back(emax * dose / (ed50 + dose) + noise * numerics::normal_draw(stream));
            told.push_back(dose * unit);
        }
        studies.push_back(given_contrasts("s" + std::to_string(i), 0, told, effects, 0.002, 0.001));
    }
    return studies;
}

TEST(Emax, comes_back_from_exact_values) {
    const auto fit = fit_emax(emax_studies(-0.8, 60, 0, {20, 60, 120, 240}));
    ASSERT_TRUE(fit) << to_line(fit.error());
    EXPECT_EQ(fit->verdict, EmaxVerdict::identified) << fit->words;
    EXPECT_NEAR(fit->emax, -0.8, 1e-5);
    EXPECT_NEAR(fit->ed50, 60, 1e-3);
    EXPECT_EQ(fit->tau2, 0);
    EXPECT_LT(fit->ed50_lb.value, 60);
    EXPECT_GT(fit->ed50_ub.value, 60);
    const auto points = predict_emax(*fit, std::vector<double>{60, 0}, 0);
    EXPECT_NEAR(points[0].effect, -0.4, 1e-6);
    EXPECT_EQ(points[1].se, 0);
}

TEST(Emax, follows_the_unit_of_the_dose) {
    const auto minutes = fit_emax(emax_studies(0.6, 50, 0.04, {20, 60, 120, 240}));
    const auto hours = fit_emax(emax_studies(0.6, 50, 0.04, {20, 60, 120, 240}, 1.0 / 60));
    ASSERT_TRUE(minutes && hours);
    EXPECT_NEAR(hours->ed50 * 60 / minutes->ed50, 1, 1e-6);
    EXPECT_NEAR(hours->emax / minutes->emax, 1, 1e-6);
    EXPECT_NEAR(hours->ed50_ub.value * 60 / minutes->ed50_ub.value, 1, 1e-5);
    EXPECT_NEAR(hours->log_likelihood, minutes->log_likelihood, 1e-8);
}

TEST(Emax, says_when_the_doses_are_all_low_all_high_or_without_effect) {
    const auto straight = fit_emax(emax_studies(50, 50000, 0.02, {20, 60, 120}));
    ASSERT_TRUE(straight);
    EXPECT_EQ(straight->verdict, EmaxVerdict::straight);
    EXPECT_TRUE(straight->ed50_ub.open && straight->emax_ub.open);
    EXPECT_NEAR(straight->initial_slope, 0.001, 2e-4);
    EXPECT_TRUE(std::isnan(predict_emax(*straight, std::vector<double>{60}, 0)[0].se));
    const auto saturated = fit_emax(emax_studies(1, 0.01, 0.02, {200, 400, 800}));
    ASSERT_TRUE(saturated);
    EXPECT_EQ(saturated->verdict, EmaxVerdict::saturated);
    const auto flat = fit_emax(emax_studies(0, 50, 0.01, {20, 60, 120}));
    ASSERT_TRUE(flat);
    EXPECT_EQ(flat->verdict, EmaxVerdict::flat);
    for (const auto* fit : {&*straight, &*saturated, &*flat})
        EXPECT_NE(fit->words.find("cannot be identified from these data"), std::string::npos);
}

TEST(Emax, refuses_one_dose_and_doses_below_zero) {
    const auto one = fit_emax(emax_studies(1, 50, 0, {60}));
    ASSERT_FALSE(one);
    EXPECT_NE(one.error().what.find("no shape"), std::string::npos);
    EXPECT_FALSE(fit_emax(emax_studies(1, 500, 0, {-60, 60})));
}

TEST(FractionalChoice, finds_the_powers_that_made_the_data) {
    std::vector<StudyContrasts> studies;
    for (int i = 0; i < 8; ++i) {
        std::vector<double> doses, effects;
        for (const double dose : {10.0, 20.0, 50.0, 100.0}) {
            doses.push_back(dose + i);
            effects.push_back(std::log(dose + i) - std::log(5.0));
        }
        studies.push_back(given_contrasts("s" + std::to_string(i), 5, doses, effects, 1e-3, 5e-4));
    }
    const auto choice = choose_fractional(studies);
    ASSERT_TRUE(choice) << to_line(choice.error());
    EXPECT_TRUE(choice->dose_matters);
    EXPECT_EQ(choice->chosen.powers, std::vector<double>{0});
    EXPECT_EQ(choice->chosen.shift, 0);
    EXPECT_EQ(choice->steps.size(), 3U);
}

TEST(FractionalChoice, keeps_the_straight_line_where_the_dose_does_nothing) {
    const auto choice = choose_fractional(emax_studies(0, 50, 0.02, {20, 60, 120}));
    ASSERT_TRUE(choice);
    EXPECT_FALSE(choice->dose_matters);
    EXPECT_EQ(choice->chosen.powers, std::vector<double>{1});
    EXPECT_EQ(choice->settings.shift, 20);
}

}  // namespace
}  // namespace sinew::dose_response
