// Exercises fitted to their minutes: steady and interval work, sets with rests, warm-up and cool-down rounds.
#pragma once

#include <sinew/session/form_practice.hpp>

namespace sinew::session {

/// Steady aerobic work, or intervals where the exercise is made of them. Fills `duration_ms` exactly.
/// @param targets  of the session; the easy part of an interval stays below their lower end
void add_aerobic(Timeline& timeline, const knowledge::Catalogue& catalogue,
                 std::span<const domain::ExerciseUse> uses, const domain::Targets& targets,
                 std::int32_t duration_ms);

/// Sets with rests between them, straight through one exercise after the other. Fills `duration_ms` exactly: first the
/// pace of repetitions and the rests give, then sets are dropped from the end, then whole exercises; what is left over
/// is easy mobility.
/// @param rise_slowly  a longer rest with a word before standing up (rapid_posture_change)
/// @return exercises that did not fit
std::vector<domain::ExerciseIndex> add_strength(Timeline& timeline,
                                                const knowledge::Catalogue& catalogue,
                                                std::span<const domain::ExerciseUse> uses,
                                                const domain::Targets& targets,
                                                std::int32_t duration_ms, bool rise_slowly);

/// The exercises named for warm-up or cool-down, in rounds; one plain segment when none is named.
void add_rounds(Timeline& timeline, const knowledge::Catalogue& catalogue,
                std::span<const domain::ExerciseUse> uses, domain::SegmentKind kind,
                std::int32_t duration_ms, const std::vector<std::string>& texts);

/// The talk test of a zone as a text key, "talk.sentences.say"; empty for breathing alone.
[[nodiscard]] std::string talk_key(const knowledge::Catalogue& catalogue, domain::Intensity zone);

}  // namespace sinew::session
