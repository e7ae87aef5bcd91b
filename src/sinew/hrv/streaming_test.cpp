#include <sinew/base/random_stream.hpp>
#include <sinew/hrv/sliding.hpp>
#include <sinew/hrv/streaming.hpp>

#include <gtest/gtest.h>
#include <cmath>
#include <limits>
#include <vector>

namespace sinew::hrv {
namespace {

/// A day of beats that drift, breathe and are sometimes lost.
domain::RrSeries day(std::uint64_t seed, std::size_t beats) {
    RandomStream stream{seed, "day"};
    domain::RrSeries series;
    double t = 0;
    for (std::size_t i = 0; i < beats; ++i) {
        const double rr = 850 + 150 * std::sin(2 * M_PI * t / 86'400) +
                          30 * std::sin(2 * M_PI * 0.25 * t) + 40 * (stream.uniform() - 0.5);
        series.rr_ms.push_back(rr);
        t += rr / 1000;
        if (i > 0 && stream.chance(0.0005)) series.gaps.push_back(i);
    }
    return series;
}

void expect_close(const std::optional<double>& live, const std::optional<double>& batch,
                  const char* what) {
    ASSERT_EQ(live.has_value(), batch.has_value()) << what;
    if (live) {
        EXPECT_NEAR(*live, *batch, 1e-9 * std::max(1.0, std::abs(*batch))) << what;
    }
}

// Batch over the same beats, at many places of 24 hours and for a window that begins in the middle of everything.
TEST(Streaming, is_the_batch_after_a_day) {
    const domain::RrSeries series = day(3, 100'000);
    for (const double window_s : {60.0, 300.0, 86'400.0}) {
        StreamingSettings settings;
        settings.window_s = window_s;
        settings.jump_share = 0;
        StreamingHrv live = *StreamingHrv::make(settings);
        std::size_t gap = 0;
        for (std::size_t i = 0; i < series.rr_ms.size(); ++i) {
            if (gap < series.gaps.size() && series.gaps[gap] == i) {
                live.gap();
                ++gap;
            }
            ASSERT_EQ(live.add(series.rr_ms[i]), BeatKind::normal);
            if (i % 9'999 != 0 && i + 1 != series.rr_ms.size()) continue;
            const LiveMetrics now = live.metrics();
            const std::size_t first = i + 1 - now.beats;
            ASSERT_LE(now.window_s, window_s + 1e-9);
            const auto nn = std::span{series.rr_ms}.subspan(first, now.beats);
            std::vector<std::size_t> breaks;
            for (const std::size_t at : series.gaps)
                if (at > first && at <= i) breaks.push_back(at - first);
            const TimeDomain batch = time_domain(nn, breaks, {});
            EXPECT_EQ(now.differences, batch.differences);
            expect_close(now.mean_rr_ms, batch.mean_rr_ms, "mean");
            expect_close(now.sdnn_ms, batch.sdnn_ms, "SDNN");
            expect_close(now.rmssd_ms, batch.rmssd_ms, "RMSSD");
            expect_close(now.ln_rmssd, batch.ln_rmssd, "ln RMSSD");
            expect_close(now.sdsd_ms, batch.sdsd_ms, "SDSD");
            expect_close(now.pnn50_pct, batch.pnn50_pct, "pNN50");
            expect_close(now.pnn20_pct, batch.pnn20_pct, "pNN20");
        }
    }
}

TEST(Streaming, artefacts_are_counted_left_out_and_not_bridged) {
    StreamingHrv live = *StreamingHrv::make({});
    for (int i = 0; i < 10; ++i) EXPECT_EQ(live.add(800 + 10 * (i % 2)), BeatKind::normal);
    EXPECT_EQ(live.add(1500), BeatKind::jump);
    for (const double bad :
         {0.0, -800.0, 5000.0, std::nan(""), std::numeric_limits<double>::infinity()})
        EXPECT_EQ(live.add(bad), BeatKind::out_of_range);
    EXPECT_EQ(live.add(900), BeatKind::normal);
    const LiveMetrics now = live.metrics();
    EXPECT_EQ(now.beats, 11U);
    EXPECT_EQ(now.differences, 9U);
    EXPECT_EQ(now.artefacts, 6U);
    EXPECT_DOUBLE_EQ(*now.rmssd_ms, 10);
    EXPECT_DOUBLE_EQ(now.valid_share, 11.0 / 17);
}

TEST(Streaming, a_new_level_is_believed_after_a_few_beats) {
    StreamingHrv live = *StreamingHrv::make({});
    for (int i = 0; i < 20; ++i) static_cast<void>(live.add(1000));
    int refused = 0;
    while (live.add(600) != BeatKind::normal) ASSERT_LT(++refused, 5);
    EXPECT_EQ(refused, 3);
}

TEST(Streaming, nothing_yet_is_nothing) {
    StreamingHrv live = *StreamingHrv::make({});
    EXPECT_EQ(live.metrics().beats, 0U);
    EXPECT_EQ(live.metrics().valid_share, 0);
    EXPECT_FALSE(live.metrics().mean_hr_bpm || live.metrics().rmssd_ms);
    static_cast<void>(live.add(std::nan("")));
    EXPECT_EQ(live.metrics().valid_share, 0);
    static_cast<void>(live.add(800));
    EXPECT_TRUE(live.metrics().mean_hr_bpm);
    EXPECT_FALSE(live.metrics().sdnn_ms || live.metrics().rmssd_ms);
}

TEST(Streaming, settings_that_cannot_be_are_refused) {
    StreamingSettings settings;
    settings.window_s = 0;
    EXPECT_FALSE(StreamingHrv::make(settings));
    settings = {};
    settings.shortest_ms = 0;
    EXPECT_FALSE(StreamingHrv::make(settings));
    settings = {};
    settings.jump_share = std::nan("");
    EXPECT_FALSE(StreamingHrv::make(settings));
}

TEST(Sliding, each_window_is_its_own_analysis) {
    domain::RrSeries series = day(5, 2000);
    series.gaps = {700};
    const auto windows = analyse_windows(series, {}, {300, 60});
    ASSERT_TRUE(windows);
    double seconds = 0;
    for (const double rr : series.rr_ms) seconds += rr / 1000;
    EXPECT_EQ(windows->size(), static_cast<std::size_t>((seconds - 300) / 60) + 1);
    for (const Window& window : *windows) {
        ASSERT_TRUE(window.analysis);
        const Cleaned& cleaned = window.analysis->cleaned;
        double end_s = 0;
        for (std::size_t i = 0; i < window.first_recorded; ++i) end_s += series.rr_ms[i] / 1000;
        EXPECT_LE(end_s, window.start_s + 1e-9);
        // The same beats, cut out and left as they are, give the same numbers.
        Settings plain;
        plain.artefacts.detector = Detector::none;
        const auto alone = analyse({cleaned.nn_ms, cleaned.breaks}, plain);
        ASSERT_TRUE(alone);
        EXPECT_EQ(alone->time.rmssd_ms, window.analysis->time.rmssd_ms);
        EXPECT_EQ(alone->welch.has_value(), window.analysis->welch.has_value());
        if (alone->welch) {
            EXPECT_EQ(alone->welch->lf.power_ms2, window.analysis->welch->lf.power_ms2);
        }
        EXPECT_EQ(alone->nonlinear.alpha1, window.analysis->nonlinear.alpha1);
    }
}

TEST(Sliding, a_window_without_beats_says_so) {
    std::vector<double> rr(700, 800.0);
    for (std::size_t i = 200; i < 220; ++i) rr[i] = 15'000;
    for (std::size_t i = 0; i < rr.size(); ++i) rr[i] += static_cast<double>(i % 3);
    const auto windows = analyse_windows({rr, {}}, {}, {60, 60});
    ASSERT_TRUE(windows);
    std::size_t empty = 0;
    for (const Window& window : *windows) empty += window.analysis ? 0U : 1U;
    EXPECT_GE(empty, 3U);
    EXPECT_LE(empty, 6U);
    EXPECT_FALSE(analyse_windows({rr, {}}, {}, {300, 0}));
    EXPECT_FALSE(analyse_windows({rr, {}}, {}, {std::nan(""), 60}));
}

}  // namespace
}  // namespace sinew::hrv
