// Bundles of a few entries for tests, written as one writes them by hand.
#pragma once

#include <sinew/base/json_text.hpp>

#include <string>

namespace sinew::fhir::testing {

inline std::string bundle_of(
    const std::string& entries,
    const std::string& patient = R"("gender":"male","birthDate":"1980-05-06")") {
    return R"({"resourceType":"Bundle","type":"collection","entry":[{"fullUrl":"urn:uuid:p","resource":{"resourceType":"Patient","id":"p",)" +
           patient + "}}" + (entries.empty() ? "" : ",") + entries + "]}";
}

inline std::string entry(const std::string& resource) {
    return R"({"resource":{)" + resource + "}}";
}

inline std::string condition(const std::string& code, const std::string& onset,
                             const std::string& status = "active",
                             const std::string& verification = "confirmed") {
    return entry(
        R"("resourceType":"Condition","subject":{"reference":"urn:uuid:p"},"clinicalStatus":{"coding":[{"code":")" +
        status + R"("}]},"verificationStatus":{"coding":[{"code":")" + verification +
        R"("}]},"code":{"coding":[{"system":"http://snomed.info/sct","code":")" + code + R"("}]})" +
        (onset.empty() ? "" : R"(,"onsetDateTime":")" + onset + "\""));
}

inline std::string quantity(double value, const std::string& unit) {
    return R"("valueQuantity":{"value":)" + Json(value).dump() +
           R"(,"system":"http://unitsofmeasure.org","code":")" + unit + "\"}";
}

inline std::string loinc(const std::string& code) {
    return R"("code":{"coding":[{"system":"http://loinc.org","code":")" + code + R"("}]})";
}

inline std::string observation(const std::string& code, const std::string& when,
                               const std::string& value, const std::string& status = "final") {
    return entry(R"("resourceType":"Observation","status":")" + status +
                 R"(","subject":{"reference":"Patient/p"},)" + loinc(code) +
                 (when.empty() ? "" : R"(,"effectiveDateTime":")" + when + "\"") +
                 (value.empty() ? "" : "," + value));
}

inline std::string pressure(const std::string& when, double upper, double lower) {
    return observation("85354-9", when,
                       R"("component":[{)" + loinc("8480-6") + "," + quantity(upper, "mm[Hg]") +
                           "},{" + loinc("8462-4") + "," + quantity(lower, "mm[Hg]") + "}]");
}

inline std::string medication(const std::string& code, const std::string& when,
                              const std::string& status = "active",
                              const std::string& type = "MedicationRequest") {
    return entry(
        R"("resourceType":")" + type + R"(","status":")" + status +
        R"(","subject":{"reference":"urn:uuid:p"},"medicationCodeableConcept":{"coding":[{"system":"http://www.nlm.nih.gov/research/umls/rxnorm","code":")" +
        code + R"("}]},")" + (type == "MedicationRequest" ? "authoredOn" : "effectiveDateTime") +
        R"(":")" + when + "\"");
}

}  // namespace sinew::fhir::testing
