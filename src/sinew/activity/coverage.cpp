#include <sinew/activity/coverage.hpp>

#include <algorithm>

namespace sinew::activity {
namespace {

bool believable(double bpm, const CoverSettings& settings) {
    return bpm >= settings.lowest_bpm && bpm <= settings.highest_bpm;
}

/// Calls `stretch(bpm, start, until)` for each heart rate: until the next one, a pause, or the end of recording.
template <class Stretch>
void walk_heart(const domain::RecordedActivity& activity, const CoverSettings& settings,
                Stretch&& stretch) {
    std::optional<double> bpm;
    double since = 0;
    const auto& samples = activity.samples;
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const auto& sample = samples[i];
        if (sample.heart_bpm && believable(*sample.heart_bpm, settings)) {
            if (bpm) stretch(*bpm, since, sample.t_s);
            bpm = sample.heart_bpm;
            since = sample.t_s;
        }
        const bool ends = i + 1 == samples.size() || paused_after(activity, i, settings);
        if (ends && bpm) {
            stretch(*bpm, since, sample.t_s);
            bpm.reset();
        }
    }
}

}  // namespace

bool paused_after(const domain::RecordedActivity& activity, std::size_t i,
                  const CoverSettings& settings) {
    const double from_s = activity.samples[i].t_s, to_s = activity.samples[i + 1].t_s;
    if (to_s - from_s > settings.pause_s) return true;
    const double middle_s = from_s + (to_s - from_s) / 2;
    return std::any_of(activity.pauses.begin(), activity.pauses.end(), [&](const auto& pause) {
        return middle_s >= pause.start_s && middle_s < pause.start_s + pause.duration_s;
    });
}

std::vector<HeartPiece> heart_pieces(const domain::RecordedActivity& activity,
                                     const CoverSettings& settings) {
    std::vector<HeartPiece> pieces;
    walk_heart(activity, settings, [&](double bpm, double start_s, double until_s) {
        const double seconds = std::min(until_s - start_s, settings.hold_s);
        if (seconds > 0) pieces.push_back({start_s, seconds, bpm});
    });
    return pieces;
}

Coverage coverage_of(const domain::RecordedActivity& activity, const CoverSettings& settings) {
    Coverage coverage;
    const auto& samples = activity.samples;
    if (samples.empty()) return coverage;
    coverage.elapsed_s = samples.back().t_s - samples.front().t_s;
    bool paused = false;
    for (std::size_t i = 0; i + 1 < samples.size(); ++i) {
        const bool before = paused;
        paused = paused_after(activity, i, settings);
        if (!paused) continue;
        coverage.pauses += before ? 0 : 1;
        coverage.paused_s += samples[i + 1].t_s - samples[i].t_s;
    }
    walk_heart(activity, settings, [&](double, double start_s, double until_s) {
        const double silent_s = until_s - start_s - settings.hold_s;
        coverage.heart_s += std::min(until_s - start_s, settings.hold_s);
        if (silent_s <= 0) return;
        ++coverage.dropouts;
        coverage.longest_dropout_s = std::max(coverage.longest_dropout_s, silent_s);
    });
    for (const auto& sample : samples)
        if (sample.heart_bpm && !believable(*sample.heart_bpm, settings)) ++coverage.implausible;
    return coverage;
}

std::optional<HeartSummary> summarise_heart(const std::vector<HeartPiece>& pieces) {
    if (pieces.empty()) return std::nullopt;
    HeartSummary summary{0, pieces.front().bpm, pieces.front().bpm};
    double seconds = 0, beats = 0;
    for (const HeartPiece& piece : pieces) {
        seconds += piece.seconds;
        beats += piece.seconds * piece.bpm;
        summary.lowest_bpm = std::min(summary.lowest_bpm, piece.bpm);
        summary.highest_bpm = std::max(summary.highest_bpm, piece.bpm);
    }
    summary.mean_bpm = beats / seconds;
    return summary;
}

}  // namespace sinew::activity
