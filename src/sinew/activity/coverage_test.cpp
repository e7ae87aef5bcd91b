#include <gtest/gtest.h>
#include <sinew/activity/bouts_for_test.hpp>
#include <sinew/base/random_stream.hpp>

namespace sinew::activity {
namespace {

const CoverSettings kCover{};

TEST(Coverage, a_steady_recording_is_covered_whole) {
    for (const double step : {1.0, 5.0, 15.0}) {
        const Coverage coverage = coverage_of(steady(30, 120, step), kCover);
        EXPECT_DOUBLE_EQ(coverage.elapsed_s, 1800);
        EXPECT_DOUBLE_EQ(coverage.heart_s, 1800);
        EXPECT_EQ(coverage.dropouts + coverage.pauses, 0U);
        EXPECT_DOUBLE_EQ(coverage.heart_share(), 1);
    }
}

TEST(Coverage, a_silent_strap_is_a_dropout_and_nothing_is_filled_in) {
    // Heart rate until 100 s and from 200 s on: 100 s to 115 s count, 85 s do not.
    const auto activity = bout(
        300, [](double t) { return t <= 100 || t >= 200 ? std::optional{120.0} : std::nullopt; });
    const Coverage coverage = coverage_of(activity, kCover);
    EXPECT_EQ(coverage.dropouts, 1U);
    EXPECT_DOUBLE_EQ(coverage.longest_dropout_s, 85);
    EXPECT_DOUBLE_EQ(coverage.heart_s, 215);
    EXPECT_EQ(coverage.pauses, 0U);
}

TEST(Coverage, a_pause_is_no_part_of_the_bout) {
    domain::RecordedActivity activity = steady(10, 120);
    add_bout(activity, 900, 1200, 1, [](double) { return 130.0; });
    const Coverage coverage = coverage_of(activity, kCover);
    EXPECT_EQ(coverage.pauses, 1U);
    EXPECT_DOUBLE_EQ(coverage.paused_s, 300);
    EXPECT_DOUBLE_EQ(coverage.active_s(), 900);
    EXPECT_DOUBLE_EQ(coverage.heart_s, 900);
    EXPECT_EQ(coverage.dropouts, 0U) << "a pause is not held against the strap";
}

TEST(Coverage, the_device_s_own_pause_counts_though_it_went_on_recording) {
    domain::RecordedActivity activity = steady(10, 120);
    activity.pauses.push_back({100, 60});
    const Coverage coverage = coverage_of(activity, kCover);
    EXPECT_EQ(coverage.pauses, 1U);
    EXPECT_DOUBLE_EQ(coverage.paused_s, 60);
    EXPECT_DOUBLE_EQ(coverage.heart_s, 540);
}

TEST(Coverage, unbelievable_heart_rates_are_missing_ones) {
    const Coverage coverage = coverage_of(steady(1, 255), kCover);
    EXPECT_EQ(coverage.implausible, 61U);
    EXPECT_EQ(coverage.heart_s, 0);
}

TEST(Coverage, nothing_is_nothing) {
    EXPECT_EQ(coverage_of({}, kCover).heart_share(), 0);
    EXPECT_TRUE(heart_pieces({}, kCover).empty());
    EXPECT_FALSE(summarise_heart({}));
}

TEST(Coverage, mean_is_weighted_by_time) {
    // 60 s at 100 and 30 s at 160, one sample every 15 s and 5 s: mean (6000 + 4800) / 90 = 120.
    domain::RecordedActivity activity = bout(
        45, [](double) { return 100.0; }, 15);
    add_bout(activity, 60, 90, 5, [](double) { return 160.0; });
    const auto summary = summarise_heart(heart_pieces(activity, kCover));
    ASSERT_TRUE(summary);
    EXPECT_DOUBLE_EQ(summary->mean_bpm, 120);
    EXPECT_EQ(summary->lowest_bpm, 100);
    EXPECT_EQ(summary->highest_bpm, 160);
}

/// A bout with drops, pauses and a wandering heart rate.
domain::RecordedActivity random_bout(RandomStream& random, double shift_s) {
    domain::RecordedActivity activity;
    double t_s = shift_s;
    for (std::uint64_t i = 0, n = random.below(400); i < n; ++i) {
        domain::ActivitySample sample;
        sample.t_s = t_s;
        if (random.below(5) != 0) sample.heart_bpm = 50 + static_cast<double>(random.below(220));
        activity.samples.push_back(sample);
        t_s += static_cast<double>(random.below(20) == 0 ? random.below(200) : random.below(4));
    }
    return activity;
}

TEST(Coverage, pieces_tile_what_is_covered_and_do_not_know_the_clock) {
    for (std::uint64_t seed = 1; seed <= 500; ++seed) {
        RandomStream random{seed, "bout"}, again{seed, "bout"};
        const auto here = random_bout(random, 0), later = random_bout(again, 86400);
        const auto pieces = heart_pieces(here, kCover);
        const auto shifted = heart_pieces(later, kCover);
        const Coverage coverage = coverage_of(here, kCover);
        double sum = 0, end = -1;
        ASSERT_EQ(pieces.size(), shifted.size());
        for (std::size_t i = 0; i < pieces.size(); ++i) {
            ASSERT_GE(pieces[i].start_s, end);
            ASSERT_GT(pieces[i].seconds, 0);
            ASSERT_EQ(pieces[i].seconds, shifted[i].seconds);
            end = pieces[i].start_s + pieces[i].seconds;
            sum += pieces[i].seconds;
        }
        ASSERT_DOUBLE_EQ(sum, coverage.heart_s);
        ASSERT_LE(coverage.heart_s, coverage.active_s() + 1e-9);
    }
}

}  // namespace
}  // namespace sinew::activity
