#include <sinew/base/random_stream.hpp>
#include <sinew/dose_response/time_course.hpp>
#include <sinew/numerics/draws.hpp>

#include <gtest/gtest.h>

#include <cmath>

#include "dose_cases_for_test.hpp"

namespace sinew::dose_response {
namespace {

/// Studies of two doses at some times, made from a course without chance or with a little of it.
std::vector<TimedStudy> made_studies(const std::vector<double>& times, double constant,
                                     double noise, std::size_t k = 6, double height = -0.01) {
    std::vector<TimedStudy> made;
    RandomStream stream{7, "time course", 0};
    for (std::size_t s = 0; s < k; ++s) {
        std::vector<StudyContrasts> each;
        const double own = height * (1 + 0.5 * noise * numerics::normal_draw(stream));
        for (const double time : times) {
            std::vector<double> effects;
            for (const double dose : {60.0, 120.0})
                effects.push_back(own * dose * -std::expm1(-time / constant) +
                                  noise * 0.1 * numerics::normal_draw(stream));
            each.push_back(
                given_contrasts("s" + std::to_string(s), 0, {60, 120}, effects, 0.01, 0.01));
        }
        made.push_back(join_times(each, times, 0.5).value());
    }
    return made;
}

TEST(TimeCourse, joins_times_with_the_correlation_of_their_arms) {
    const std::vector<StudyContrasts> each{
        given_contrasts("s", 0, {60, 120}, {-1, -2}, 0.04, 0.02),
        given_contrasts("s", 0, {60, 120}, {-1, -2}, 0.09, 0.045)};
    const std::vector<double> times{4, 8};
    const auto joined = join_times(each, times, 0.6);
    ASSERT_TRUE(joined);
    // The same dose: rho sd sd; the other: that times the correlation through the shared reference, 1/3.
    EXPECT_NEAR(joined->covariance.at(0, 2), 0.6 * std::sqrt(0.06 * 0.135), 1e-15);
    EXPECT_NEAR(joined->covariance.at(0, 3), 0.6 * std::sqrt(0.06 * 0.135) / 3, 1e-15);
    EXPECT_EQ(joined->covariance.at(0, 1), 0.02);
    EXPECT_EQ(joined->times, (std::vector<double>{4, 4, 8, 8}));
}

TEST(TimeCourse, finds_the_course_that_made_the_effects) {
    const auto studies = made_studies({2, 4, 8, 16}, 5, 0);
    for (const Between between : {Between::ml, Between::common}) {
        TimeCourseSettings settings;
        settings.between = between;
        const auto fit = fit_time_course(studies, settings);
        ASSERT_TRUE(fit) << fit.error().what;
        EXPECT_EQ(fit->verdict, TimeVerdict::identified) << fit->words;
        EXPECT_NEAR(fit->constant, 5, 1e-5);
        EXPECT_NEAR(fit->b[0], -0.01, 1e-8);
        EXPECT_LT(fit->constant_lb.value, 5);
        EXPECT_GT(fit->constant_ub.value, 5);
    }
}

TEST(TimeCourse, with_one_time_and_a_known_constant_is_the_dose_curve_over_its_share) {
    std::vector<StudyContrasts> plain;
    std::vector<TimedStudy> timed;
    for (int s = 0; s < 5; ++s) {
        plain.push_back(given_contrasts("s" + std::to_string(s), 0, {60, 120},
                                        {-0.5 - 0.1 * s, -1.1 + 0.05 * s}, 0.02, 0.01));
        const std::vector<double> time{6};
        timed.push_back(join_times({&plain.back(), 1}, time, 0.5).value());
    }
    for (const CurveKind kind : {CurveKind::linear, CurveKind::quadratic})
        for (const Between between : {Between::ml, Between::reml, Between::common}) {
            CurveBasis basis;
            basis.kind = kind;
            const auto curve = fit_curve(plain, basis, {Stage::one, between, 0.95});
            ASSERT_TRUE(curve);
            for (const double constant : {0.0, 3.0}) {
                TimeCourseSettings settings;
                settings.basis = basis;
                settings.between = between;
                settings.constant = constant;
                const auto course = fit_time_course(timed, settings);
                ASSERT_TRUE(course) << course.error().what;
                EXPECT_EQ(course->verdict, TimeVerdict::given);
                const double share = constant > 0 ? -std::expm1(-6 / constant) : 1;
                for (std::size_t j = 0; j < basis.size(); ++j) {
                    EXPECT_NEAR(course->b[j] * share, curve->b[j], 1e-7 * std::abs(curve->b[j]));
                    EXPECT_NEAR(course->se[j] * share, curve->se[j], 1e-5 * curve->se[j]);
                }
                const std::vector<double> doses{90}, times{6};
                EXPECT_NEAR(predict_time_course(*course, doses, times, 0)[0].effect,
                            predict_curve(*curve, doses, 0)[0].effect, 1e-7);
            }
        }
}

TEST(TimeCourse, long_after_the_start_is_the_dose_curve) {
    const auto late = made_studies({5000, 9000}, 5, 1);
    TimeCourseSettings settings;
    settings.constant = 5;
    const auto course = fit_time_course(late, settings);
    std::vector<StudyContrasts> plain;
    for (const TimedStudy& study : late) {
        StudyContrasts one;
        one.name = study.name;
        one.doses = study.doses;
        one.effects = study.effects;
        one.covariance = study.covariance;
        plain.push_back(one);
    }
    const auto curve = fit_curve(plain, CurveBasis{}, {Stage::one, Between::ml, 0.95});
    ASSERT_TRUE(course && curve);
    EXPECT_NEAR(course->b[0], curve->b[0], 1e-8);
    EXPECT_NEAR(course->se[0], curve->se[0], 1e-7);
    EXPECT_NEAR(course->log_likelihood, curve->log_likelihood, 1e-7);
}

TEST(TimeCourse, follows_the_units_of_time_dose_and_effect) {
    auto studies = made_studies({2, 4, 8, 16}, 5, 1);
    const auto before = fit_time_course(studies).value();
    for (TimedStudy& study : studies) {
        for (double& time : study.times) time *= 7;
        for (double& dose : study.doses) dose *= 60;
        for (double& effect : study.effects) effect *= -3;
        for (double& value : study.covariance.values) value *= 9;
    }
    const auto after = fit_time_course(studies).value();
    EXPECT_NEAR(after.constant / before.constant, 7, 1e-5);
    EXPECT_NEAR(after.constant_ub.value / before.constant_ub.value, 7, 1e-4);
    EXPECT_NEAR(after.b[0] / before.b[0], -3.0 / 60, 1e-7);
    EXPECT_NEAR(after.se[0] / before.se[0], 3.0 / 60, 1e-5);
}

TEST(TimeCourse, says_what_cannot_be_identified) {
    const auto one_time = made_studies({8}, 5, 0);
    const auto refused = fit_time_course(one_time);
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().what.find("cannot be identified from these data"), std::string::npos);
    EXPECT_NE(refused.error().hint.find("--time-constant"), std::string::npos);

