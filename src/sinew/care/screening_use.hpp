// The screening use case: facts or a record in, clearance out.
#pragma once

#include <sinew/domain/clearance.hpp>
#include <sinew/domain/record.hpp>
#include <sinew/knowledge/catalogue.hpp>

#include <vector>

namespace sinew::care {

/// Screens bare facts, as the batch interface hands them over.
[[nodiscard]] domain::Clearance screen_facts(domain::Intake facts,
                                             const knowledge::Catalogue& catalogue,
                                             domain::Mode mode = domain::Mode::both);

/// Screens a record with the overrides in force on the day.
[[nodiscard]] domain::Clearance screen_record(const domain::Record& record, Day as_of,
                                              const knowledge::Catalogue& catalogue,
                                              domain::Mode mode = domain::Mode::both);

/// Of the optional facts nobody answered, those whose question arises for this person: not
/// pregnancy for a man, not withdrawal scores long after the last drink.
[[nodiscard]] std::vector<domain::FactIndex> worth_asking(const domain::Clearance& clearance,
                                                          const knowledge::Catalogue& catalogue);

}  // namespace sinew::care
