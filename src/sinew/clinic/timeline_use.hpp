// Everything that happened with a person, newest first, one line each.
#pragma once

#include <sinew/clinic/kept_documents.hpp>

namespace sinew::clinic {

inline constexpr std::size_t kTimelineLines = 200;

/// Shape: TimelineEntry of the contract.
[[nodiscard]] Result<OrderedJson> timeline_view(const ReadStore& store, const Id& person,
                                                std::size_t limit, const Acting& acting);

}  // namespace sinew::clinic
