// TCX (Training Center XML): Activities / Activity / Lap / Track / Trackpoint.
#pragma once

#include <sinew/base/calendar.hpp>
#include <sinew/base/result.hpp>
#include <sinew/domain/activity.hpp>
#include <sinew/recording/watch_xml.hpp>

#include <string>

namespace sinew::recording {

/// @errors bad_input: no activity in it (a course, a workout), no trackpoint, none with a believable time
[[nodiscard]] Result<domain::RecordedActivity> read_tcx(const pugi::xml_document& document,
                                                        const std::string& name, Instant now);

}  // namespace sinew::recording
