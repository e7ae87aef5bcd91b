#include <sinew/hrv/classify_beats.hpp>
#include <sinew/numerics/rolling_order.hpp>

#include <algorithm>
#include <cmath>

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
std::vector<double> divide_by_threshold(std::span<double> values, const BeatClassification& settings) {
    std::vector<double> sizes(values.size()), threshold(values.size());
    for (std::size_t i = 0; i < values.size(); ++i) sizes[i] = std::abs(values[i]);
    numerics::rolling_quartile_deviation(sizes, settings.quartile_beats, threshold);
    for (std::size_t i = 0; i < values.size(); ++i) {
        threshold[i] = std::max(settings.threshold_factor * threshold[i], settings.least_threshold_ms);
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
bool between_opposite_steps(const Axes& axes, std::size_t beat, const BeatClassification& settings) {
    const double step = axes.step(beat);
    if (step > 1)
        return std::max(axes.step(beat, -1), axes.step(beat, 1)) <
               -settings.ectopic_slope * step - settings.ectopic_offset;
    if (step < -1)
        return std::min(axes.step(beat, -1), axes.step(beat, 1)) >
               -settings.ectopic_slope * step + settings.ectopic_offset;
    return false;
}

BeatKind long_or_short(std::span<const double> rr_ms, const Axes& axes, std::size_t beat,
                       const BeatClassification& settings) {
    const double step = axes.step(beat);
    const bool rises =
        step > 1 && std::min(axes.step(beat, 1), axes.step(beat, 2)) < -1;
    const bool falls = step < -1 && std::max(axes.step(beat, 1), axes.step(beat, 2)) > 1;
    const bool far = std::abs(axes.deviation[beat]) > settings.deviation_limit;
    if (!rises && !falls && !far) return BeatKind::normal;
    const double threshold = axes.deviation_threshold_ms[beat], median = axes.median_ms[beat];
    if (falls && beat + 1 < rr_ms.size() &&
        std::abs(rr_ms[beat] + rr_ms[beat + 1] - median) < threshold)
        return BeatKind::extra;
    if (rises && std::abs(rr_ms[beat] / 2 - median) < threshold) return BeatKind::missed;
    return rr_ms[beat] > median ? BeatKind::long_interval : BeatKind::short_interval;
}

}  // namespace

std::vector<BeatKind> classify_beats(std::span<const double> rr_ms, const BeatClassification& settings) {
    std::vector<BeatKind> kinds(rr_ms.size(), BeatKind::normal);
    if (rr_ms.size() < 4) return kinds;
    const Axes axes = axes_of(rr_ms, settings);
    for (std::size_t i = 0; i < rr_ms.size();) {
        if (std::abs(axes.step(i)) <= 1) {
            ++i;
        } else if (between_opposite_steps(axes, i, settings)) {
            // The step stands between the two intervals beside the beat; the first of them ends with it.
            kinds[i > 0 ? i - 1 : 0] = BeatKind::ectopic;
            ++i;
        } else {
            kinds[i] = long_or_short(rr_ms, axes, i, settings);
            const bool next_too =
                i + 1 < rr_ms.size() && std::abs(axes.step(i, 1)) < std::abs(axes.step(i, 2));
            if (next_too) kinds[i + 1] = long_or_short(rr_ms, axes, i + 1, settings);
            i += next_too ? 2 : 1;
        }
    }
    return kinds;
}

}  // namespace sinew::hrv
