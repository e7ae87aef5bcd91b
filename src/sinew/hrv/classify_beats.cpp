#include <sinew/hrv/classify_beats.hpp>
#include <sinew/numerics/rolling_order.hpp>

#include <algorithm>
#include <cmath>
#include <optional>

namespace sinew::hrv {
namespace {

/// The paper's names: dRR and mRR, in thresholds; Th2 in milliseconds.
struct Axes {
    std::vector<double> difference;  // dRR, two mirrored values before and after
    std::vector<double> deviation;   // mRR
    std::vector<double> median_ms;
    std::vector<double> deviation_threshold_ms;

    [[nodiscard]] double step(std::size_t beat, int ahead = 0) const {
        return difference[static_cast<std::size_t>(static_cast<std::ptrdiff_t>(beat) + 2 + ahead)];
    }
};

/// Divides values by alpha x quartile deviation of their sizes around each, never by less than the floor.
std::vector<double> divide_by_threshold(std::span<double> values,
                                        const BeatClassification& settings) {
    std::vector<double> sizes(values.size()), threshold(values.size());
    for (std::size_t i = 0; i < values.size(); ++i) sizes[i] = std::abs(values[i]);
    numerics::rolling_quartile_deviation(sizes, settings.quartile_beats, threshold);
    for (std::size_t i = 0; i < values.size(); ++i) {
        threshold[i] =
            std::max(settings.threshold_factor * threshold[i], settings.least_threshold_ms);
        values[i] /= threshold[i];
    }
    return threshold;
}

Axes axes_of(std::span<const double> rr_ms, const BeatClassification& settings) {
    const std::size_t n = rr_ms.size();
    Axes axes;
    std::vector<double> steps(n);
    for (std::size_t i = 1; i < n; ++i) steps[i] = rr_ms[i] - rr_ms[i - 1];
    divide_by_threshold(steps, settings);
    axes.difference.reserve(n + 4);
    axes.difference.insert(axes.difference.end(), {steps[2], steps[1]});
    axes.difference.insert(axes.difference.end(), steps.begin(), steps.end());
    axes.difference.insert(axes.difference.end(), {steps[n - 2], steps[n - 3]});

    axes.median_ms.resize(n);
    numerics::rolling_median(rr_ms, settings.median_beats, axes.median_ms);
    axes.deviation.resize(n);
    for (std::size_t i = 0; i < n; ++i) {
        axes.deviation[i] = rr_ms[i] - axes.median_ms[i];
        if (axes.deviation[i] < 0) axes.deviation[i] *= 2;
    }
    axes.deviation_threshold_ms = divide_by_threshold(axes.deviation, settings);
    return axes;
}

/// Up and down and up again, or the other way round: a beat that came early or late between two that did not.
bool between_opposite_steps(const Axes& axes, std::size_t beat,
                            const BeatClassification& settings) {
    const double step = axes.step(beat);
    if (step > 1)
        return std::max(axes.step(beat, -1), axes.step(beat, 1)) <
               -settings.ectopic_slope * step - settings.ectopic_offset;
    if (step < -1)
        return std::min(axes.step(beat, -1), axes.step(beat, 1)) >
               -settings.ectopic_slope * step + settings.ectopic_offset;
    return false;
}

/// The interval before or after a short one that makes one beat with it; nothing when neither does.
std::optional<std::size_t> first_of_split_beat(std::span<const double> rr_ms, const Axes& axes,
                                               std::size_t beat) {
    const double median = axes.median_ms[beat];
    const double with_next =
        beat + 1 < rr_ms.size() ? std::abs(rr_ms[beat] + rr_ms[beat + 1] - median) : HUGE_VAL;
    const double with_last = beat > 0 ? std::abs(rr_ms[beat] + rr_ms[beat - 1] - median) : HUGE_VAL;
    if (std::min(with_next, with_last) >= axes.deviation_threshold_ms[beat]) return std::nullopt;
    return with_last < with_next ? beat - 1 : beat;
}

/// Decides about a beat whose step is above its threshold and which is no ectopic one.
void decide_long_or_short(std::span<const double> rr_ms, const Axes& axes, std::size_t beat,
                          const BeatClassification& settings, std::vector<BeatKind>& kinds,
                          std::vector<char>& settled) {
    if (settled[beat]) return;
    settled[beat] = 1;
    const double step = axes.step(beat), median = axes.median_ms[beat];
    const bool rises = step > 1 && std::min(axes.step(beat, 1), axes.step(beat, 2)) < -1;
    const bool falls = step < -1 && std::max(axes.step(beat, 1), axes.step(beat, 2)) > 1;
    const bool far = std::abs(axes.deviation[beat]) > settings.deviation_limit;
    if (!rises && !falls && !far) return;
    if (falls)
        if (const auto first = first_of_split_beat(rr_ms, axes, beat)) {
            kinds[*first] = BeatKind::extra;
            // The other part, and the step back to whole beats.
            for (std::size_t k = *first; k < std::min(*first + 3, rr_ms.size()); ++k)
                settled[k] = 1;
            return;
        }
    if (rises && std::abs(rr_ms[beat] / 2 - median) < axes.deviation_threshold_ms[beat]) {
        kinds[beat] = BeatKind::missed;
        if (beat + 1 < rr_ms.size()) settled[beat + 1] = 1;
        return;
    }
    kinds[beat] = rr_ms[beat] > median ? BeatKind::long_interval : BeatKind::short_interval;
}

}  // namespace

std::vector<BeatKind> classify_beats(std::span<const double> rr_ms,
                                     const BeatClassification& settings) {
    const std::size_t n = rr_ms.size();
    std::vector<BeatKind> kinds(n, BeatKind::normal);
    if (n < 4) return kinds;
    const Axes axes = axes_of(rr_ms, settings);
    std::vector<char> settled(n, 0);  // the step into this interval is explained
    for (std::size_t i = 1; i < n; ++i)
        if (!settled[i] && between_opposite_steps(axes, i, settings)) {
            kinds[i - 1] =
                BeatKind::ectopic;  // the step stands between the two intervals beside the beat
            settled[i - 1] = settled[i] = 1;
            if (i + 1 < n) settled[i + 1] = 1;
        }
    for (std::size_t i = 0; i < n; ++i) {
        if (settled[i] || std::abs(axes.step(i)) <= 1) continue;
        decide_long_or_short(rr_ms, axes, i, settings, kinds, settled);
        if (i + 1 < n && std::abs(axes.step(i, 1)) < std::abs(axes.step(i, 2)))
            decide_long_or_short(rr_ms, axes, i + 1, settings, kinds, settled);
    }
    return kinds;
}

}  // namespace sinew::hrv
