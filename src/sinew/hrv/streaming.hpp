// The time domain of the last minutes, beat by beat, while it happens.
#pragma once

#include <sinew/base/result.hpp>
#include <sinew/hrv/artefacts.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace sinew::hrv {

struct StreamingSettings {
    double window_s = 60;  ///< the sum of the intervals looked at is at most this
    double shortest_ms = 300, longest_ms = 2000;
    double jump_share = 0.20;  ///< from the median of the five recorded before; 0: no such test
};

struct LiveMetrics {
    std::size_t beats = 0, differences = 0;
    std::size_t artefacts = 0;  ///< set aside among the beats of the window
    double valid_share = 0;     ///< beats / (beats + artefacts); 0 without beats
    double window_s = 0;        ///< the sum of the intervals
    std::optional<double> mean_rr_ms, mean_hr_bpm, sdnn_ms, rmssd_ms, ln_rmssd, sdsd_ms, pnn50_pct,
        pnn20_pct;
};

/// A ring of beats and the sums over it. The sums are whole numbers of 2^-32 ms, so that what comes in and goes out cancels
/// exactly: after a day the answer is that of the batch. Nothing is allocated after `make`.
class StreamingHrv {
public:
    /// @errors out_of_range: a window of less than 10 s or more than 24 h; a range outside 100 .. 10000 ms
    [[nodiscard]] static Result<StreamingHrv> make(const StreamingSettings& settings);

    /// Takes one interval; says what it was: normal, out_of_range (anything that is no number, too) or jump. One that is not
    /// normal is counted and left out, and no difference is taken across it.
    BeatKind add(double rr_ms) noexcept;
    /// The sensor lost contact: no difference is taken across this place.
    void gap() noexcept { follows_ = false; }
    [[nodiscard]] LiveMetrics metrics() const noexcept;

private:
    __extension__ using Wide = __int128;
    struct Beat {
        std::int64_t rr = 0;    ///< 2^-32 ms
        std::int64_t step = 0;  ///< from the beat before, when it follows one
        bool follows = false;
        std::uint32_t artefacts_before = 0;
    };

    explicit StreamingHrv(const StreamingSettings& settings);
    [[nodiscard]] bool jumps(double rr_ms) const noexcept;
    void count_step(const Beat& beat, int sign) noexcept;
    void drop_oldest() noexcept;

    StreamingSettings settings_;
    std::vector<Beat> ring_;
    std::size_t oldest_ = 0, size_ = 0;
    bool follows_ = false;
    std::uint32_t artefacts_pending_ = 0;
    std::array<double, 5> recorded_{};  ///< the last intervals within range, artefacts or not
    std::size_t recorded_count_ = 0;
    std::int64_t window_ = 0;  ///< 2^-32 ms
    std::int64_t sum_ = 0, step_sum_ = 0;
    Wide squares_ = 0, step_squares_ = 0;
    std::size_t steps_ = 0, above_50_ = 0, above_20_ = 0, artefacts_ = 0;
};

}  // namespace sinew::hrv
