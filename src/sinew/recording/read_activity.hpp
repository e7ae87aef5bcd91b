// The front door for watch files: recognises FIT, TCX and GPX by what is in them, never by their name.
#pragma once

#include <sinew/base/calendar.hpp>
#include <sinew/base/result.hpp>
#include <sinew/domain/activity.hpp>

#include <string>
#include <string_view>

namespace sinew::recording {

enum class WatchFormat : std::uint8_t { fit, xml, unknown };

/// What the bytes look like; XML is settled by its root element later.
[[nodiscard]] WatchFormat watch_format(std::string_view bytes) noexcept;

/// @param name  of the input, for places in errors
/// @param now   times more than a day after it are not believed
/// @return the activity with what was left aside, dropped or mended; `intact` is false when bytes are damaged or missing
/// @errors bad_input: no watch file, no activity in it, nothing that can be placed in time – with the reason
[[nodiscard]] Result<domain::RecordedActivity> read_activity(std::string_view bytes,
                                                             const std::string& name, Instant now);

}  // namespace sinew::recording
