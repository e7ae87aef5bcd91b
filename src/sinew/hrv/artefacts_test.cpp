#include "support/planted_beats.hpp"

#include <sinew/base/random_stream.hpp>
#include <sinew/hrv/analysis.hpp>

#include <gtest/gtest.h>
#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

namespace sinew::hrv {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();

/// Sinus rhythm: breathing at 0.25 Hz, a slow wave, a little noise; no artefacts.
std::vector<double> sinus(std::uint64_t seed, std::size_t count) {
    RandomStream stream{seed, "sinus"};
    std::vector<double> rr(count);
    double t = 0;
    for (double& value : rr) {
        value = 900 + 25 * std::sin(2 * M_PI * 0.25 * t) + 20 * std::sin(2 * M_PI * 0.09 * t) +
                20 * (stream.uniform() - 0.5);
        t += value / 1000;
    }
    return rr;
}

TEST(Artefacts, no_time_between_beats_is_a_fault_with_its_place) {
    for (const double bad : {-800.0, 0.0, kNaN, kInfinity, -kInfinity, 1e9}) {
        const auto answer = analyse({{800, 810, bad, 790}, {}}, {});
        ASSERT_FALSE(answer) << bad;
        EXPECT_EQ(answer.error().code, ErrorCode::bad_input);
        EXPECT_EQ(answer.error().where, "/rr_ms/2");
        EXPECT_FALSE(answer.error().hint.empty());
    }
    for (const std::vector<std::size_t>& gaps : {std::vector<std::size_t>{2, 1}, {1, 1}, {9}})
        EXPECT_FALSE(analyse({{800, 810, 790, 800}, gaps}, {}));
}

TEST(Artefacts, too_few_beats_and_all_artefacts_are_refused) {
    EXPECT_EQ(analyse({}, {}).error().code, ErrorCode::out_of_range);
    EXPECT_FALSE(analyse({{800, 800}, {}}, {}));
    EXPECT_TRUE(analyse({{800, 800, 800}, {}}, {}));
    for (const double everywhere : {5000.0, 50.0, 0.8}) {
        const auto answer = analyse({std::vector<double>(400, everywhere), {}}, {});
        ASSERT_FALSE(answer) << everywhere;
        EXPECT_EQ(answer.error().code, ErrorCode::out_of_range);
    }
}

TEST(Artefacts, noise_is_never_good) {
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        RandomStream stream{seed, "noise"};
        std::vector<double> rr(400);
        for (double& value : rr) value = 320 + 1600 * stream.uniform();
        const auto answer = analyse({rr, {}}, {});
        if (answer) {
            EXPECT_EQ(answer->quality.verdict, Verdict::poor) << "seed " << seed;
        }
    }
}

TEST(Artefacts, a_clean_series_passes) {
    std::size_t beats = 0, flagged = 0;
    for (std::uint64_t seed = 1; seed <= 100; ++seed) {
        const std::vector<double> rr = sinus(seed, 360);
        const auto answer = analyse({rr, {}}, {});
        ASSERT_TRUE(answer);
        beats += rr.size();
        flagged += rr.size() - answer->cleaned.counts[0];
        EXPECT_EQ(answer->quality.verdict, Verdict::good);
    }
    EXPECT_LE(static_cast<double>(flagged), 1e-3 * static_cast<double>(beats));
}

/// One artefact in a clean series is named, where it is, and mended to within the noise.
TEST(Artefacts, planted_beats_are_named_and_mended) {
    const std::vector<double> truth = sinus(7, 360);
    const double rmssd = *time_domain(truth, {}, {}).rmssd_ms;
    std::vector<double> ectopic = truth, missed = truth, extra = truth;
    ectopic[100] *= 0.7;
    ectopic[101] += 0.3 * truth[100];
    missed[200] += missed[201];
    missed.erase(missed.begin() + 201);
    extra[150] = 0.4 * truth[150];
    extra.insert(extra.begin() + 151, 0.6 * truth[150]);
    for (const auto& [series, kind, at] : {std::tuple{ectopic, BeatKind::ectopic, std::size_t{100}},
                                           std::tuple{missed, BeatKind::missed, std::size_t{200}},
                                           std::tuple{extra, BeatKind::extra, std::size_t{150}}}) {
        const auto answer = analyse({series, {}}, {});
        ASSERT_TRUE(answer);
        EXPECT_EQ(answer->cleaned.kinds[at], kind) << domain::name_of(answer->cleaned.kinds[at]);
        EXPECT_EQ(answer->cleaned.counts[0], series.size() - 1) << domain::name_of(kind);
        EXPECT_EQ(answer->cleaned.nn_ms.size(), truth.size()) << domain::name_of(kind);
        EXPECT_NEAR(*answer->time.rmssd_ms, rmssd, 0.05 * rmssd) << domain::name_of(kind);
    }
}

