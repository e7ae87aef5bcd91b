#include <sinew/care/import_activity_use.hpp>

#include <gtest/gtest.h>

namespace sinew::care {
namespace {

TEST(ImportActivity, a_summary_counts_what_was_recorded_and_nothing_else) {
    domain::RecordedActivity activity;
    activity.samples.resize(4);
    activity.samples[0].heart_bpm = 100;
    activity.samples[1].heart_bpm = 130;
    activity.samples[3].heart_bpm = 115;
    activity.samples[2].distance_m = 50;
    activity.beats.rr_ms = {600, 700};
    activity.pauses = {{1, 5}, {10, 2.5}};
    const ActivitySummary summary = summarise_activity(activity);
    ASSERT_TRUE(summary.heart_bpm);
    EXPECT_EQ(summary.heart_bpm->samples, 3U);
    EXPECT_EQ(summary.heart_bpm->lowest, 100);
    EXPECT_EQ(summary.heart_bpm->mean, 115);
    EXPECT_EQ(summary.heart_bpm->highest, 130);
    EXPECT_FALSE(summary.power_w);
    EXPECT_FALSE(summary.speed_m_s);
    EXPECT_EQ(summary.distance_m, 50);
    EXPECT_EQ(summary.paused_s, 7.5);
    EXPECT_EQ(summary.rr_ms->mean, 650);
    EXPECT_FALSE(summarise_activity({}).heart_bpm);
}

TEST(ImportActivity, the_same_content_is_known_by_the_name_it_came_with_first) {
    SeenContent seen;
    EXPECT_FALSE(seen.first_seen_as("h1", "a.fit"));
    EXPECT_FALSE(seen.first_seen_as("h2", "b.fit"));
    EXPECT_EQ(seen.first_seen_as("h1", "c.fit"), "a.fit");
}

}  // namespace
}  // namespace sinew::care
