#include <gtest/gtest.h>
#include <sinew/knowledge/catalogue.hpp>
#include <sinew/prescribe/heart_rate.hpp>
#include <sinew/prescribe/rounding.hpp>

namespace sinew::prescribe {
namespace {

using domain::HrMaxEquation;
using domain::NoHeartRate;
using domain::Reading;

const knowledge::Catalogue& catalogue() {
    static const auto loaded = knowledge::load_catalogue(knowledge::PackSource::embedded(),
                                                         {knowledge::Part::prescription});
    return **loaded;
}

double predicted(double age, HrMaxEquation equation) {
    return rounded(
        predict_hr_max(
            age, catalogue().prescription.heart_rate.equations[static_cast<std::size_t>(equation)]),
        1);
}

/// Everything that could switch heart rate off, answered no.
domain::Intake nothing_against() {
    domain::Intake intake(catalogue().screening.facts.size());
    for (const auto fact : catalogue().prescription.heart_rate.invalid_when)
        intake[fact] = Reading::number(0);
    return intake;
}

TEST(PredictHrMax, agrees_with_the_worked_examples) {
    EXPECT_EQ(predicted(60, HrMaxEquation::tanaka), 166.0);             // tanaka2001
    EXPECT_EQ(predicted(60, HrMaxEquation::gellish_linear), 165.0);     // gellish2007
    EXPECT_EQ(predicted(60, HrMaxEquation::gellish_quadratic), 166.8);  // gellish2007
    EXPECT_EQ(predicted(60, HrMaxEquation::fox), 160.0);
}

TEST(HeartRateTarget, agrees_with_the_worked_example) {
    const auto target = heart_rate_target({34, 72, 40, 59, {}, HrMaxEquation::tanaka},
                                          NoHeartRate::none, catalogue().prescription);
    EXPECT_EQ(target.hr_max, 184.2);
    EXPECT_EQ(target.reserve, 112.2);
    EXPECT_EQ(target.low, 117);
    EXPECT_EQ(target.high, 138);
    EXPECT_EQ(target.alarm, 143) << "5 /min above the top: SES-11";
}

TEST(HeartRateTarget, a_measured_maximum_goes_before_the_formula) {
    const auto target = heart_rate_target({34, 72, 40, 59, 172.0, HrMaxEquation::tanaka},
                                          NoHeartRate::none, catalogue().prescription);
    EXPECT_EQ(target.hr_max, 172);
    EXPECT_EQ(target.low, 112);
}

TEST(HeartRateTarget, rounds_a_half_away_from_zero) {
    // 70 + 0.45 * (190 - 70) = 124 exactly; 70 + 0.475 * 100 = 117.5.
    EXPECT_EQ(heart_rate_target({30, 70, 45, 47.5, 170.0, {}}, NoHeartRate::none,
                                catalogue().prescription)
                  .high,
              118);
}

TEST(HeartRateTarget, needs_a_reserve) {
    for (const double rest : {184.2, 200.0}) {
        const auto target = heart_rate_target({34, rest, 40, 59, {}, HrMaxEquation::tanaka},
                                              NoHeartRate::none, catalogue().prescription);
        EXPECT_EQ(target.none_because, NoHeartRate::hrmax_not_above_rest) << rest;
        EXPECT_EQ(target.high, 0);
    }
}

TEST(WhyNoHeartRate, any_invalidating_fact_and_any_unknown_one_switches_it_off) {
    const auto& spec = catalogue().prescription.heart_rate;
    EXPECT_EQ(why_no_heart_rate(nothing_against(), {}, spec), NoHeartRate::none);
    for (const auto fact : spec.invalid_when) {
        auto intake = nothing_against();
        intake[fact].value = 1;
        EXPECT_EQ(why_no_heart_rate(intake, {}, spec), NoHeartRate::hr_invalid);
        intake[fact] = Reading{};
        EXPECT_EQ(why_no_heart_rate(intake, {}, spec), NoHeartRate::hr_invalid);
        intake[fact] = Reading::number(0);
        intake[fact].stale = true;
        EXPECT_EQ(why_no_heart_rate(intake, {}, spec), NoHeartRate::hr_invalid);
    }
    domain::Limits limits;
    limits.rpe_talk = true;
    EXPECT_EQ(why_no_heart_rate(nothing_against(), limits, spec), NoHeartRate::rpe_talk);
}

}  // namespace
}  // namespace sinew::prescribe
