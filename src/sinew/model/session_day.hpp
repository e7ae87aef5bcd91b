// One session day in minutes: craving with and without the bout, heart rate, RMSSD, and what is latent, as change against the same day.
#pragma once

#include <sinew/model/fast_layer.hpp>
#include <sinew/model/forecast_question.hpp>
#include <sinew/model/forecast_sheet.hpp>

#include <string_view>
#include <vector>

namespace sinew::model {

enum class DayCurve : std::uint8_t {
    craving,              ///< points of 100, with the sessions
    craving_without,      ///< the same day without them
    craving_cue,          ///< with the sessions and the example cue
    craving_without_cue,  ///< without the sessions, with the example cue
    heart_rate,           ///< /min
    rmssd,                ///< % of the same day without the sessions
    cortisol,             ///< change in % against that day; latent, illustrative
    endorphin,            ///< the same
};
inline constexpr std::size_t kDayCurves = 8;
[[nodiscard]] std::string_view name_of(DayCurve curve) noexcept;

/// The example cue of the picture: an illustration, not a forecast of events.
inline constexpr double kExampleCueStrength = 0.5, kExampleCueAfterMin = 60;

struct SessionDayView {
    std::size_t day = 0;               ///< from 0
    std::vector<double> starts, ends;  ///< of the sessions, minutes from midnight
    std::vector<double> minutes;       ///< 5-min grid; 1 min from 30 before to 60 after a session
    double cue_minute = 0;
    std::array<std::vector<Band>, kDayCurves> bands;
    std::array<std::vector<double>, kDayCurves> centre;
};

/// The first session day of week 4, else the first after it, else the last before it; nothing when no day has a session.
[[nodiscard]] std::optional<std::size_t> usual_view_day(const PlannedDays& days) noexcept;

/// The grid and the place of the cue; curves empty. @pre the day has a session
[[nodiscard]] SessionDayView session_day_frame(const PlannedDays& days, std::size_t day);

/// The curves of one draw on the grid of `view`. Slow states and K are those of the start of the day; fast states start at 0 at midnight.
/// @source docs/methods/model.md (section 6.2), docs/methods/forecast.md (one day)
[[nodiscard]] std::array<std::vector<double>, kDayCurves> session_day_curves(
    const SessionDayView& view, const std::vector<PlannedSession>& sessions, const SlowState& start,
    const DayBody& body, const Parameters& parameters);

}  // namespace sinew::model
