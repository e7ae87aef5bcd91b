#include <gtest/gtest.h>
#include <sinew/activity/bouts_for_test.hpp>
#include <sinew/activity/recovery.hpp>

namespace sinew::activity {
namespace {

const CoverSettings kCover{};

TEST(Recovery, reads_the_fall_after_the_last_peak) {
    // 10 min up to 160, then 0.25 a second down: 15 in 60 s, 30 in 120 s.
    const auto activity =
        bout(900, [](double t) { return t <= 600 ? 100 + t / 10 : 160 - (t - 600) / 4; });
    const auto recovery = recovery_after_peak(heart_pieces(activity, kCover));
    ASSERT_TRUE(recovery);
    EXPECT_EQ(recovery->from_s, 600);
    EXPECT_EQ(recovery->from_bpm, 160);
    EXPECT_NEAR(*recovery->fall_60s, 15, 0.26);
    EXPECT_NEAR(*recovery->fall_120s, 30, 0.26);
}

TEST(Recovery, is_nothing_where_recording_stopped) {
    const auto recovery = recovery_after_peak(
        heart_pieces(bout(650, [](double t) { return 100 + std::min(t, 600.0) / 10; }), kCover));
    ASSERT_TRUE(recovery);
    EXPECT_FALSE(recovery->fall_60s) << "the peak lasts until the end";
    EXPECT_FALSE(recovery_after_peak({}));
    EXPECT_FALSE(recovery_after({{0, 10, 120}}, 500));
}

TEST(Recovery, a_stated_moment_counts_from_there) {
    const auto activity = bout(900, [](double t) {
        return t <= 600 ? 150.0 : t <= 660 ? 150.0 : 120.0;
    });
    const auto recovery = recovery_after(heart_pieces(activity, kCover), 601);
    ASSERT_TRUE(recovery);
    EXPECT_EQ(recovery->fall_60s, 30);
    EXPECT_EQ(recovery->fall_120s, 30);
}

}  // namespace
}  // namespace sinew::activity
