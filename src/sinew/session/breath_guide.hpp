// How the breath is led through a phase: one breath, or written - free - written; through a pause: whole cycles.
#pragma once

#include <sinew/domain/session_script.hpp>
#include <sinew/knowledge/breathing_pack.hpp>

namespace sinew::session {

/// What the person's breath may be asked to do in this session.
struct BreathGuide {
    bool natural = true;         ///< no cue but "breathe freely", anywhere
    bool paced = false;          ///< a pacer may be shown while sitting (level 2 and above)
    double in_s = 0, out_s = 0;  ///< comfortable phase lengths, s
    knowledge::BreathCycle cycle{};
    double factor = 1;    ///< one breath if a phase is no longer than factor * comfortable
    bool silent = false;  ///< 'hai' becomes a soft sigh
};

/// @param level  0 to 4, already within every hard limit
/// @param cautious  hypertension or withdrawal: the ratio stays at the cautious bound
/// @source knowledge/forms/breathing.json (levels, formula, phase_rule)
[[nodiscard]] BreathGuide breath_guide(const knowledge::BreathingPack& pack, int level,
                                       bool natural_only, bool cautious, bool silent);

/// Longest duration in which the phase is still one breath, ms; nothing when the breath does not lead the phase.
[[nodiscard]] std::optional<std::int32_t> one_breath_ms(const BreathGuide& guide,
                                                        domain::Breath breath);

/// Cues that tile a phase of this length. A phase too long for one breath is split: as written for one comfortable
/// length, free, and as written again when a whole free breath fits between; never a hold.
[[nodiscard]] std::vector<domain::BreathCue> phase_cues(const BreathGuide& guide,
                                                        domain::Breath breath,
                                                        std::int32_t duration_ms);

/// Cues that tile a stretch of sitting: free first, then whole cycles of the pacer up to its end.
/// @param longest_ms  most that may be paced in one go (first slow sessions)
[[nodiscard]] std::vector<domain::BreathCue> paced_cues(const BreathGuide& guide,
                                                        std::int32_t duration_ms,
                                                        std::int32_t longest_ms);

}  // namespace sinew::session