// The table of bench/results/artefacts.json, on other seeds and fewer of them.
TEST(Artefacts, planted_beats_are_found_and_normal_ones_left_alone) {
    planted::Tally all;
    for (const planted::Rhythm& rhythm : planted::kRhythms)
        for (std::uint64_t seed = 1001; seed <= 1020; ++seed) planted::count(rhythm, seed, {}, all);
    for (const BeatKind kind : {BeatKind::ectopic, BeatKind::missed, BeatKind::extra}) {
        const auto k = static_cast<std::size_t>(kind);
        ASSERT_GT(all.planted[k], 300U);
        EXPECT_GE(static_cast<double>(all.found[k]), 0.97 * static_cast<double>(all.planted[k]))
            << domain::name_of(kind);
    }
    EXPECT_GE(static_cast<double>(all.left_alone), 0.995 * static_cast<double>(all.normal));
    EXPECT_LE(all.error_after / static_cast<double>(all.series), 0.03);
    EXPECT_GE(all.error_before / static_cast<double>(all.series), 1);
}

TEST(Artefacts, each_recorded_interval_is_counted_once) {
    for (std::uint64_t seed = 1; seed <= 200; ++seed) {
        RandomStream stream{seed, "anything"};
        domain::RrSeries series;
        series.rr_ms = sinus(seed, 3 + stream.below(200));
        for (double& value : series.rr_ms)
            if (stream.chance(0.1)) value *= 0.2 + 3 * stream.uniform();
        for (std::size_t i = 1; i < series.rr_ms.size(); ++i)
            if (stream.chance(0.02)) series.gaps.push_back(i);
        for (const Detector detector : domain::values_of<Detector>())
            for (const Correction correction : domain::values_of<Correction>()) {
                ArtefactSettings settings;
                settings.detector = detector;
                settings.correction = correction;
                const auto cleaned = clean(series, settings);
                ASSERT_TRUE(cleaned);
                EXPECT_EQ(
                    std::accumulate(cleaned->counts.begin(), cleaned->counts.end(), std::size_t{0}),
                    series.rr_ms.size());
                EXPECT_EQ(cleaned->nn_ms.size(), cleaned->recorded_at.size());
                EXPECT_TRUE(
                    std::is_sorted(cleaned->recorded_at.begin(), cleaned->recorded_at.end()));
                for (const std::size_t at : cleaned->breaks) {
                    EXPECT_GT(at, 0U);
                    EXPECT_LT(at, cleaned->nn_ms.size());
                }
                // A gap stays a break: intervals on both sides of it never follow each other.
                for (const std::size_t gap : series.gaps)
                    for (std::size_t i = 1; i < cleaned->nn_ms.size(); ++i)
                        if (cleaned->recorded_at[i - 1] < gap && cleaned->recorded_at[i] >= gap) {
                            EXPECT_TRUE(std::binary_search(cleaned->breaks.begin(),
                                                           cleaned->breaks.end(), i));
                        }
            }
    }
}

TEST(Artefacts, a_long_hole_is_not_bridged) {
    std::vector<double> rr = sinus(3, 60);
    rr[30] = 9000;
    ArtefactSettings settings;
    settings.detector = Detector::local_median;
    const auto cleaned = clean({rr, {}}, settings);
    ASSERT_TRUE(cleaned);
    EXPECT_EQ(cleaned->nn_ms.size(), 59U);
    EXPECT_EQ(cleaned->breaks, std::vector<std::size_t>{30});
    EXPECT_EQ(cleaned->lost, 1U);
}

TEST(Artefacts, one_beat_in_twenty_is_the_limit) {
    for (const std::size_t bad : {15U, 25U}) {
        std::vector<double> rr = sinus(11, 400);
        for (std::size_t k = 0; k < bad; ++k) rr[10 + 15 * k] *= 0.6;
        ArtefactSettings settings;
        settings.detector = Detector::local_median;
        Settings all;
        all.artefacts = settings;
        const auto answer = analyse({rr, {}}, all);
        ASSERT_TRUE(answer);
        EXPECT_EQ(answer->quality.verdict, bad == 15 ? Verdict::good : Verdict::poor);
        EXPECT_EQ(answer->quality.reasons.size(), bad == 15 ? 0U : 1U);
    }
}

}  // namespace
}  // namespace sinew::hrv
