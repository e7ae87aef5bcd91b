// Weeks, days and sessions of a programme, there and back.
#pragma once

#include <sinew/base/json_text.hpp>
#include <sinew/domain/programme.hpp>
#include <sinew/knowledge/catalogue.hpp>

namespace sinew::document {

/// How hard: zone, heart rate where it is valid, effort, talk test.
[[nodiscard]] OrderedJson targets_json(const domain::Targets& targets,
                                       const knowledge::Words& words);

[[nodiscard]] OrderedJson weeks_json(const domain::Programme& programme,
                                     const knowledge::Catalogue& catalogue,
                                     const knowledge::Words& words);
[[nodiscard]] OrderedJson on_demand_json(const domain::OnDemand& practice,
                                         const knowledge::Catalogue& catalogue,
                                         const knowledge::Words& words);

[[nodiscard]] OrderedJson dose_json(const domain::WeekDose& dose);

}  // namespace sinew::document
