// Decides between candidates: the newest counts, contradictions count for nothing, some facts have rules of their own.
#pragma once

#include <sinew/fhir/findings.hpp>

namespace sinew::fhir {

/// Moves everything the findings hold into the record, and tells what became of each entry.
/// @source docs/methods/fhir-import.md "Time" 3 to 5, "Use" 7 to 9
void settle(Findings& findings, domain::Record& record);

}  // namespace sinew::fhir