    const auto still_growing = fit_time_course(made_studies({1, 2, 3}, 200, 0, 6, -0.4)).value();
    EXPECT_EQ(still_growing.verdict, TimeVerdict::growing);
    EXPECT_TRUE(std::isnan(still_growing.se[0]));
    const std::vector<double> dose{60}, times{3, 30};
    const auto told = predict_time_course(still_growing, dose, times, 0);
    EXPECT_GT(told[0].se, 0);
    EXPECT_LT(told[0].se, 0.3) << "at the times seen the effect is known";
    EXPECT_TRUE(std::isnan(told[1].se)) << "beyond them it is not";

    const auto at_once = fit_time_course(made_studies({20, 40, 80}, 1, 0)).value();
    EXPECT_EQ(at_once.verdict, TimeVerdict::immediate);
    EXPECT_NEAR(at_once.b[0], -0.01, 1e-6);
    EXPECT_GT(at_once.se[0], 0);

    const auto nothing = fit_time_course(made_studies({2, 4, 8}, 5, 0, 6, 0)).value();
    EXPECT_EQ(nothing.verdict, TimeVerdict::flat);
    EXPECT_NE(nothing.words.find("cannot be identified"), std::string::npos);
}

TEST(TimeCourse, refuses_times_and_settings_that_mean_nothing) {
    const auto contrasts = given_contrasts("s", 0, {60, 120}, {-1, -2}, 0.04, 0.02);
    const std::vector<StudyContrasts> two{contrasts, contrasts};
    EXPECT_FALSE(join_times(two, std::vector<double>{4, 4}, 0.5));
    EXPECT_FALSE(join_times(two, std::vector<double>{-4, 4}, 0.5));
    EXPECT_FALSE(join_times(two, std::vector<double>{2, 4}, 1));
    TimeCourseSettings settings;
    settings.between = Between::reml;
    EXPECT_FALSE(fit_time_course(made_studies({2, 4}, 5, 0), settings));
}

TEST(TimeCourse, knows_emax_and_time_together) {
    std::vector<TimedStudy> studies;
    for (int s = 0; s < 6; ++s) {
        std::vector<StudyContrasts> each;
        const std::vector<double> times{2, 5, 12, 24};
        for (const double time : times) {
            std::vector<double> effects;
            for (const double dose : {20.0, 60.0, 200.0})
                effects.push_back(-2 * dose / (50 + dose) * -std::expm1(-time / 6));
            each.push_back(
                given_contrasts("s" + std::to_string(s), 0, {20, 60, 200}, effects, 0.004, 0.002));
        }
        studies.push_back(join_times(each, times, 0.4).value());
    }
    TimeCourseSettings settings;
    settings.basis = {};
    settings.between = Between::common;
    const auto fit = fit_time_course(studies, settings);
    ASSERT_TRUE(fit) << fit.error().what;
    EXPECT_EQ(fit->verdict, TimeVerdict::identified);
    EXPECT_NEAR(fit->b[0], -2, 1e-4);
    EXPECT_NEAR(*fit->ed50, 50, 5e-3);
    EXPECT_NEAR(fit->constant, 6, 5e-4);
    EXPECT_LT(fit->ed50_lb.value, 50);
    EXPECT_GT(fit->ed50_ub.value, 50);
}

}  // namespace
}  // namespace sinew::dose_response
