// The hazard of lapse inside one day, on a grid of 15 minutes: cues and stress raise it, the relief after a bout lowers it.
#pragma once

#include <sinew/model/event_draws.hpp>
#include <sinew/model/planned_session.hpp>
#include <sinew/model/slow_state.hpp>

#include <array>
#include <span>

namespace sinew::model {

inline constexpr std::size_t kSlots = 96;           ///< of a day, 15 minutes each
inline constexpr std::size_t kFirstEventSlot = 24;  ///< 06:00; events fall from here to midnight

/// What the day before left: relief and phasic craving at midnight, logit.
struct AcuteCraving {
    double relief = 0, phasic = 0;
};

/// By how much the hazard of each slot differs from that of the whole day: exp(beta_C / 10 (VAS(C + max(K, c_ph) - z) - VAS(C + K))) in
/// the middle of the slot, with C and K on the line between the states at both ends. 1 in every slot without events and sessions.
/// @param acute  carried on to the end of the day
/// @param done   the sessions that took place
/// @source docs/methods/model.md (section 6.4), docs/methods/forecast.md
[[nodiscard]] std::array<double, kSlots> slot_factors(const SlowState& start, const SlowState& end,
                                                      std::span<const PlannedSession* const> done,
                                                      const EventDraws& draws, std::size_t day,
                                                      AcuteCraving& acute, const Parameters& p);

}  // namespace sinew::model
