#include <sinew/fhir/fhir_version.hpp>
#include <sinew/fhir/resource.hpp>

namespace sinew::fhir {
namespace {

/// "4.0.1" and "4.3.0" (R4B) are read; anything else is not.
std::optional<std::string> stated_version(const Json& resource) {
    const std::string version = text_at(resource, {"fhirVersion"});
    if (version.empty() || version.substr(0, 2) == "4.") return std::nullopt;
    return shown(version);
}

}  // namespace

bool is_of_older_version(std::string_view type) noexcept { return type == "MedicationOrder"; }

std::optional<std::string> version_of(const Json& resource) {
    if (auto stated = stated_version(resource)) return stated;
    const std::string type = text_at(resource, {"resourceType"});
    if (is_of_older_version(type)) return "DSTU2";
    // Clinical status was a bare word before R4, and DSTU2 called the subject `patient`.
    if (type == "Condition" && member(resource, "clinicalStatus").is_string())
        return member(resource, "patient").is_null() ? "STU3 or older" : "DSTU2";
    // A response pointed at its questionnaire by a reference before R4; DSTU2 held its answers in groups.
    if (type == "QuestionnaireResponse") {
        if (!member(resource, "group").is_null()) return "DSTU2";
        if (member(resource, "questionnaire").is_object()) return "STU3";
    }
    // R5 folded the medication choice into one member and made the class of an encounter a list.
    if ((type == "MedicationRequest" || type == "MedicationStatement") &&
        member(resource, "medication").is_object())
        return "R5";
    if (type == "Encounter" && member(resource, "class").is_array()) return "R5";
    return std::nullopt;
}

}  // namespace sinew::fhir
