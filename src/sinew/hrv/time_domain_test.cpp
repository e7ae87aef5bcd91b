#include <sinew/base/random_stream.hpp>
#include <sinew/hrv/analysis.hpp>

#include <gtest/gtest.h>
#include <cmath>
#include <limits>
#include <vector>

namespace sinew::hrv {
namespace {

std::vector<double> random_intervals(std::uint64_t seed, std::size_t count) {
    RandomStream stream{seed, "intervals"};
    std::vector<double> rr(count);
    double level = 800;
    for (double& value : rr) {
        level += 40 * (stream.uniform() - 0.5) + 0.05 * (800 - level);
        value = level + 60 * (stream.uniform() - 0.5);
    }
    return rr;
}

// The worked example of the resting recording: knowledge of its scoring, rounded as it says.
TEST(TimeDomain, worked_example_of_five_beats) {
    const auto answer = analyse({{800, 810, 790, 805, 795}, {}}, {});
    ASSERT_TRUE(answer) << to_line(answer.error());
    const TimeDomain& time = answer->time;
    EXPECT_EQ(time.mean_rr_ms, 800);
    EXPECT_EQ(time.mean_hr_bpm, 75);
    EXPECT_NEAR(*time.sdnn_ms, 7.906, 5e-4);
    EXPECT_NEAR(*time.rmssd_ms, 14.361, 5e-4);
    EXPECT_EQ(*time.pnn50_pct, 0);
    EXPECT_NEAR(*time.ln_rmssd, 2.6645, 5e-5);
    EXPECT_EQ(answer->quality.verdict, Verdict::limited);
    EXPECT_EQ(answer->cleaned.detector,
              Detector::local_median);  // five beats are too few to classify
}

TEST(TimeDomain, values_by_hand) {
    const std::vector<double> nn{1000, 1060, 1030, 1000, 1050.5};
    const TimeDomain time = time_domain(nn, {}, {});
    EXPECT_EQ(time.beats, 5U);
    EXPECT_EQ(time.differences, 4U);
    EXPECT_EQ(time.nn50, 2U);  // +60 and +50.5
    EXPECT_EQ(time.nn20, 4U);
    EXPECT_EQ(*time.pnn50_pct, 50);
    EXPECT_DOUBLE_EQ(*time.rmssd_ms, std::sqrt((3600 + 900 + 900 + 50.5 * 50.5) / 4));
    EXPECT_EQ(time.median_rr_ms, 1030);
    EXPECT_DOUBLE_EQ(*time.lowest_hr_bpm, 60'000 / time.mean_rr_ms);
    EXPECT_FALSE(time.sdann_ms);
}

TEST(TimeDomain, exactly_fifty_is_not_above_fifty) {
    EXPECT_EQ(time_domain(std::vector<double>{800, 850, 800}, {}, {}).nn50, 0U);
}

TEST(TimeDomain, no_difference_is_taken_across_a_break) {
    const std::vector<double> nn{800, 810, 1200, 1190};
    const std::vector<std::size_t> breaks{2};
    const TimeDomain time = time_domain(nn, breaks, {});
    EXPECT_EQ(time.differences, 2U);
    EXPECT_EQ(*time.rmssd_ms, 10);
    EXPECT_EQ(time.nn50, 0U);
}

TEST(TimeDomain, what_is_not_defined_is_absent) {
    const TimeDomain none = time_domain({}, {}, {});
    EXPECT_EQ(none.beats, 0U);
    EXPECT_FALSE(none.sdnn_ms || none.rmssd_ms || none.triangular_index || none.lowest_hr_bpm);
    const TimeDomain one = time_domain(std::vector<double>{800}, {}, {});
    EXPECT_FALSE(one.sdnn_ms || one.rmssd_ms || one.sdsd_ms || one.pnn50_pct);
    const TimeDomain still = time_domain(std::vector<double>{800, 800, 800}, {}, {});
    EXPECT_EQ(*still.rmssd_ms, 0);
    EXPECT_FALSE(still.ln_rmssd);
}

TEST(TimeDomain, adding_a_constant_moves_the_mean_only) {
    for (std::uint64_t seed = 1; seed <= 50; ++seed) {
        std::vector<double> nn = random_intervals(seed, 300), moved = nn;
        for (double& value : nn) value = std::round(value * 8) / 8;  // sums of eighths are exact
        for (std::size_t i = 0; i < nn.size(); ++i) moved[i] = nn[i] + 100;
        const TimeDomain a = time_domain(nn, {}, {}), b = time_domain(moved, {}, {});
        EXPECT_EQ(*a.rmssd_ms, *b.rmssd_ms) << "seed " << seed;
        EXPECT_EQ(a.nn50, b.nn50);
        EXPECT_NEAR(*a.sdnn_ms, *b.sdnn_ms, 1e-9);
        EXPECT_DOUBLE_EQ(a.mean_rr_ms + 100, b.mean_rr_ms);
    }
}

TEST(TimeDomain, doubling_every_interval_doubles_every_length) {
    for (std::uint64_t seed = 1; seed <= 50; ++seed) {
        const std::vector<double> nn = random_intervals(seed, 300);
        std::vector<double> twice = nn;
        for (double& value : twice) value *= 2;
        const TimeDomain a = time_domain(nn, {}, {}), b = time_domain(twice, {}, {});
        EXPECT_DOUBLE_EQ(2 * *a.rmssd_ms, *b.rmssd_ms);
        EXPECT_DOUBLE_EQ(2 * *a.sdnn_ms, *b.sdnn_ms);
        EXPECT_DOUBLE_EQ(*a.cvnn, *b.cvnn);
        EXPECT_DOUBLE_EQ(a.mean_hr_bpm, 2 * b.mean_hr_bpm);
    }
}

TEST(TimeDomain, turning_time_round_changes_nothing) {
    for (std::uint64_t seed = 1; seed <= 50; ++seed) {
        const std::vector<double> nn = random_intervals(seed, 300);
        const std::vector<double> back(nn.rbegin(), nn.rend());
        const TimeDomain a = time_domain(nn, {}, {}), b = time_domain(back, {}, {});
        EXPECT_NEAR(*a.rmssd_ms, *b.rmssd_ms, 1e-10 * *a.rmssd_ms);
        EXPECT_NEAR(*a.sdnn_ms, *b.sdnn_ms, 1e-10 * *a.sdnn_ms);
        EXPECT_EQ(a.nn20, b.nn20);
        EXPECT_EQ(a.triangular_index, b.triangular_index);
        EXPECT_EQ(a.tinn_ms, b.tinn_ms);
    }
}

TEST(TimeDomain, segments_are_five_whole_minutes) {
    std::vector<double> nn(900, 1000);  // three times five minutes
    for (std::size_t i = 300; i < 600; ++i) nn[i] = i % 2 == 0 ? 990 : 1010;
    const TimeDomain time = time_domain(nn, {}, {});
    ASSERT_TRUE(time.sdann_ms);
    EXPECT_NEAR(*time.sdann_ms, 0, 1e-12);
    EXPECT_NEAR(*time.sdnn_index_ms, std::sqrt(300 * 100 / 299.0) / 2,
                1e-9);  // the third segment is not known to be whole
}

TEST(TimeDomain, a_triangle_is_found_as_it_is) {
    std::vector<double> nn;
    const int heights[] = {0, 2, 4, 6, 8, 6, 4, 2, 0};
    for (int bin = 0; bin < 9; ++bin)
        for (int k = 0; k < heights[bin]; ++k) nn.push_back((100 + bin + 0.5) * 7.8125);
    const TimeDomain time = time_domain(nn, {}, {});
    EXPECT_EQ(*time.triangular_index, 32.0 / 8);
    EXPECT_EQ(*time.tinn_ms, 8 * 7.8125);
}

}  // namespace
}  // namespace sinew::hrv
