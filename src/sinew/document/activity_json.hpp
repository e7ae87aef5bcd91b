// Recorded activities and looks inside their files, as JSON. Positions and serial numbers are not in them to begin with.
#pragma once

#include <sinew/base/json_text.hpp>
#include <sinew/care/import_activity_use.hpp>
#include <sinew/domain/activity.hpp>
#include <sinew/domain/message_listing.hpp>

namespace sinew::document {

enum class WithSamples : bool { no, yes };

/// Format, start, duration, sport, device, ranges, laps, pauses, beats, remarks, hash; with samples also every sample
/// (an array a quantity, null where the device said nothing) and every interval between beats.
[[nodiscard]] OrderedJson activity_json(const domain::RecordedActivity& activity,
                                        const care::ActivitySummary& summary, WithSamples samples);

[[nodiscard]] OrderedJson message_listing_json(const domain::MessageListing& listing);

}  // namespace sinew::document
