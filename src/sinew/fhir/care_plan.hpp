// A programme as FHIR R4: one CarePlan with its Goals, and a ServiceRequest for each kind of session and each ban.
#pragma once

#include <sinew/base/json_text.hpp>
#include <sinew/domain/programme.hpp>
#include <sinew/domain/record.hpp>
#include <sinew/knowledge/text_pack.hpp>

#include <string>

namespace sinew::fhir {

/// A Bundle of type collection. Everything is `draft` and `plan`: a clinician signs it, this program never does.
/// Codes are texts in the chosen language; the same programme gives the same bytes.
/// @param goals    of the record, first matters most
/// @param subject  a reference the receiving system knows, such as "Patient/123"; nothing that names a person
[[nodiscard]] OrderedJson care_plan_bundle(const domain::Programme& programme,
                                           const std::vector<domain::Goal>& goals,
                                           const std::string& subject,
                                           const knowledge::Words& words);

}  // namespace sinew::fhir
