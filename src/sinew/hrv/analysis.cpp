#include <sinew/hrv/analysis.hpp>
#include <sinew/hrv/check_settings.hpp>
#include <sinew/hrv/quality.hpp>

#include <fmt/format.h>
#include <algorithm>
#include <cmath>

namespace sinew::hrv {
namespace {

constexpr std::size_t kFewestBeats = 3;

Stretch longest_by_time(const Cleaned& cleaned, std::span<const Stretch> stretches,
                        double& duration_s) {
    Stretch longest;
    for (const Stretch& stretch : stretches) {
        double sum = 0;
        for (std::size_t i = stretch.begin; i < stretch.end; ++i) sum += cleaned.nn_ms[i];
        if (sum / 1000 > duration_s) {
            duration_s = sum / 1000;
            longest = stretch;
        }
    }
    return longest;
}

void omit(Analysis& analysis, const char* index, const char* key, double have = 0,
          double need = 0) {
    analysis.omissions.push_back({index, {key, have, need}});
}

/// In slow breathing the respiratory arrhythmia lies in LF: the ratio says how fast somebody breathes, not how tense they are.
void withhold_ratio(Analysis& analysis, std::optional<Spectrum>& spectrum, const char* index) {
    if (!spectrum) return;
    const BreathingSettings& breathing = analysis.settings.breathing;
    const bool slow = breathing.breathing_hz && *breathing.breathing_hz <= breathing.slow_hz;
    if (slow) {
        spectrum->lf_hf.reset();
        spectrum->lf.normal_units.reset();
        spectrum->hf.normal_units.reset();
        omit(analysis, index, "hrv.reason.slow_breathing", *breathing.breathing_hz,
             breathing.slow_hz);
    } else if (!spectrum->lf_hf) {
        omit(analysis, index, "hrv.reason.no_variation");
    }
}

void add_spectra(Analysis& analysis, std::span<const double> nn_ms, Workspace& workspace) {
    const SpectrumSettings& settings = analysis.settings.spectrum;
    const std::optional<double>& paced = analysis.settings.breathing.breathing_hz;
    const bool wanted = settings.welch || settings.lomb || settings.ar;
    if (!wanted && !paced) return;
    const bool long_enough = analysis.stretch_s >= settings.shortest_s;
    if (!long_enough)
        omit(analysis, "frequency", "hrv.reason.too_short_for_spectrum", analysis.stretch_s,
             settings.shortest_s);
    if (!long_enough && !paced) return;
    prepare(nn_ms, settings, workspace, workspace.prepared);
    const Prepared& prepared = workspace.prepared;
    if (long_enough) {
        if (settings.welch) analysis.welch = welch_spectrum(prepared, settings, workspace);
        if (settings.lomb) analysis.lomb = lomb_spectrum(prepared, settings, workspace);
        if (settings.ar) analysis.ar = ar_spectrum(prepared, settings);
        if (wanted && analysis.stretch_s < settings.shortest_vlf_s)
            omit(analysis, "frequency.vlf", "hrv.reason.too_short_for_vlf", analysis.stretch_s,
                 settings.shortest_vlf_s);
        withhold_ratio(analysis, analysis.welch, "frequency.welch.lf_hf");
        withhold_ratio(analysis, analysis.lomb, "frequency.lomb.lf_hf");
        withhold_ratio(analysis, analysis.ar, "frequency.ar.lf_hf");
        if (wanted && !paced) analysis.notes.push_back({"hrv.note.breathing_unknown"});
    }
    if (paced)
        analysis.breathing =
            paced_breathing(nn_ms, prepared, analysis.lomb ? &*analysis.lomb : nullptr, *paced,
                            analysis.settings.breathing);
}

double deviation_of(std::span<const double> nn_ms) {
    double mean = 0, squares = 0;
    for (const double nn : nn_ms) mean += nn;
    mean /= static_cast<double>(nn_ms.size());
    for (const double nn : nn_ms) squares += (nn - mean) * (nn - mean);
    return std::sqrt(squares / static_cast<double>(nn_ms.size() - 1));
}

void add_entropies(Analysis& analysis, std::span<const double> nn_ms) {
    const NonlinearSettings& settings = analysis.settings.nonlinear;
    if (!settings.entropy) return;
    const std::size_t beats = nn_ms.size();
    if (beats < settings.fewest_entropy_beats)
        return omit(analysis, "nonlinear.entropy", "hrv.reason.too_few_beats",
                    static_cast<double>(beats), static_cast<double>(settings.fewest_entropy_beats));
    if (beats > settings.most_pairs_beats)
        return omit(analysis, "nonlinear.entropy", "hrv.reason.too_many_beats",
                    static_cast<double>(beats), static_cast<double>(settings.most_pairs_beats));
    const double deviation = deviation_of(nn_ms);
    if (!(deviation > 0)) return omit(analysis, "nonlinear.entropy", "hrv.reason.no_variation");
    analysis.nonlinear.tolerance_ms = settings.tolerance * deviation;
    const Entropies entropies =
        entropies_of(match_templates(nn_ms, settings.dimension, analysis.nonlinear.tolerance_ms));
    analysis.nonlinear.sample_entropy = entropies.sample;
    analysis.nonlinear.approximate_entropy = entropies.approximate;
    if (!entropies.sample) omit(analysis, "nonlinear.sample_entropy", "hrv.reason.no_match");
}

void add_scaling(Analysis& analysis, std::span<const double> nn_ms) {
    const NonlinearSettings& settings = analysis.settings.nonlinear;
    if (!settings.fluctuation) return;
    const std::vector<double> profile = profile_of(nn_ms);
    const auto exponent = [&](const char* index, std::size_t from,
                              std::size_t to) -> std::optional<double> {
        if (nn_ms.size() < settings.fewest_windows * to) {
            omit(analysis, index, "hrv.reason.too_few_beats", static_cast<double>(nn_ms.size()),
                 static_cast<double>(settings.fewest_windows * to));
            return std::nullopt;
        }
        const auto alpha =
            scaling_exponent(profile, window_sizes(from, to, settings.steps_per_octave));
        if (!alpha) omit(analysis, index, "hrv.reason.no_variation");
        return alpha;
    };
    analysis.nonlinear.alpha1 =
        exponent("nonlinear.alpha1", settings.short_from, settings.short_to);
    analysis.nonlinear.alpha2 = exponent("nonlinear.alpha2", settings.long_from, settings.long_to);
}

void add_dimension(Analysis& analysis, std::span<const double> nn_ms) {
    const NonlinearSettings& settings = analysis.settings.nonlinear;
    if (!settings.correlation_dimension) return;
    if (nn_ms.size() > settings.most_pairs_beats)
        return omit(analysis, "nonlinear.correlation_dimension", "hrv.reason.too_many_beats",
                    static_cast<double>(nn_ms.size()),
                    static_cast<double>(settings.most_pairs_beats));
    analysis.nonlinear.correlation_dimension =
        correlation_dimension(nn_ms, settings.embedding, settings.nearest_share);
    if (!analysis.nonlinear.correlation_dimension)
        omit(analysis, "nonlinear.correlation_dimension", "hrv.reason.too_few_beats",
             static_cast<double>(nn_ms.size()), static_cast<double>(settings.fewest_entropy_beats));
}

}  // namespace

Result<Analysis> analyse_cleaned(Cleaned cleaned_beats, const Settings& settings,
                                 Workspace& workspace) {
    Analysis analysis;
    analysis.settings = settings;
    analysis.cleaned = std::move(cleaned_beats);
    const Cleaned& cleaned = analysis.cleaned;
    const std::size_t normal = cleaned.counts[0];
    if (normal < kFewestBeats || cleaned.nn_ms.size() < kFewestBeats)
        return fail(
            {ErrorCode::out_of_range,
             fmt::format(
                 "{} of {} intervals are normal beats: nothing can be said of this recording",
                 normal, cleaned.kinds.size()),
             "/rr_ms", "check the unit, the sensor's contact, and whether the rhythm is sinus"});
    const std::vector<Stretch> stretches = stretches_of(cleaned.nn_ms.size(), cleaned.breaks);
    analysis.time = time_domain(cleaned.nn_ms, cleaned.breaks, settings.time);
    analysis.stretch = longest_by_time(cleaned, stretches, analysis.stretch_s);
    analysis.quality = judge_quality(cleaned, analysis.stretch_s, settings.artefacts);
    const auto nn_ms =
        std::span{cleaned.nn_ms}.subspan(analysis.stretch.begin, analysis.stretch.size());
    analysis.nonlinear.poincare = poincare_of(cleaned.nn_ms, stretches);
    if (nn_ms.size() < kFewestBeats) {
        omit(analysis, "frequency", "hrv.reason.too_few_beats", static_cast<double>(nn_ms.size()),
             kFewestBeats);
        omit(analysis, "nonlinear", "hrv.reason.too_few_beats", static_cast<double>(nn_ms.size()),
             kFewestBeats);
        return analysis;
    }
    add_spectra(analysis, nn_ms, workspace);
    add_entropies(analysis, nn_ms);
    add_scaling(analysis, nn_ms);
    add_dimension(analysis, nn_ms);
    return analysis;
}

Result<Analysis> analyse(const domain::RrSeries& series, const Settings& settings,
                         Workspace& workspace) {
    if (const auto sound = check_settings(settings); !sound) return fail(sound.error());
    if (series.rr_ms.size() < kFewestBeats)
        return fail({ErrorCode::out_of_range,
                     fmt::format("{} intervals are too few for heart-rate variability",
                                 series.rr_ms.size()),
                     "/rr_ms", "three at least; five minutes are usual"});
    SINEW_TRY(Cleaned cleaned, clean(series, settings.artefacts));
    return analyse_cleaned(std::move(cleaned), settings, workspace);
}

Result<Analysis> analyse(const domain::RrSeries& series, const Settings& settings) {
    Workspace workspace;
    return analyse(series, settings, workspace);
}

}  // namespace sinew::hrv
