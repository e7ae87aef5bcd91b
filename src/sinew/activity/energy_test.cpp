#include <gtest/gtest.h>
#include <sinew/activity/bouts_for_test.hpp>
#include <sinew/activity/energy.hpp>

namespace sinew::activity {
namespace {

const CoverSettings kCover{};
const SpeedEquations kAcsm{3.5, 0.1, 0.2, 50, 100, 134};  // knowledge/fitness/load.json

domain::RecordedActivity moving(double minutes, double m_min, const char* sport) {
    domain::RecordedActivity activity = bout(minutes * 60, [](double) { return std::nullopt; });
    for (auto& sample : activity.samples) sample.speed_m_s = m_min / 60;
    activity.sport = sport;
    return activity;
}

TEST(MetMinutes, from_heart_rate_are_linear_in_the_reserve) {
    const HeartRange person{60, 160};
    const auto sum = met_minutes_from_heart(heart_pieces(steady(30, 110), kCover), person, 9);
    EXPECT_NEAR(sum.met_minutes, 30 * 5, 1e-9);
    EXPECT_NEAR(sum.mean_met(), 5, 1e-9);
    EXPECT_NEAR(met_minutes_from_heart(heart_pieces(steady(30, 50), kCover), person, 9).mean_met(),
                1, 1e-9);
    EXPECT_NEAR(met_minutes_from_heart(heart_pieces(steady(30, 190), kCover), person, 9).mean_met(),
                9, 1e-9);
}

TEST(MetMinutes, from_speed_follow_the_equations) {
    // Walking 80 m/min: 3.5 + 8 = 11.5 ml/kg/min = 3.2857 MET. Running 160 m/min: 3.5 + 32 = 35.5 = 10.1429 MET.
    EXPECT_NEAR(met_minutes_from_speed(moving(10, 80, "walking"), kCover, kAcsm).mean_met(),
                11.5 / 3.5, 1e-9);
    EXPECT_NEAR(met_minutes_from_speed(moving(10, 160, ""), kCover, kAcsm).mean_met(), 35.5 / 3.5,
                1e-9);
    EXPECT_NEAR(met_minutes_from_speed(moving(10, 0, "walking"), kCover, kAcsm).mean_met(), 1,
                1e-9);
}

TEST(MetMinutes, between_the_equations_the_sport_decides_and_the_answer_says_so) {
    const auto running = met_minutes_from_speed(moving(10, 120, "running"), kCover, kAcsm);
    const auto walking = met_minutes_from_speed(moving(10, 120, "walking"), kCover, kAcsm);
    EXPECT_NEAR(running.mean_met(), 27.5 / 3.5, 1e-9);
    EXPECT_NEAR(walking.mean_met(), 15.5 / 3.5, 1e-9);
    EXPECT_DOUBLE_EQ(running.outside_range_s, 600);
    EXPECT_DOUBLE_EQ(walking.outside_range_s, 600);
    EXPECT_DOUBLE_EQ(met_minutes_from_speed(moving(10, 80, ""), kCover, kAcsm).outside_range_s, 0);
}

TEST(MetMinutes, nothing_measured_is_nothing) {
    const auto sum = met_minutes_from_speed(steady(10, 120), kCover, kAcsm);
    EXPECT_EQ(sum.counted_s, 0);
    EXPECT_EQ(sum.mean_met(), 0);
}

}  // namespace
}  // namespace sinew::activity
