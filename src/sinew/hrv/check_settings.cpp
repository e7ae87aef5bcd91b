#include <sinew/hrv/check_settings.hpp>

#include <cmath>
#include <string>

namespace sinew::hrv {
namespace {

struct Rule {
    bool holds;
    const char* where;
    const char* hint;
};

bool between(double value, double from, double to) { return value >= from && value <= to; }

bool ordered(const Band& band, const SpectrumSettings& spectrum) {
    return band.from_hz >= 0 && band.from_hz < band.to_hz && band.to_hz <= spectrum.highest_hz;
}

}  // namespace

Result<void> check_settings(const Settings& settings) {
    const ArtefactSettings& a = settings.artefacts;
    const SpectrumSettings& f = settings.spectrum;
    const NonlinearSettings& n = settings.nonlinear;
    const TimeSettings& t = settings.time;
    const BreathingSettings& b = settings.breathing;
    const BeatClassification& c = a.classification;
    const Rule rules[] = {
        {a.shortest_ms > 0 && a.shortest_ms < a.longest_ms && a.longest_ms < 1e7,
         "artefacts/shortest_ms", "above 0 and below longest_ms"},
        {between(a.jump_share, 0.01, 1), "artefacts/jump_share", "0.01 to 1"},
        {a.jump_beats % 2 == 1, "artefacts/jump_beats", "an odd number"},
        {between(a.least_valid_share, 0, 1), "artefacts/least_valid_share", "0 to 1"},
        {c.threshold_factor > 0 && c.quartile_beats % 2 == 1 && c.median_beats % 2 == 1 &&
             c.least_threshold_ms >= 0 && c.least_beats >= 4,
         "artefacts/classification", "a positive factor, odd windows, four beats or more"},
        {t.histogram_bin_ms >= 0.1 && t.histogram_bin_ms <= 1000, "time/histogram_bin_ms",
         "0.1 to 1000"},
        {t.segment_s >= 10 && t.segment_s <= 1e6, "time/segment_s", "10 to 1000000"},
        {t.rate_beats >= 1, "time/rate_beats", "1 or more"},
        {between(f.resample_hz, 1, 64), "spectrum/resample_hz", "1 to 64"},
        {between(f.smoothness, 0, 1e6), "spectrum/smoothness", "0 to 1000000"},
        {between(f.welch_window_s, 10, 86'400), "spectrum/welch_window_s", "10 to 86400"},
        {between(f.welch_overlap, 0, 0.9), "spectrum/welch_overlap", "0 to 0.9"},
        {f.ar_order >= 1 && f.ar_order <= 200, "spectrum/ar_order", "1 to 200"},
        {between(f.highest_hz, 0.01, f.resample_hz / 2), "spectrum/highest_hz",
         "at most half of resample_hz"},
        {between(f.ar_step_hz, 1e-5, f.highest_hz), "spectrum/ar_step_hz", "0.00001 to highest_hz"},
        {f.lomb_step_hz == 0 || between(f.lomb_step_hz, 1e-6, f.highest_hz),
         "spectrum/lomb_step_hz", "0, or 0.000001 to highest_hz"},
        {ordered(f.vlf, f) && ordered(f.lf, f) && ordered(f.hf, f), "spectrum/bands",
         "each from below to, and to at most highest_hz"},
        {f.vlf.to_hz <= f.lf.from_hz && f.lf.to_hz <= f.hf.from_hz, "spectrum/bands",
         "one after the other"},
        {f.shortest_s >= 10, "spectrum/shortest_s", "10 or more"},
        {n.dimension >= 1 && n.dimension <= 10 && n.fewest_entropy_beats >= n.dimension + 2,
         "nonlinear/dimension", "1 to 10"},
        {between(n.tolerance, 0, 10), "nonlinear/tolerance", "0 to 10"},
        {n.short_from >= 4 && n.short_from < n.short_to && n.long_from >= 4 &&
             n.long_from < n.long_to,
         "nonlinear/windows", "from at least 4, below to"},
        {n.steps_per_octave >= 1 && n.fewest_windows >= 1, "nonlinear/windows", "one or more"},
        {n.embedding >= 1 && n.embedding <= 100 && between(n.nearest_share, 0.001, 1),
         "nonlinear/embedding", "1 to 100, and a share up to 1"},
        {!b.breathing_hz || between(*b.breathing_hz, 0.02, 1), "breathing/breathing_hz",
         "breaths a second: 0.02 to 1 (six a minute are 0.1)"},
        {between(b.half_width_hz, 0, 0.5) && between(b.slow_hz, 0, 1), "breathing/half_width_hz",
         "0 to 0.5"},
    };
    for (const Rule& rule : rules)
        if (!rule.holds)
            return fail({ErrorCode::out_of_range, "this setting cannot be",
                         std::string{"settings/"} + rule.where, rule.hint});
    return {};
}

}  // namespace sinew::hrv
