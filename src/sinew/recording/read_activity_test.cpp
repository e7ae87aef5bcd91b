// Watch files of our own making through the front door: what is read, what is left aside, and that it says so.
#include <sinew/recording/read_activity.hpp>

#include "support/made_watch_files.hpp"

#include <gtest/gtest.h>
#include <sinew/base/content_hash.hpp>
#include <sinew/base/random_stream.hpp>
#include <sinew/base/text.hpp>

#include <numbers>

namespace sinew::recording {
namespace {

using domain::RecordedActivity;
using test::ByteOrder;
using test::FitWriter;
using test::kMadeStart;

const Instant kNow = read_moment("2026-11-23T00:00:00Z")->earliest;

Result<RecordedActivity> read(std::string_view bytes) { return read_activity(bytes, "a", kNow); }
RecordedActivity good(std::string_view bytes) {
    auto activity = read(bytes);
    EXPECT_TRUE(activity) << to_line(activity.error());
    return activity ? *std::move(activity) : RecordedActivity{};
}
std::string refusal(std::string_view bytes) {
    const auto activity = read(bytes);
    EXPECT_FALSE(activity);
    return activity ? "" : activity.error().what;
}
bool says(const RecordedActivity& activity, std::string_view words) {
    for (const std::string& remark : activity.remarks)
        if (remark.find(words) != std::string::npos) return true;
    return false;
}

TEST(FitActivity, a_ride_is_read_whole) {
    for (const auto order : {ByteOrder::little, ByteOrder::big}) {
        const std::string bytes = test::made_ride(20, order);
        const RecordedActivity ride = good(bytes);
        EXPECT_TRUE(ride.intact);
        EXPECT_EQ(ride.format, "fit");
        EXPECT_EQ(ride.start_unix_s, test::kMadeStartUnix);
        EXPECT_EQ(ride.duration_s, 29);
        EXPECT_EQ(ride.sport, "cycling");
        EXPECT_EQ(ride.sub_sport, "indoor_cycling");
        EXPECT_EQ(ride.indoor, true);
        EXPECT_EQ(ride.device, "garmin edge530");
        EXPECT_EQ(ride.content_hash, content_hash(bytes));
        ASSERT_EQ(ride.samples.size(), 20U);
        EXPECT_EQ(ride.samples[3].t_s, 3);  // a compressed clock
        EXPECT_EQ(ride.samples[3].heart_bpm, 103);
        EXPECT_EQ(ride.samples[3].speed_m_s, std::nullopt);
        EXPECT_EQ(ride.samples[4].speed_m_s, 5);
        EXPECT_EQ(ride.samples[4].distance_m, 20);
        EXPECT_EQ(ride.samples[4].altitude_m, 100);
        EXPECT_EQ(ride.samples[4].cadence_rpm, 80);
        EXPECT_EQ(ride.samples[4].power_w, 200);
        EXPECT_TRUE(says(ride, "developer field (\"Power\")"));
        EXPECT_TRUE(says(ride, "unknown 65281 1"));
        ASSERT_EQ(ride.laps.size(), 1U);
        EXPECT_EQ(ride.laps[0].start_s, 0);
        EXPECT_EQ(ride.laps[0].duration_s, 30);
        EXPECT_EQ(ride.laps[0].distance_m, 100);
        EXPECT_EQ(ride.laps[0].heart_max_bpm, 159);
        ASSERT_EQ(ride.pauses.size(), 1U);
        EXPECT_EQ(ride.pauses[0].start_s, 10);
        EXPECT_EQ(ride.pauses[0].duration_s, 10);
    }
}

TEST(FitActivity, beats_keep_their_order_and_a_pause_is_a_gap) {
    const RecordedActivity ride = good(test::made_ride(20));
    ASSERT_EQ(ride.beats.rr_ms.size(), 40U);
    EXPECT_EQ(ride.beats.rr_ms[0], 600);
    EXPECT_EQ(ride.beats.rr_ms[3], 611);
    EXPECT_EQ(ride.beats.gaps, std::vector<std::size_t>{20});
}

TEST(FitActivity, nothing_that_names_a_place_or_a_device_comes_out) {
    FitWriter out;
    out.define(0, 0, {{0, 1, 0x00}, {1, 2, 0x84}, {2, 2, 0x84}, {3, 4, 0x8C}});
    out.message(0).u8(4).u16(1).u16(9999).u32(123456789);
    out.define(1, 20, {{253, 4, 0x86}, {3, 1, 0x02}});
    out.message(1).u32(kMadeStart).u8(100);
    const RecordedActivity seen = good(out.file());
    EXPECT_EQ(seen.device, "garmin product 9999");
    EXPECT_FALSE(says(seen, "123456789"));
}

TEST(FitActivity, distance_and_speed_come_from_positions_where_the_device_gave_none) {
    const RecordedActivity walk = good(test::made_fit_walk());
    ASSERT_EQ(walk.samples.size(), 5U);
    // 1000 semicircles of latitude on a sphere of 6371008.8 m
    const double step = 6371008.8 * std::numbers::pi * 1000 / 2147483648.0;
    EXPECT_NEAR(*walk.samples[4].distance_m, 4 * step, 1e-6);
    EXPECT_NEAR(*walk.samples[4].speed_m_s, step / 10, 1e-7);
    EXPECT_FALSE(walk.samples[0].speed_m_s);
    EXPECT_EQ(walk.indoor, false);
    EXPECT_TRUE(says(walk, "distance was worked out from positions"));
    EXPECT_TRUE(says(walk, "speed was worked out"));
    EXPECT_TRUE(says(walk, "dropped after reading: 5 positions"));
}

TEST(FitActivity, packed_speed_and_distance_run_over) {
    FitWriter out;
    out.define(0, 20, {{253, 4, 0x86}, {8, 3, 0x0D}});
    const auto packed = [&](std::uint32_t at, std::uint32_t speed, std::uint32_t way) {
        out.message(0).u32(kMadeStart + at);
        out.u8(speed & 0xFFU).u8((speed >> 8U) | (way & 0xFU) << 4U).u8(way >> 4U);
    };
    packed(0, 354, 0);
    packed(5, 355, 4090);
    packed(9, 0xFFF, 10);  // 4090 -> 4096 + 10
    out.message(0).u32(kMadeStart + 12).u8(0xFF).u8(0xFF).u8(0xFF);
    const RecordedActivity seen = good(out.file());
    EXPECT_EQ(seen.samples[0].speed_m_s, 3.54);
    EXPECT_EQ(seen.samples[1].distance_m, 4090 / 16.0);
    EXPECT_EQ(seen.samples[2].distance_m, 4106 / 16.0);
    EXPECT_FALSE(seen.samples[2].speed_m_s);
    EXPECT_FALSE(seen.samples[3].distance_m);
}

TEST(FitActivity, values_out_of_bounds_and_times_that_fall_are_left_aside_and_counted) {
    FitWriter out;
    out.define(0, 20, {{253, 4, 0x86}, {3, 1, 0x02}, {7, 2, 0x84}});
    const auto record = [&](std::uint32_t at, unsigned heart, unsigned power) {
        out.message(0).u32(at).u8(heart).u16(power);
    };
    record(kMadeStart, 100, 100);
    record(kMadeStart + 5, 250, 100);
    record(kMadeStart + 4, 110, 100);
    record(kMadeStart + 6, 0, 60000);
    record(kMadeStart + 900'000'000, 120, 100);
    const RecordedActivity seen = good(out.file());
    ASSERT_EQ(seen.samples.size(), 3U);
    EXPECT_FALSE(seen.samples[1].heart_bpm);
    EXPECT_FALSE(seen.samples[2].heart_bpm);
    EXPECT_TRUE(says(seen, "1 heart rate out of bounds"));
    EXPECT_TRUE(says(seen, "1 power value out of bounds"));
    EXPECT_TRUE(says(seen, "1 point whose time falls back"));
    EXPECT_TRUE(says(seen, "1 point with an unbelievable time"));
}

TEST(FitActivity, a_clock_that_was_never_set_gives_no_date) {
    FitWriter out;
    out.define(0, 20, {{253, 4, 0x86}, {3, 1, 0x02}});
    out.message(0).u32(5000).u8(100).message(0).u32(5010).u8(101);
    const RecordedActivity seen = good(out.file());
    EXPECT_FALSE(seen.start_unix_s);
    EXPECT_EQ(seen.duration_s, 10);
    EXPECT_TRUE(says(seen, "clock was never set"));
}

TEST(FitActivity, chained_files_join_when_they_follow_and_are_left_aside_when_they_repeat) {
    FitWriter later;
    later.define(0, 20, {{253, 4, 0x86}, {3, 1, 0x02}});
    later.message(0).u32(kMadeStart + 100).u8(90);
    const std::string ride = test::made_ride(20);
    const RecordedActivity joined = good(ride + later.file());
    EXPECT_EQ(joined.samples.size(), 21U);
    EXPECT_EQ(joined.duration_s, 100);
    const RecordedActivity twice = good(ride + ride);
    EXPECT_EQ(twice.samples.size(), 20U);
    EXPECT_EQ(twice.beats.rr_ms.size(), 40U);
    EXPECT_TRUE(says(twice, "their times were already read"));
    EXPECT_TRUE(twice.intact);
}

TEST(FitActivity, a_file_of_another_kind_is_refused_by_its_kind) {
    FitWriter out;
    out.define(0, 0, {{0, 1, 0x00}});
    out.message(0).u8(5);
    out.define(1, 20, {{253, 4, 0x86}});
    out.message(1).u32(kMadeStart);
    EXPECT_EQ(refusal(out.file()), "no activity: the file calls itself \"workout\"");
    EXPECT_EQ(refusal(FitWriter{}.file()),
              "a FIT file without records or beats: nothing was measured");
}

TEST(FitActivity, a_cut_at_any_byte_is_refused_or_remarked_and_never_gives_more) {
    const std::string whole = test::made_ride(12);
    std::size_t most = 0;
    for (std::size_t length = 0; length < whole.size(); ++length) {
        const auto seen = read(std::string_view{whole}.substr(0, length));
        if (!seen) continue;
        EXPECT_FALSE(seen->intact) << length;
        EXPECT_TRUE(says(*seen, "cut off")) << length;
        EXPECT_GE(seen->samples.size(), most) << length;
        most = seen->samples.size();
        for (std::size_t i = 0; i < seen->samples.size(); ++i)
            EXPECT_EQ(seen->samples[i].heart_bpm, 100 + static_cast<double>(i)) << length;
    }
    EXPECT_EQ(most, 12U);
}

TEST(FitActivity, any_changed_byte_is_refused_or_remarked) {
    const std::string whole = test::made_ride(6);
    for (std::size_t at = 0; at < whole.size(); ++at)
        for (const int change : {0x01, 0x40, 0xFF}) {
            std::string damaged = whole;
            damaged[at] = static_cast<char>(damaged[at] ^ change);
            const auto seen = read(damaged);
            if (!seen) continue;
            EXPECT_FALSE(seen->intact) << at;
            EXPECT_FALSE(seen->remarks.empty()) << at;
        }
}

TEST(Gpx, a_walk_is_read_by_its_positions_and_extensions) {
    using namespace test;
    const RecordedActivity walk =
        good(made_gpx(made_gpx_point(0, 0, made_gpx_heart(91)) +
                      made_gpx_point(1, 1, made_gpx_heart(95)) + made_gpx_point(3, 3)));
    EXPECT_EQ(walk.format, "gpx");
    EXPECT_EQ(walk.device, "made by hand");
    EXPECT_EQ(walk.sport, "walking");
    EXPECT_EQ(walk.start_unix_s, kMadeStartUnix);
    ASSERT_EQ(walk.samples.size(), 3U);
    EXPECT_EQ(walk.duration_s, 180);
    EXPECT_EQ(walk.samples[1].heart_bpm, 95);
    EXPECT_EQ(walk.samples[1].cadence_rpm, 50);
    EXPECT_EQ(walk.samples[1].altitude_m, 12.5);
    const double degree = 6371008.8 * std::numbers::pi / 180;  // along the equator
    EXPECT_NEAR(*walk.samples[2].distance_m, 0.003 * degree, 1e-6);
    EXPECT_NEAR(*walk.samples[2].speed_m_s, 0.002 * degree / 120, 1e-8);
}

TEST(Gpx, no_way_is_measured_across_a_new_segment) {
    using namespace test;
    const RecordedActivity walk =
        good(made_gpx(made_gpx_point(0, 0) + made_gpx_point(1, 1) + "</trkseg><trkseg/><trkseg>" +
                      made_gpx_point(5, 500) + made_gpx_point(6, 501)));
    const double degree = 6371008.8 * std::numbers::pi / 180;
    EXPECT_NEAR(*walk.samples.back().distance_m, 0.002 * degree, 1e-6);
    EXPECT_FALSE(walk.samples[2].speed_m_s);
}

TEST(Gpx, byte_order_marks_version_1_0_and_missing_times_are_met) {
    using namespace test;
    const std::string points =
        "<trkpt lat=\"1\" lon=\"2\"><time>2024-03-01T08:00:00</time><speed>1.5</speed></trkpt>"
        "<trkpt lat=\"1\" lon=\"2\"><speed>x1</speed></trkpt>";
    const RecordedActivity walk = good(made_gpx(points, "\xEF\xBB\xBF<?xml version=\"1.0\"?>"));
    ASSERT_EQ(walk.samples.size(), 1U);
    EXPECT_EQ(walk.samples[0].speed_m_s, 1.5);
    EXPECT_TRUE(says(walk, "1 point without a time"));
    EXPECT_TRUE(says(walk, "1 value that is no number"));
}

TEST(Gpx, tracks_without_points_or_believable_times_are_refused) {
    using namespace test;
    EXPECT_NE(refusal(made_gpx("")).find("without trackpoints"), std::string::npos);
    EXPECT_NE(refusal(made_gpx("<trkpt lat=\"1\" lon=\"2\"/>")).find("has a time"),
              std::string::npos);
    EXPECT_NE(
        refusal(made_gpx("<trkpt lat=\"1\" lon=\"2\"><time>1901-12-13T20:45:52Z</time></trkpt>"))
            .find("believable time"),
        std::string::npos);
    EXPECT_NE(
        refusal(made_gpx("<trkpt lat=\"1\" lon=\"2\"><time>2026-11-24T00:00:01Z</time></trkpt>"))
            .find("believable time"),
        std::string::npos);
    EXPECT_TRUE(
        read(made_gpx("<trkpt lat=\"1\" lon=\"2\"><time>2026-11-24T00:00:00Z</time></trkpt>")));
}

TEST(Tcx, a_run_is_read_with_laps_power_and_parts_of_a_second) {
    using namespace test;
    const RecordedActivity run = good(made_tcx(
        made_tcx_point(0, 0, 100) + made_tcx_point(1, 150, 0) + made_tcx_point(2, 300, 130)));
    EXPECT_EQ(run.format, "tcx");
    EXPECT_EQ(run.sport, "running");
    EXPECT_EQ(run.device, "Hand made");
    EXPECT_EQ(run.start_unix_s, kMadeStartUnix);
    ASSERT_EQ(run.samples.size(), 3U);
    EXPECT_EQ(run.samples[0].t_s, 0.5);
    EXPECT_EQ(run.samples[0].power_w, 90);
    EXPECT_FALSE(run.samples[1].heart_bpm);
    EXPECT_EQ(run.samples[2].speed_m_s, 2.5);
    ASSERT_EQ(run.laps.size(), 1U);
    EXPECT_EQ(run.laps[0].heart_mean_bpm, 111);
    EXPECT_EQ(run.laps[0].duration_s, 120);
}

TEST(WatchXml, document_types_entities_depth_and_cuts_are_refused) {
    using namespace test;
    const std::string bomb =
        "<?xml version=\"1.0\"?><!DOCTYPE gpx [<!ENTITY a \"aaaa\"><!ENTITY b "
        "\"&a;&a;\">]><gpx>&b;</gpx>";
    EXPECT_NE(refusal(bomb).find("document type"), std::string::npos);
    std::string deep;
    for (int i = 0; i < 100'000; ++i) deep += "<a>";
    for (int i = 0; i < 100'000; ++i) deep += "</a>";
    EXPECT_NE(refusal("<gpx>" + deep + "</gpx>").find("levels deep"), std::string::npos);
    const std::string whole = made_tcx(made_tcx_point(0, 0, 100) + made_tcx_point(1, 150, 101));
    for (std::size_t length = 0; length + 2 < whole.size(); ++length)
        EXPECT_FALSE(read(std::string_view{whole}.substr(0, length))) << length;
    EXPECT_NE(refusal("<html><body/></html>").find("neither TCX nor GPX"), std::string::npos);
}

TEST(ReadActivity, random_bytes_are_refused) {
    RandomStream random{11, "watch_bytes"};
    for (int round = 0; round < 2000; ++round) {
        std::string bytes;
        for (std::uint64_t left = random.below(200); left > 0; --left)
            bytes += static_cast<char>(random.below(256));
        EXPECT_FALSE(read(bytes));
    }
    EXPECT_EQ(refusal(""), "an empty file");
}

}  // namespace
}  // namespace sinew::recording
