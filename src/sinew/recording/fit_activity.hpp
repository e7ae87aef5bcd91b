// FIT messages to an activity: records to samples, hrv to beats, laps, timer pauses, sport, device.
#pragma once

#include <sinew/base/calendar.hpp>
#include <sinew/base/result.hpp>
#include <sinew/domain/activity.hpp>

#include <string>
#include <string_view>

namespace sinew::recording {

/// @param name  of the input, for places in errors
/// @param now   times more than a day after it are not believed
/// @errors bad_input: no FIT file; a FIT file that holds no activity (settings, workout, course, ...), said by its kind;
///         nothing placed in time. Damage further on gives what stands before it, with `intact` false and a remark.
[[nodiscard]] Result<domain::RecordedActivity> read_fit_activity(std::string_view bytes,
                                                                 const std::string& name,
                                                                 Instant now);

}  // namespace sinew::recording
