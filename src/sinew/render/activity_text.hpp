// A recorded activity for the terminal: a page for one file, a line for each of many.
#pragma once

#include <sinew/care/import_activity_use.hpp>
#include <sinew/care/knowledge_use.hpp>
#include <sinew/domain/activity.hpp>
#include <sinew/domain/message_listing.hpp>
#include <sinew/render/terminal_page.hpp>

#include <string>

namespace sinew::render {

[[nodiscard]] std::string activity_text(const std::string& name,
                                        const domain::RecordedActivity& activity,
                                        const care::ActivitySummary& summary,
                                        const care::Words& words, const TextStyle& style);

/// "2022-02-07 16:47  17:52  cycling, indoor_cycling  heart rate 128–185  2705 beats"
[[nodiscard]] std::string activity_line(const domain::RecordedActivity& activity,
                                        const care::ActivitySummary& summary,
                                        const care::Words& words);

[[nodiscard]] std::string message_listing_text(const std::string& name,
                                               const domain::MessageListing& listing,
                                               const care::Words& words, const TextStyle& style);

}  // namespace sinew::render
