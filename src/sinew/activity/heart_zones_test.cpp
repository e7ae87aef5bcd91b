#include <gtest/gtest.h>
#include <sinew/activity/bouts_for_test.hpp>
#include <sinew/activity/heart_zones.hpp>
#include <sinew/base/random_stream.hpp>

#include <numeric>

namespace sinew::activity {
namespace {

const CoverSettings kCover{};
// knowledge/prescription/rules.json, ZON-01
const ZoneBounds kReserve{{0, 30, 40, 60, 90}};
const HeartRange kPerson{60, 160};  // 1 bpm = 1 % of reserve, from 60 on

ZoneTimes times_of(const domain::RecordedActivity& activity) {
    return time_in_zones(heart_pieces(activity, kCover), kPerson, ZoneScale::pct_reserve, kReserve);
}

TEST(HeartZones, a_steady_bout_lies_in_one_zone) {
    const std::array<double, kZones> bpm{80, 95, 110, 130, 155};
    for (std::size_t zone = 0; zone < kZones; ++zone) {
        const ZoneTimes times = times_of(steady(20, bpm[zone]));
        for (std::size_t i = 0; i < kZones; ++i)
            EXPECT_DOUBLE_EQ(times.seconds[i], i == zone ? 1200 : 0) << bpm[zone];
    }
}

TEST(HeartZones, the_lower_bound_belongs_to_its_zone) {
    EXPECT_DOUBLE_EQ(times_of(steady(1, 100)).seconds[2], 60);
    EXPECT_DOUBLE_EQ(times_of(steady(1, 99.9)).seconds[1], 60);
    EXPECT_DOUBLE_EQ(times_of(steady(1, 59)).below_s, 60);
    const ZoneTimes over = times_of(steady(1, 170));
    EXPECT_DOUBLE_EQ(over.seconds[4], 60);
    EXPECT_DOUBLE_EQ(over.above_max_s, 60);
}

TEST(HeartZones, a_ramp_spends_in_each_zone_its_width) {
    // 60 to 160 in 1000 s, 0.1 a second: each % of reserve takes 10 s.
    const ZoneTimes times = times_of(bout(1000, [](double t) { return 60 + t / 10; }));
    EXPECT_NEAR(times.seconds[0], 300, 1);
    EXPECT_NEAR(times.seconds[1], 100, 1);
    EXPECT_NEAR(times.seconds[2], 200, 1);
    EXPECT_NEAR(times.seconds[3], 300, 1);
    EXPECT_NEAR(times.seconds[4], 100, 1);
}

TEST(HeartZones, zones_sum_to_what_is_covered) {
    for (std::uint64_t seed = 1; seed <= 300; ++seed) {
        RandomStream random{seed, "zones"};
        const auto activity = bout(600, [&](double) -> std::optional<double> {
            if (random.below(9) == 0) return std::nullopt;
            return 40 + static_cast<double>(random.below(180));
        });
        const ZoneTimes times = times_of(activity);
        const double sum =
            std::accumulate(times.seconds.begin(), times.seconds.end(), times.below_s);
        ASSERT_NEAR(sum, times.covered_s, 1e-9);
        ASSERT_NEAR(times.covered_s, coverage_of(activity, kCover).heart_s, 1e-9);
        const BandTimes band = time_in_band(heart_pieces(activity, kCover), 100, 120);
        ASSERT_NEAR(band.below_s + band.inside_s + band.above_s, times.covered_s, 1e-9);
    }
}

TEST(HeartZones, both_ends_of_a_band_are_inside) {
    const BandTimes band =
        time_in_band({{0, 10, 99}, {10, 10, 100}, {20, 10, 120}, {30, 10, 121}}, 100, 120);
    EXPECT_EQ(band.below_s, 10);
    EXPECT_EQ(band.inside_s, 20);
    EXPECT_EQ(band.above_s, 10);
}

TEST(HeartZones, the_longest_time_above_breaks_at_a_silence) {
    EXPECT_EQ(longest_above({{0, 10, 150}, {10, 10, 151}, {20, 5, 140}, {25, 12, 150}}, 145), 20);
    EXPECT_EQ(longest_above({{0, 10, 150}, {30, 15, 150}}, 145), 15);
    EXPECT_EQ(longest_above({{0, 10, 145}}, 145), 0);
}

}  // namespace
}  // namespace sinew::activity
