// Pre-participation and daily screening: facts in, clearance out, every reason kept.
#pragma once

#include <sinew/domain/clearance.hpp>
#include <sinew/knowledge/screening_pack.hpp>

#include <span>

namespace sinew::screening {

/// @param said       one reading per fact of the pack, as they were said (ages in hours at the as-of time)
/// @param overrides  those in force at the as-of day; any that names a rule it may not set aside is ignored here
///                   and refused where documents are read
/// @source knowledge/screening/rules.json, semantics (steps 1 to 9)
[[nodiscard]] domain::Clearance screen(domain::Intake said, const knowledge::ScreeningPack& pack,
                                       domain::Mode mode = domain::Mode::both,
                                       std::span<const domain::Override> overrides = {});

/// May this rule be set aside by a clinician at all?
[[nodiscard]] bool overridable(std::string_view rule, const knowledge::ScreeningPack& pack);

}  // namespace sinew::screening
