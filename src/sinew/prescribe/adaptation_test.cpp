#include <gtest/gtest.h>
#include <sinew/base/random_stream.hpp>
#include <sinew/knowledge/catalogue.hpp>
#include <sinew/prescribe/adaptation.hpp>

namespace sinew::prescribe {
namespace {

using domain::WeekDecision;
using domain::WeekFlag;
using domain::WeekReason;

const knowledge::AdaptationSpec& spec() {
    static const auto catalogue = knowledge::load_catalogue(knowledge::PackSource::embedded(),
                                                            {knowledge::Part::prescription});
    return (*catalogue)->prescription.adaptation;
}

/// A week in which everything went well.
WeekDone good(double week) {
    WeekDone done;
    done.completed_pct = 95;
    done.mean_effort = 3.5;
    done.target_effort_high = 4;
    done.week = week;
    return done;
}

TEST(DecideNextWeek, the_gravest_reason_decides) {
    WeekDone done = good(3);
    const WeekPrescribed now{20, 30, 3, 5, 45, 59};
    EXPECT_EQ(decide_next_week(done, now, spec()).decision, WeekDecision::progress);
    done.pain_change = 2;
    EXPECT_EQ(decide_next_week(done, now, spec()).decision, WeekDecision::hold);
    done.completed_pct = 40;
    EXPECT_EQ(decide_next_week(done, now, spec()).decision, WeekDecision::regress);
    done.gap_days = 7;
    EXPECT_EQ(decide_next_week(done, now, spec()).decision, WeekDecision::returning);
    done.flags.add(WeekFlag::clinician_hold);
    const NextWeek stopped = decide_next_week(done, now, spec());
    EXPECT_EQ(stopped.decision, WeekDecision::stop);
    EXPECT_EQ(stopped.minutes, 0);
}

TEST(DecideNextWeek, each_obstacle_holds_and_is_named) {
    struct Obstacle {
        WeekReason reason;
        void (*put)(WeekDone&);
    };
    // knowledge/prescription/rules.json, ADP-04, ADP-14 and ADP-15; each just over its bound
    const std::vector<Obstacle> obstacles{
        {WeekReason::completed_unknown, [](WeekDone& d) { d.completed_pct.reset(); }},
        {WeekReason::effort_unknown, [](WeekDone& d) { d.mean_effort.reset(); }},
        {WeekReason::target_unknown, [](WeekDone& d) { d.target_effort_high.reset(); }},
        {WeekReason::week_unknown, [](WeekDone& d) { d.week.reset(); }},
        {WeekReason::completed_below_most, [](WeekDone& d) { d.completed_pct = 79.9; }},
        {WeekReason::one_amber_flag, [](WeekDone& d) { d.flags.add(WeekFlag::sleep_lt6_3n); }},
        {WeekReason::effort_above_target, [](WeekDone& d) { d.mean_effort = 4.1; }},
        {WeekReason::ses_stop, [](WeekDone& d) { d.ses_stop = true; }},
        {WeekReason::pain_up, [](WeekDone& d) { d.pain_change = 1.5; }},
        {WeekReason::craving_up, [](WeekDone& d) { d.craving_change_mean = 0.5; }},
        {WeekReason::sleep_worse, [](WeekDone& d) { d.diary_se_change = -5.5; }},
        {WeekReason::resting_hr_up, [](WeekDone& d) { d.rhr_delta_mean = 5.5; }},
        {WeekReason::hrv_down, [](WeekDone& d) { d.lnrmssd_z_mean = -0.6; }},
    };
    for (const Obstacle& obstacle : obstacles) {
        WeekDone done = good(3);
        obstacle.put(done);
        const NextWeek next = decide_next_week(done, {20, 30, 3, 5, 45, 59}, spec());
        EXPECT_EQ(next.decision, WeekDecision::hold) << name_of(obstacle.reason);
        EXPECT_EQ(next.reasons, domain::WeekReasons{obstacle.reason}) << name_of(obstacle.reason);
        EXPECT_EQ(next.minutes, 20);
    }
}

TEST(DecideNextWeek, a_value_at_its_bound_does_not_hold) {
    WeekDone done = good(3);
    done.completed_pct = 80;
    done.mean_effort = 4;
    done.pain_change = 1;
    done.craving_change_mean = 0;
    done.diary_se_change = -5;
    done.rhr_delta_mean = 5;
    done.lnrmssd_z_mean = -0.5;
    done.gap_days = 6;
    EXPECT_EQ(decide_next_week(done, {20, 30, 3, 5, 45, 59}, spec()).decision,
              WeekDecision::progress);
}

TEST(DecideNextWeek, first_longer_then_oftener_then_harder) {
    NextWeek next = decide_next_week(good(6), {25, 30, 3, 4, 54, 59}, spec());
    EXPECT_EQ(next.minutes, 30);
    EXPECT_FALSE(next.days);
    next = decide_next_week(good(6), {30, 30, 3, 4, 54, 59}, spec());
    EXPECT_EQ(next.days, 4);
    EXPECT_EQ(next.minutes, 25) << "floor5(1.2 * 30 * 3 / 4 = 27)";
    next = decide_next_week(good(6), {30, 30, 4, 4, 54, 59}, spec());
    EXPECT_EQ(next.reasons, domain::WeekReasons{WeekReason::at_upper});
    next = decide_next_week(good(7), {20, 30, 3, 4, 54, 59}, spec());
    EXPECT_EQ(next.pct_hrr_high, 59);
    EXPECT_EQ(next.minutes, 20);
    next = decide_next_week(good(7), {20, 30, 3, 4, 55, 59}, spec());
    EXPECT_EQ(next.decision, WeekDecision::hold);
}

TEST(DecideNextWeek, a_bound_that_is_not_given_is_reached) {
    const NextWeek next = decide_next_week(good(3), {20, {}, {}, {}, {}, {}}, spec());
    EXPECT_EQ(next.decision, WeekDecision::hold);
    EXPECT_EQ(next.reasons, domain::WeekReasons{WeekReason::at_upper});
}

TEST(MinutesRegressed, follow_the_worked_values) {
    // knowledge/prescription/rules.json, ADP-03: -20 %, nearest 5, halves down, at least 5 less, never below 5
    for (const auto& [minutes, wanted] : std::vector<std::pair<double, double>>{{45, 35},
                                                                                {40, 30},
                                                                                {35, 30},
                                                                                {30, 25},
                                                                                {25, 20},
                                                                                {20, 15},
                                                                                {15, 10},
                                                                                {10, 5},
                                                                                {5, 5},
                                                                                {12, 7},
                                                                                {3, 3},
                                                                                {0, 0}})
        EXPECT_EQ(minutes_regressed(minutes, spec()), wanted) << minutes;
}

TEST(MinutesAfterGap, follow_the_worked_values) {
    // knowledge/prescription/rules.json, ADP-02
    for (const auto& [minutes, pct, wanted] :
         std::vector<std::tuple<double, int, double>>{{30, 60, 20},
                                                      {30, 80, 25},
                                                      {12, 80, 10},
                                                      {5, 60, 5},
                                                      {5, 80, 5},
                                                      {45, 60, 25},
                                                      {25, 60, 15},
                                                      {30, 0, 0},
                                                      {3, 80, 3},
                                                      {0, 80, 0}})
        EXPECT_EQ(minutes_after_gap(minutes, pct, spec()), wanted) << minutes << " " << pct;
    for (const auto& [days, pct] : std::vector<std::pair<double, int>>{{0, 100},
                                                                       {6.9, 100},
                                                                       {7, 80},
                                                                       {13.5, 80},
                                                                       {14, 60},
                                                                       {27, 60},
                                                                       {28, 0},
                                                                       {400, 0},
                                                                       {-1, 100}})
        EXPECT_EQ(dose_pct_after(days, spec()), pct) << days;
}

TEST(DecideNextWeek, never_raises_two_things_and_never_raises_against_a_reason) {
    RandomStream random{20260305, "weeks"};
    for (int i = 0; i < 50'000; ++i) {
        WeekDone done = good(static_cast<double>(1 + random.below(12)));
        done.completed_pct = static_cast<double>(random.below(101));
        done.mean_effort = random.uniform() * 8;
        if (random.below(3) == 0)
            done.flags.add(static_cast<WeekFlag>(random.below(domain::kWeekFlags)));
        if (random.below(5) == 0) done.gap_days = static_cast<double>(random.below(40));
        const double minutes = 5 * static_cast<double>(1 + random.below(9));
        const double days = static_cast<double>(1 + random.below(6));
        const WeekPrescribed now{
            minutes, 45, days, 5, 40 + 5 * static_cast<double>(random.below(8)), 70};
        const NextWeek next = decide_next_week(done, now, spec());
        const int raised =
            (next.minutes > minutes ? 1 : 0) + (next.days ? 1 : 0) + (next.pct_hrr_high ? 1 : 0);
        if (next.decision == WeekDecision::progress) {
            ASSERT_EQ(raised, 1) << i;
            ASSERT_TRUE(next.reasons.empty()) << i;
            ASSERT_LE(next.minutes, std::max(minutes, 45.0)) << i;
        } else {
            ASSERT_EQ(raised, 0) << i;
            ASSERT_FALSE(next.reasons.empty()) << i;
        }
    }
}

}  // namespace
}  // namespace sinew::prescribe
