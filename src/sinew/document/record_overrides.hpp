// Overrides of a record: a clinician sets a rule aside or adds one, named, reasoned and short-lived.
#pragma once

#include <sinew/document/record_fields.hpp>
#include <sinew/knowledge/screening_pack.hpp>

namespace sinew::document {

/// @param assessed  the day an override without `from` begins
/// @errors an unknown rule, one that may not be set aside, more than 30 days, an unknown limit
[[nodiscard]] std::vector<domain::Override> read_overrides(const Node& list, Day assessed,
                                                           const knowledge::ScreeningPack& pack);

[[nodiscard]] OrderedJson overrides_json(const std::vector<domain::Override>& overrides);

}  // namespace sinew::document
