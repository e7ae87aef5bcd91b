// One function a kind of resource: what it says goes into the findings, by the rows of the mapping table.
#pragma once

#include <sinew/fhir/bundle.hpp>
#include <sinew/fhir/findings.hpp>

namespace sinew::fhir {

/// @source knowledge/fhir/mapping.csv, docs/methods/fhir-import.md "Use" 6 to 12
void read_condition(const Entry& entry, Findings& findings);
void read_observation(const Entry& entry, Findings& findings);
void read_medication(const Entry& entry, const Bundle& bundle, Findings& findings);
void read_procedure(const Entry& entry, Findings& findings);
void read_care_plan(const Entry& entry, Findings& findings);
void read_encounter(const Entry& entry, Findings& findings);
void read_allergy(const Entry& entry, Findings& findings);

/// The table's rows for a concept, each once; what the table does not hold is told as unknown.
/// @param line  resource and date are filled; system, code and label are filled here, one for each row
struct RowMatch {
    const knowledge::MapRow* row;
    domain::ImportLine line;
};
[[nodiscard]] std::vector<RowMatch> rows_of(const Json& concept_json,
                                            knowledge::MappedResource resource,
                                            const domain::ImportLine& line, Findings& findings);

/// Fills kind and date; false when the entry is dated after the moment of judging (told then).
[[nodiscard]] domain::ImportLine line_of(const Entry& entry, std::optional<Moment> when);
[[nodiscard]] bool lies_ahead(const domain::ImportLine& line, const Findings& findings) noexcept;

}  // namespace sinew::fhir
