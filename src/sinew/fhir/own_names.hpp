// The canonical addresses of ours that FHIR documents carry, and addresses made from content.
#pragma once

#include <sinew/base/content_hash.hpp>

#include <string>
#include <string_view>

namespace sinew::fhir {

inline constexpr std::string_view kLoinc = "http://loinc.org";
inline constexpr std::string_view kMeasures = "https://sinew.example/fhir/CodeSystem/measures";
inline constexpr std::string_view kQuestionnaires = "https://sinew.example/fhir/Questionnaire/";
inline constexpr std::string_view kOrdinal = "http://hl7.org/fhir/StructureDefinition/ordinalValue";
inline constexpr std::string_view kUnits = "http://unitsofmeasure.org";

/// The same content, the same address: a version 8 UUID (made from a hash).
[[nodiscard]] inline std::string address_of(std::string_view content) {
    std::string hex = content_hash(content).substr(0, 32);
    hex[12] = '8';
    hex[16] = '8';
    return "urn:uuid:" + hex.substr(0, 8) + "-" + hex.substr(8, 4) + "-" + hex.substr(12, 4) + "-" +
           hex.substr(16, 4) + "-" + hex.substr(20);
}

}  // namespace sinew::fhir
