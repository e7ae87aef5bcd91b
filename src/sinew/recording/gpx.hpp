// GPX 1.0 and 1.1: trk / trkseg / trkpt, with the heart rate, cadence and power that watches put into extensions.
#pragma once

#include <sinew/base/calendar.hpp>
#include <sinew/base/result.hpp>
#include <sinew/domain/activity.hpp>
#include <sinew/recording/watch_xml.hpp>

#include <string>

namespace sinew::recording {

/// @errors bad_input: no trackpoint (waypoints and routes are plans, not recordings), none with a believable time
[[nodiscard]] Result<domain::RecordedActivity> read_gpx(const pugi::xml_document& document,
                                                        const std::string& name, Instant now);

}  // namespace sinew::recording
