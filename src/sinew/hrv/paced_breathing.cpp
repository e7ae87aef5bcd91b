#include <sinew/hrv/paced_breathing.hpp>

#include <algorithm>
#include <cmath>

namespace sinew::hrv {
namespace {

void add_swings(std::span<const double> nn_ms, const Prepared& prepared,
                PacedBreathing& breathing) {
    constexpr std::size_t kFewestBeats = 3;
    const double start_s = prepared.times_s.front(), cycle_s = 1 / breathing.breathing_hz;
    double swing_ms = 0, swing_bpm = 0;
    std::size_t at = 0;
    // A breath may begin anywhere in the cycle: one whole cycle holds one highest and one lowest rate wherever it is cut.
    for (double end_s = start_s + cycle_s; end_s <= prepared.times_s.back(); end_s += cycle_s) {
        double least = HUGE_VAL, most = 0;
        const std::size_t first = at;
        for (; at < nn_ms.size() && prepared.times_s[at] < end_s; ++at) {
            least = std::min(least, nn_ms[at]);
            most = std::max(most, nn_ms[at]);
        }
        if (at - first < kFewestBeats) continue;
        ++breathing.breaths;
        swing_ms += most - least;
        swing_bpm += 60'000 / least - 60'000 / most;
    }
    if (breathing.breaths == 0) return;
    breathing.rsa_ms = swing_ms / static_cast<double>(breathing.breaths);
    breathing.rsa_bpm = swing_bpm / static_cast<double>(breathing.breaths);
}

/// Least squares of a constant, a cosine and a sine: three equations, by Cramer's rule.
std::optional<double> amplitude_at(const Prepared& prepared, double hz) {
    double c1 = 0, s1 = 0, cc = 0, ss = 0, cs = 0, y = 0, yc = 0, ys = 0;
    for (std::size_t i = 0; i < prepared.times_s.size(); ++i) {
        const double angle = 2 * M_PI * hz * (prepared.times_s[i] - prepared.times_s[0]);
        const double c = std::cos(angle), s = std::sin(angle), value = prepared.values_ms[i];
        c1 += c;
        s1 += s;
        cc += c * c;
        ss += s * s;
        cs += c * s;
        y += value;
        yc += value * c;
        ys += value * s;
    }
    const auto n = static_cast<double>(prepared.times_s.size());
    const double a = cc - c1 * c1 / n, b = cs - c1 * s1 / n, d = ss - s1 * s1 / n;
    const double right_c = yc - y * c1 / n, right_s = ys - y * s1 / n;
    const double determinant = a * d - b * b;
    if (!(determinant > 1e-9 * n * n)) return std::nullopt;
    return std::hypot((right_c * d - right_s * b) / determinant,
                      (right_s * a - right_c * b) / determinant);
}

}  // namespace

PacedBreathing paced_breathing(std::span<const double> nn_ms, const Prepared& prepared,
                               const Spectrum* lomb, double breathing_hz,
                               const BreathingSettings& settings) {
    PacedBreathing breathing;
    breathing.breathing_hz = breathing_hz;
    add_swings(nn_ms, prepared, breathing);
    breathing.resonance_amplitude_ms = amplitude_at(prepared, breathing_hz);
    if (!lomb) return breathing;
    double highest = 0;
    for (std::size_t k = 0; k < lomb->density_ms2_hz.size(); ++k) {
        const double hz = static_cast<double>(k) * lomb->step_hz;
        if (std::abs(hz - breathing_hz) > settings.half_width_hz ||
            lomb->density_ms2_hz[k] <= highest)
            continue;
        highest = lomb->density_ms2_hz[k];
        breathing.resonance_hz = hz;
    }
    return breathing;
}

}  // namespace sinew::hrv
