// The screening use case: facts or a record in, clearance out.
#pragma once

#include <sinew/domain/clearance.hpp>
#include <sinew/domain/record.hpp>
#include <sinew/knowledge/catalogue.hpp>

namespace sinew::care {

/// Screens bare facts, as the batch interface hands them over.
[[nodiscard]] domain::Clearance screen_facts(domain::Intake facts,
                                             const knowledge::Catalogue& catalogue,
                                             domain::Mode mode = domain::Mode::both);

/// Screens a record with the overrides in force on the day.
[[nodiscard]] domain::Clearance screen_record(const domain::Record& record, Day as_of,
                                              const knowledge::Catalogue& catalogue,
                                              domain::Mode mode = domain::Mode::both);

}  // namespace sinew::care
