#include <sinew/hrv/artefacts.hpp>
#include <sinew/hrv/histogram.hpp>
#include <sinew/hrv/time_domain.hpp>
#include <sinew/numerics/order_statistics.hpp>

#include <algorithm>
#include <cmath>

namespace sinew::hrv {
namespace {

double mean_of(std::span<const double> values) noexcept {
    double sum = 0;
    for (const double value : values) sum += value;
    return sum / static_cast<double>(values.size());
}

/// Standard deviation with divisor n-1; absent below two values.
std::optional<double> deviation_of(std::span<const double> values, double mean) noexcept {
    if (values.size() < 2) return std::nullopt;
    double squares = 0;
    for (const double value : values) squares += (value - mean) * (value - mean);
    return std::sqrt(squares / static_cast<double>(values.size() - 1));
}

void add_differences(std::span<const double> nn_ms, const std::vector<Stretch>& stretches,
                     TimeDomain& time) {
    double sum = 0, squares = 0;
    for (const Stretch& stretch : stretches) {
        for (std::size_t i = stretch.begin + 1; i < stretch.end; ++i) {
            const double step = nn_ms[i] - nn_ms[i - 1];
            sum += step;
            squares += step * step;
            time.nn50 += std::abs(step) > 50 ? 1U : 0U;
            time.nn20 += std::abs(step) > 20 ? 1U : 0U;
        }
        time.differences += stretch.size() - 1;
    }
    if (time.differences == 0) return;
    const auto count = static_cast<double>(time.differences);
    time.rmssd_ms = std::sqrt(squares / count);
    if (*time.rmssd_ms > 0) time.ln_rmssd = std::log(*time.rmssd_ms);
    time.cvsd = *time.rmssd_ms / time.mean_rr_ms;
    time.pnn50_pct = 100 * static_cast<double>(time.nn50) / count;
    time.pnn20_pct = 100 * static_cast<double>(time.nn20) / count;
    if (time.differences < 2) return;
    const double mean = sum / count;
    double around = 0;
    for (const Stretch& stretch : stretches)
        for (std::size_t i = stretch.begin + 1; i < stretch.end; ++i) {
            const double step = nn_ms[i] - nn_ms[i - 1] - mean;
            around += step * step;
        }
    time.sdsd_ms = std::sqrt(around / (count - 1));
}

void add_heart_rates(std::span<const double> nn_ms, const std::vector<Stretch>& stretches,
                     std::size_t beats, TimeDomain& time) {
    double least = HUGE_VAL, most = 0;
    for (const Stretch& stretch : stretches)
        for (std::size_t i = stretch.begin; i + beats <= stretch.end; ++i) {
            double sum = 0;
            for (std::size_t k = i; k < i + beats; ++k) sum += nn_ms[k];
            least = std::min(least, sum);
            most = std::max(most, sum);
        }
    if (most == 0) return;
    time.lowest_hr_bpm = 60'000 * static_cast<double>(beats) / most;
    time.highest_hr_bpm = 60'000 * static_cast<double>(beats) / least;
}

/// Whole segments only, laid from the start of each stretch; what is left at its end is in none.
void add_segments(std::span<const double> nn_ms, const std::vector<Stretch>& stretches,
                  double segment_s, TimeDomain& time) {
    std::vector<double> means;
    double deviations = 0;
    for (const Stretch& stretch : stretches) {
        double end_ms = segment_s * 1000, now_ms = 0;
        std::size_t begin = stretch.begin;
        for (std::size_t i = stretch.begin; i < stretch.end; ++i) {
            if (now_ms + nn_ms[i] > end_ms) {
                const auto segment = nn_ms.subspan(begin, i - begin);
                if (segment.size() >= 2) {
                    means.push_back(mean_of(segment));
                    deviations += *deviation_of(segment, means.back());
                }
                begin = i;
                while (now_ms + nn_ms[i] > end_ms) end_ms += segment_s * 1000;
            }
            now_ms += nn_ms[i];
        }
    }
    if (means.size() < 2) return;
    time.sdann_ms = deviation_of(means, mean_of(means));
    time.sdnn_index_ms = deviations / static_cast<double>(means.size());
}

}  // namespace

TimeDomain time_domain(std::span<const double> nn_ms, std::span<const std::size_t> breaks,
                       const TimeSettings& settings) {
    TimeDomain time;
    time.beats = nn_ms.size();
    if (nn_ms.empty()) return time;
    time.mean_rr_ms = mean_of(nn_ms);
    time.duration_s = time.mean_rr_ms * static_cast<double>(nn_ms.size()) / 1000;
    time.mean_hr_bpm = 60'000 / time.mean_rr_ms;
    const auto [least, most] = std::minmax_element(nn_ms.begin(), nn_ms.end());
    time.shortest_rr_ms = *least;
    time.longest_rr_ms = *most;
    std::vector<double> copy(nn_ms.begin(), nn_ms.end());
    time.median_rr_ms = numerics::median_of(copy);
    time.sdnn_ms = deviation_of(nn_ms, time.mean_rr_ms);
    if (time.sdnn_ms) time.cvnn = *time.sdnn_ms / time.mean_rr_ms;
    const std::vector<Stretch> stretches = stretches_of(nn_ms.size(), breaks);
    add_differences(nn_ms, stretches, time);
    add_heart_rates(nn_ms, stretches, settings.rate_beats, time);
    add_segments(nn_ms, stretches, settings.segment_s, time);
    const HistogramShape shape = histogram_shape(nn_ms, settings.histogram_bin_ms);
    time.triangular_index = shape.triangular_index;
    time.tinn_ms = shape.tinn_ms;
    return time;
}

}  // namespace sinew::hrv
