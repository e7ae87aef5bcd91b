// Why: the answer, what it read, the rule, its source and grade, and what would change it, for one place of what is kept.
#pragma once

#include <sinew/clinic/programme_use.hpp>

namespace sinew::clinic {

/// @param place  "/weeks/0/days/2/targets/hr", "/clearance/findings/0", or an id such as "SCR-035"
/// @errors not_found, with what could have been asked
[[nodiscard]] Result<OrderedJson> why_view(const ReadStore& store, const Id& person,
                                           const std::string& place, const Acting& acting);

}  // namespace sinew::clinic
