// What changed for this person, and what sessions do, in words that are honest about how little is sure.
#pragma once

#include <sinew/clinic/kept_documents.hpp>

namespace sinew::clinic {

/// Shape: Change of the contract.
[[nodiscard]] Result<OrderedJson> change_view(const ReadStore& store, const Id& person,
                                              const Acting& acting);
/// The craving line of the first screen; null when nothing was entered.
[[nodiscard]] Result<OrderedJson> own_line(const ReadStore& store, const Id& person,
                                           const Acting& acting);

}  // namespace sinew::clinic
