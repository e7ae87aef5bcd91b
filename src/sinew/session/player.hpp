// Leads a script: time and keys in, what to show out. Knows no clock and no screen.
#pragma once

#include <sinew/domain/session_script.hpp>

namespace sinew::session {

enum class PlayKey : std::uint8_t { pause, easier, next, stop };

/// Where the player stands. A value: the same steps give the same state.
struct PlayState {
    std::int64_t at_ms = 0;     ///< on the timeline; never beyond its end
    std::int64_t spent_ms = 0;  ///< time that ran, pauses left out
    bool paused = false;
    bool easier =
        false;  ///< this and every following form or exercise in its permitted easier version
    bool stopped = false;  ///< by the person: stop signs are shown, nothing runs on
    friend bool operator==(const PlayState&, const PlayState&) = default;
};

/// What to show now. Pointers are into the script.
struct PlayFrame {
    const domain::Segment* segment = nullptr;  ///< the current one; the last one when finished
    const domain::Segment* next = nullptr;     ///< nothing at the last one
    std::size_t index = 0;
    std::int64_t elapsed_ms = 0, left_ms = 0;  ///< of the segment
    std::int64_t total_left_ms = 0;
    domain::Breath breath = domain::Breath::natural;
    double breath_progress = 0;  ///< 0 to 1 through the cue
    std::int64_t breath_left_ms = 0;
    const domain::Prompt* prompt = nullptr;  ///< the last one said in this segment
    std::optional<domain::Variant> variant;  ///< of the form, after `easier`
    std::optional<domain::ExerciseIndex> exercise;
    bool can_ease = false;  ///< an easier version is permitted here and not yet taken
    bool paused = false, stopped = false, finished = false;
};

/// Lets time pass; not while paused, stopped or finished.
[[nodiscard]] PlayState advance(const domain::SessionScript& script, PlayState state,
                                std::int64_t elapsed_ms);

/// Pause toggles; easier stays on once pressed; next goes to the start of the next segment; stop is final.
[[nodiscard]] PlayState press(const domain::SessionScript& script, PlayState state, PlayKey key);

/// @param script  with at least one segment (contract)
[[nodiscard]] PlayFrame frame_of(const domain::SessionScript& script, const PlayState& state);

}  // namespace sinew::session
