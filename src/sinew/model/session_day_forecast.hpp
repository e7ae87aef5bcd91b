// The view of one session day over draws: each draw's own state on that morning, its own curves, bands over them.
#pragma once

#include <sinew/model/forecast_run.hpp>
#include <sinew/model/session_day.hpp>

namespace sinew::model {

/// @param people  some draws of the person, in order; not empty
/// @param centre  the person at the values themselves
[[nodiscard]] SessionDayView session_day_over(const ForecastQuestion& question, std::size_t day,
                                              const std::vector<DrawnPerson>& people,
                                              const DrawnPerson& centre);

}  // namespace sinew::model
