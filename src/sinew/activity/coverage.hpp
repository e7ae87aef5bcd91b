// How much of a bout was recorded, and the stretches of known heart rate that every other metric counts.
#pragma once

#include <sinew/domain/activity.hpp>

#include <optional>
#include <vector>

namespace sinew::activity {

/// How samples turn into time. Travels with every result.
/// @source docs/methods/activity.md
struct CoverSettings {
    double hold_s = 15;  ///< a heart rate counts until the next one, but no longer than this
    double pause_s =
        60;  ///< samples further apart than this: the recording was paused between them
    double lowest_bpm = 30, highest_bpm = 240;  ///< outside, a heart rate is taken for missing
};

/// Whether recording was paused between samples i and i + 1: by the device's own word, or by a long silence.
[[nodiscard]] bool paused_after(const domain::RecordedActivity& activity, std::size_t i,
                                const CoverSettings& settings);

/// Seconds during which one heart rate held.
struct HeartPiece {
    double start_s = 0, seconds = 0;  ///< since the activity's start; > 0
    double bpm = 0;
};

/// Consecutive, in time order, never overlapping. Nothing is filled in: between a piece and the next there may be silence.
[[nodiscard]] std::vector<HeartPiece> heart_pieces(const domain::RecordedActivity& activity,
                                                   const CoverSettings& settings);

struct Coverage {
    double elapsed_s = 0;  ///< from the first to the last sample
    double paused_s = 0;   ///< of it: in pauses
    std::size_t pauses = 0;
    double heart_s = 0;  ///< seconds with a known heart rate
    std::size_t dropouts =
        0;  ///< times the heart rate was silent for longer than `hold_s` while recording ran
    double longest_dropout_s = 0;
    std::size_t implausible = 0;  ///< heart rates outside the settings' range

    [[nodiscard]] double active_s() const noexcept { return elapsed_s - paused_s; }
    /// Share of the active time with a known heart rate, 0 to 1; 0 for an empty recording.
    [[nodiscard]] double heart_share() const noexcept {
        return active_s() > 0 ? heart_s / active_s() : 0;
    }
};

[[nodiscard]] Coverage coverage_of(const domain::RecordedActivity& activity,
                                   const CoverSettings& settings);

/// Time-weighted mean and the extremes over the pieces, 1/min.
struct HeartSummary {
    double mean_bpm = 0, lowest_bpm = 0, highest_bpm = 0;
};
/// Nothing without a piece.
[[nodiscard]] std::optional<HeartSummary> summarise_heart(const std::vector<HeartPiece>& pieces);

}  // namespace sinew::activity
