#include <sinew/base/random_stream.hpp>
#include <sinew/hrv/analysis.hpp>

#include <gtest/gtest.h>
#include <algorithm>
#include <cmath>
#include <vector>

namespace sinew::hrv {
namespace {

struct Wave {
    double hz, amplitude_ms;
};

/// Beats whose intervals follow waves at the time the interval ends, found by a few rounds.
std::vector<double> waves(double mean_ms, const std::vector<Wave>& parts, double seconds,
                          std::uint64_t seed = 0, double noise_ms = 0) {
    RandomStream stream{seed, "waves"};
    std::vector<double> rr;
    double t = 0;
    while (t < seconds) {
        double value = mean_ms;
        for (int round = 0; round < 6; ++round) {
            double next = mean_ms;
            for (const Wave& wave : parts)
                next += wave.amplitude_ms * std::sin(2 * M_PI * wave.hz * (t + value / 1000));
            value = next;
        }
        value += noise_ms * (stream.uniform() - 0.5);
        rr.push_back(value);
        t += value / 1000;
    }
    return rr;
}

Analysis analysed(const std::vector<double>& rr, const Settings& settings = {}) {
    const auto answer = analyse({rr, {}}, settings);
    EXPECT_TRUE(answer) << to_line(answer.error());
    return *answer;
}

// A sine of amplitude A has the power A^2 / 2, whatever the method.
TEST(Spectra, each_method_finds_the_power_of_a_sine_where_it_is) {
    const Analysis analysis = analysed(waves(800, {{0.10, 40}, {0.25, 20}}, 600, 1, 2));
    for (const auto* spectrum : {&analysis.welch, &analysis.lomb}) {
        ASSERT_TRUE(*spectrum);
        EXPECT_NEAR((*spectrum)->lf.power_ms2, 800, 80);
        EXPECT_NEAR((*spectrum)->hf.power_ms2, 200, 40);
        EXPECT_NEAR(*(*spectrum)->lf_hf, 4, 1);
        EXPECT_NEAR(*(*spectrum)->lf.normal_units + *(*spectrum)->hf.normal_units, 100, 1e-9);
    }
    for (const auto* spectrum : {&analysis.welch, &analysis.lomb, &analysis.ar}) {
        EXPECT_NEAR(*(*spectrum)->lf.peak_hz, 0.10, 0.006);
        EXPECT_NEAR(*(*spectrum)->hf.peak_hz, 0.25, 0.006);
    }
    ASSERT_EQ(analysis.notes.size(), 1U);
    EXPECT_EQ(analysis.notes[0].key, "hrv.note.breathing_unknown");
}

// A model's peak of a pure sine is a needle between two points of the grid; with the noise of a heart it is not.
TEST(Spectra, a_model_finds_powers_of_waves_in_noise) {
    for (const ArMethod method : {ArMethod::burg, ArMethod::yule_walker}) {
        Settings settings;
        settings.spectrum.ar_method = method;
        const Analysis analysis =
            analysed(waves(800, {{0.10, 30}, {0.25, 30}}, 600, 1, 60), settings);
        EXPECT_NEAR(analysis.ar->lf.power_ms2, analysis.welch->lf.power_ms2,
                    0.15 * analysis.welch->lf.power_ms2);
        EXPECT_NEAR(analysis.ar->hf.power_ms2, analysis.welch->hf.power_ms2,
                    0.15 * analysis.welch->hf.power_ms2);
    }
}

TEST(Spectra, welch_holds_the_variance) {
    Settings settings;
    settings.spectrum.detrend = Detrend::constant;
    const Analysis analysis = analysed(waves(800, {{0.1, 30}, {0.3, 15}}, 1200), settings);
    double sum = 0;
    for (const double density : analysis.welch->density_ms2_hz)
        sum += density * analysis.welch->step_hz;
    EXPECT_NEAR(sum, 30 * 30 / 2.0 + 15 * 15 / 2.0, 10);
}

TEST(Spectra, powers_go_with_the_square_of_the_amplitude) {
    const std::vector<double> rr = waves(800, {{0.1, 10}, {0.25, 5}}, 400, 2, 3);
    Workspace workspace;
    SpectrumSettings settings;
    Prepared one = prepare(rr, settings, workspace), three = one;
    for (double& value : three.even_ms) value *= 3;
    for (double& value : three.values_ms) value *= 3;
    EXPECT_NEAR(welch_spectrum(three, settings, workspace).lf.power_ms2,
                9 * welch_spectrum(one, settings, workspace).lf.power_ms2, 1e-9);
    EXPECT_NEAR(lomb_spectrum(three, settings, workspace).lf.power_ms2,
                9 * lomb_spectrum(one, settings, workspace).lf.power_ms2, 1e-9);
    EXPECT_NEAR(ar_spectrum(three, settings).lf.power_ms2,
                9 * ar_spectrum(one, settings).lf.power_ms2, 1e-6);
}

TEST(Spectra, a_slow_drift_is_taken_off) {
    std::vector<double> rr = waves(800, {{0.25, 20}}, 300);
    const double hf = analysed(rr).welch->hf.power_ms2;
    for (std::size_t i = 0; i < rr.size(); ++i) rr[i] += 0.3 * static_cast<double>(i);
    const Analysis drifting = analysed(rr);
    EXPECT_NEAR(drifting.welch->hf.power_ms2, hf, 0.1 * hf);
    EXPECT_LT(drifting.welch->vlf->power_ms2, 0.05 * hf);
}

TEST(Spectra, a_workspace_changes_nothing) {
    Workspace workspace;
    for (const double seconds : {300.0, 130.0, 500.0, 300.0}) {
        const std::vector<double> rr = waves(850, {{0.1, 20}, {0.22, 25}}, seconds, 4, 8);
        const auto with = analyse({rr, {}}, {}, workspace);
        const Analysis without = analysed(rr);
        ASSERT_TRUE(with);
        EXPECT_EQ(with->welch->density_ms2_hz, without.welch->density_ms2_hz);
        EXPECT_EQ(with->lomb->density_ms2_hz, without.lomb->density_ms2_hz);
        EXPECT_EQ(with->ar->density_ms2_hz, without.ar->density_ms2_hz);
    }
}

TEST(Spectra, short_recordings_are_told_what_they_lack) {
    const Analysis minute = analysed(waves(800, {{0.25, 20}}, 60, 1, 5));
    EXPECT_FALSE(minute.welch || minute.lomb || minute.ar);
    ASSERT_FALSE(minute.omissions.empty());
    EXPECT_EQ(minute.omissions[0].reason.key, "hrv.reason.too_short_for_spectrum");
    EXPECT_NEAR(minute.omissions[0].reason.have, 60, 2);
    const Analysis three_minutes = analysed(waves(800, {{0.25, 20}}, 180, 1, 5));
    ASSERT_TRUE(three_minutes.welch);
    EXPECT_FALSE(three_minutes.welch->vlf || three_minutes.welch->total_ms2);
}

// Six breaths a minute: the breath is in LF, and LF/HF would read as stress what is calm.
TEST(PacedBreath, slow_breathing_gets_no_ratio_but_its_swing) {
    Settings settings;
    settings.breathing.breathing_hz = 0.1;
    const Analysis analysis = analysed(waves(900, {{0.1, 80}}, 300, 3, 4), settings);
    for (const auto* spectrum : {&analysis.welch, &analysis.lomb, &analysis.ar}) {
        ASSERT_TRUE(*spectrum);
        EXPECT_FALSE((*spectrum)->lf_hf || (*spectrum)->lf.normal_units ||
                     (*spectrum)->hf.normal_units);
    }
    EXPECT_NEAR(analysis.welch->lf.power_ms2, 3200, 320);
    EXPECT_NEAR(analysis.lomb->lf.power_ms2, 3200, 320);
    EXPECT_EQ(std::count_if(
                  analysis.omissions.begin(), analysis.omissions.end(),
                  [](const Omission& o) { return o.reason.key == "hrv.reason.slow_breathing"; }),
              3);
    ASSERT_TRUE(analysis.breathing);
    EXPECT_NEAR(static_cast<double>(analysis.breathing->breaths), 29, 1);
    EXPECT_NEAR(*analysis.breathing->resonance_hz, 0.1, 0.004);
    EXPECT_NEAR(*analysis.breathing->resonance_amplitude_ms, 80, 3);
    EXPECT_NEAR(*analysis.breathing->rsa_ms, 160, 12);  // beats rarely fall on the very crest
    EXPECT_NEAR(*analysis.breathing->rsa_bpm, 60'000 / 820.0 - 60'000 / 980.0, 1.2);
}

TEST(PacedBreath, at_the_limit_is_slow_and_above_it_is_not) {
    Settings settings;
    const std::vector<double> rr = waves(900, {{0.1, 20}, {0.25, 30}}, 300, 3, 4);
    settings.breathing.breathing_hz = 0.15;
    EXPECT_FALSE(analysed(rr, settings).welch->lf_hf);
    settings.breathing.breathing_hz = 0.16;
    EXPECT_TRUE(analysed(rr, settings).welch->lf_hf);
    EXPECT_TRUE(analysed(rr, settings).notes.empty());
}

TEST(AnalysisSettings, that_cannot_be_are_refused_with_their_name) {
    const std::vector<double> rr = waves(800, {{0.25, 20}}, 60);
    const auto where = [&](auto change) {
        Settings settings;
        change(settings);
        const auto answer = analyse({rr, {}}, settings);
        return answer ? std::string{} : answer.error().where;
    };
    EXPECT_EQ(where([](Settings& s) { s.spectrum.resample_hz = 0; }),
              "settings/spectrum/resample_hz");
    EXPECT_EQ(where([](Settings& s) { s.spectrum.lf = {0.15, 0.04}; }), "settings/spectrum/bands");
    EXPECT_EQ(where([](Settings& s) { s.artefacts.jump_beats = 4; }),
              "settings/artefacts/jump_beats");
    EXPECT_EQ(where([](Settings& s) { s.breathing.breathing_hz = 6; }),
              "settings/breathing/breathing_hz");
    EXPECT_EQ(where([](Settings& s) { s.nonlinear.tolerance = std::nan(""); }),
              "settings/nonlinear/tolerance");
    EXPECT_EQ(where([](Settings&) {}), "");
}

TEST(WholeAnalysis, every_default_index_of_five_minutes_is_there) {
    const Analysis analysis = analysed(waves(800, {{0.02, 15}, {0.1, 20}, {0.25, 25}}, 303, 9, 20));
    EXPECT_EQ(analysis.quality.verdict, Verdict::good);
    EXPECT_TRUE(analysis.omissions.empty());
    EXPECT_TRUE(analysis.nonlinear.poincare && analysis.nonlinear.sample_entropy &&
                analysis.nonlinear.approximate_entropy && analysis.nonlinear.alpha1 &&
                analysis.nonlinear.alpha2);
    EXPECT_TRUE(analysis.welch->total_ms2 && analysis.lomb->total_ms2 && analysis.ar->total_ms2);
}

TEST(WholeAnalysis, a_heart_that_never_varies_gives_reasons_in_place_of_numbers) {
    const Analysis analysis = analysed(std::vector<double>(400, 800.0));
    EXPECT_EQ(*analysis.time.sdnn_ms, 0);
    EXPECT_FALSE(analysis.nonlinear.sample_entropy || analysis.nonlinear.alpha1 ||
                 analysis.nonlinear.alpha2);
    EXPECT_GE(analysis.omissions.size(), 3U);
    for (const auto* spectrum : {&analysis.welch, &analysis.lomb, &analysis.ar})
        for (const double density : (*spectrum)->density_ms2_hz)
            EXPECT_TRUE(std::isfinite(density));
}

}  // namespace
}  // namespace sinew::hrv
