// Looks inside a FIT file of any kind: every message and field with a count and a range.
#pragma once

#include <sinew/base/result.hpp>
#include <sinew/domain/message_listing.hpp>

#include <string>
#include <string_view>

namespace sinew::recording {

/// @param name  of the input, for places in errors
/// @errors bad_input when the bytes are no FIT file
[[nodiscard]] Result<domain::MessageListing> list_fit_messages(std::string_view bytes,
                                                               const std::string& name);

}  // namespace sinew::recording
