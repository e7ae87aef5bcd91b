#include <sinew/hrv/streaming.hpp>

#include <algorithm>
#include <cmath>

namespace sinew::hrv {
namespace {

constexpr double kScale = 4294967296.0;  // 2^32
constexpr std::size_t kMedianBeats = 5;

std::int64_t fixed(double ms) noexcept {
    return static_cast<std::int64_t>(std::llround(ms * kScale));
}

}  // namespace

StreamingHrv::StreamingHrv(const StreamingSettings& settings)
    : settings_{settings},
      ring_(static_cast<std::size_t>(settings.window_s * 1000 / settings.shortest_ms) + 2),
      window_{fixed(settings.window_s * 1000)} {}

Result<StreamingHrv> StreamingHrv::make(const StreamingSettings& settings) {
    const auto refuse = [](const char* where, const char* hint) {
        return fail({ErrorCode::out_of_range, "this setting cannot be", where, hint});
    };
    if (!(settings.window_s >= 10 && settings.window_s <= 86'400))
        return refuse("settings/streaming/window_s", "10 to 86400");
    if (!(settings.shortest_ms >= 100 && settings.shortest_ms < settings.longest_ms &&
          settings.longest_ms <= 10'000))
        return refuse("settings/streaming/shortest_ms",
                      "at least 100, below longest_ms, that at most 10000");
    if (!(settings.jump_share >= 0 && settings.jump_share <= 1))
        return refuse("settings/streaming/jump_share", "0 to 1");
    return StreamingHrv{settings};
}

bool StreamingHrv::jumps(double rr_ms) const noexcept {
    if (settings_.jump_share <= 0 || recorded_count_ < kMedianBeats) return false;
    std::array<double, kMedianBeats> last = recorded_;
    std::nth_element(last.begin(), last.begin() + kMedianBeats / 2, last.end());
    const double median = last[kMedianBeats / 2];
    return std::abs(rr_ms - median) > settings_.jump_share * median;
}

void StreamingHrv::count_step(const Beat& beat, int sign) noexcept {
    if (!beat.follows) return;
    const auto change = static_cast<std::size_t>(sign);  // adding SIZE_MAX takes one off
    const std::int64_t size = std::abs(beat.step);
    step_sum_ += sign * beat.step;
    step_squares_ += sign * (static_cast<Wide>(beat.step) * beat.step);
    steps_ += change;
    if (size > fixed(50)) above_50_ += change;
    if (size > fixed(20)) above_20_ += change;
}

void StreamingHrv::drop_oldest() noexcept {
    const Beat& beat = ring_[oldest_];
    sum_ -= beat.rr;
    squares_ -= static_cast<Wide>(beat.rr) * beat.rr;
    artefacts_ -= beat.artefacts_before;
    oldest_ = oldest_ + 1 == ring_.size() ? 0 : oldest_ + 1;
    --size_;
    if (size_ == 0) return;
    Beat& next = ring_[oldest_];
    count_step(next, -1);
    next.follows = false;
}

BeatKind StreamingHrv::add(double rr_ms) noexcept {
    // Written so that a NaN is out of range.
    const bool in_range = rr_ms >= settings_.shortest_ms && rr_ms <= settings_.longest_ms;
    const BeatKind kind = !in_range      ? BeatKind::out_of_range
                          : jumps(rr_ms) ? BeatKind::jump
                                         : BeatKind::normal;
    if (in_range) recorded_[recorded_count_++ % kMedianBeats] = rr_ms;
    // Counted on from five, so that it never wraps to "too few".
    if (recorded_count_ == 2 * kMedianBeats) recorded_count_ = kMedianBeats;
    if (kind != BeatKind::normal) {
        ++artefacts_pending_;
        follows_ = false;
        return kind;
    }
    Beat beat;
    beat.rr = fixed(rr_ms);
    beat.follows = follows_ && size_ > 0;
    beat.artefacts_before = artefacts_pending_;
    if (beat.follows) {
        const std::size_t newest = (oldest_ + size_ - 1) % ring_.size();
        beat.step = beat.rr - ring_[newest].rr;
    }
    ring_[(oldest_ + size_) % ring_.size()] = beat;
    ++size_;
    sum_ += beat.rr;
    squares_ += static_cast<Wide>(beat.rr) * beat.rr;
    artefacts_ += beat.artefacts_before;
    count_step(beat, 1);
    artefacts_pending_ = 0;
    follows_ = true;
    while (sum_ > window_) drop_oldest();
    return kind;
}

LiveMetrics StreamingHrv::metrics() const noexcept {
    LiveMetrics metrics;
    metrics.beats = size_;
    metrics.differences = steps_;
    metrics.artefacts = artefacts_ + artefacts_pending_;
    if (size_ == 0) return metrics;
    const auto beats = static_cast<double>(size_);
    metrics.valid_share = beats / (beats + static_cast<double>(metrics.artefacts));
    metrics.window_s = static_cast<double>(sum_) / kScale / 1000;
    metrics.mean_rr_ms = static_cast<double>(sum_) / kScale / beats;
    metrics.mean_hr_bpm = 60'000 / *metrics.mean_rr_ms;
    // n times the sum of squares less the squared sum, whole: nothing cancels. Below 2^127 for a day of the shortest beats.
    const auto variance = [](Wide squares, std::int64_t sum, std::size_t n) {
        const Wide around = squares * static_cast<Wide>(n) - static_cast<Wide>(sum) * sum;
        return static_cast<double>(around) / kScale / kScale / static_cast<double>(n) /
               static_cast<double>(n - 1);
    };
    if (size_ > 1) metrics.sdnn_ms = std::sqrt(variance(squares_, sum_, size_));
    if (steps_ == 0) return metrics;
    const auto steps = static_cast<double>(steps_);
    metrics.rmssd_ms = std::sqrt(static_cast<double>(step_squares_) / kScale / kScale / steps);
    if (*metrics.rmssd_ms > 0) metrics.ln_rmssd = std::log(*metrics.rmssd_ms);
    if (steps_ > 1) metrics.sdsd_ms = std::sqrt(variance(step_squares_, step_sum_, steps_));
    metrics.pnn50_pct = 100 * static_cast<double>(above_50_) / steps;
    metrics.pnn20_pct = 100 * static_cast<double>(above_20_) / steps;
    return metrics;
}

}  // namespace sinew::hrv
