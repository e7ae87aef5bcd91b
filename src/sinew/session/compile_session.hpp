// Any day of a programme as a timeline that can be led: arrival, warm-up, forms, sets, cool-down, debrief.
#pragma once

#include <sinew/domain/session_script.hpp>
#include <sinew/knowledge/catalogue.hpp>
#include <sinew/session/form_practice.hpp>

namespace sinew::session {

/// Choices of the moment; none of them can exceed a limit.
struct SessionOptions {
    domain::GroupSize group = domain::GroupSize::none;
    std::optional<double> tempo;      ///< factor on nominal seconds; clamped to the pack's range
    std::optional<int> breath_level;  ///< inside the session's levels; its lowest by default
    bool silent = false;              ///< 'hai' as a soft sigh
};

/// @param day      1 to 84
/// @param session  which of the day's sessions, from 0
/// @return a script whose segments leave no gap and sum to the session's minutes; outside a lesson, arrival and debrief
///         come on top
/// @errors out_of_range for the day, not_found for a rest day or a session that is not there, conflict when the programme
///         holds an exercise that its own limits forbid
/// @source knowledge/sessions/plan.json, docs/methods/session-script.md
[[nodiscard]] Result<domain::SessionScript> compile_session(const domain::Programme& programme,
                                                            int day, int session,
                                                            const SessionOptions& options,
                                                            const knowledge::Catalogue& catalogue);

/// What forms, breath and texts may be in this stage of the programme.
/// @param level  wanted; every hard limit of the breathing pack is applied
[[nodiscard]] PracticeContext practice_context(const domain::Programme& programme,
                                               domain::Stage stage, int level, bool natural_only,
                                               const SessionOptions& options,
                                               const knowledge::Catalogue& catalogue);

/// The level after every hard limit: bans, raised pressure, withdrawal, pregnancy, natural breath only.
[[nodiscard]] int permitted_breath_level(const domain::Programme& programme, domain::Stage stage,
                                         int level, bool natural_only,
                                         const knowledge::FormLimits& limits,
                                         const knowledge::BreathingPack& breathing);

}  // namespace sinew::session
