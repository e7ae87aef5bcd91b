// A FHIR R4 Bundle as it arrives: checked, with the entries that can say something and a count of all others.
#pragma once

#include <sinew/base/calendar.hpp>
#include <sinew/base/json_text.hpp>
#include <sinew/domain/as_of.hpp>

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace sinew::fhir {

/// Tells a FHIR document from our own record by its `resourceType` on the first level, without reading it whole.
[[nodiscard]] bool is_fhir_document(std::string_view bytes) noexcept;

struct Entry {
    std::size_t place = 0;  ///< in the bundle, from 0
    const Json* resource = nullptr;
    std::string type;
};

struct Bundle {
    Json document;               ///< what was kept
    std::vector<Entry> entries;  ///< in the bundle's order; Patient and Medication left out
    const Json* patient = nullptr;
    std::unordered_map<std::string, const Json*>
        by_address;                       ///< full URL and "Type/id" of everything kept
    std::map<std::string, int> not_read;  ///< kinds of resource that are no source of facts
    int count = 0;                        ///< of all entries
    std::optional<Instant> newest;        ///< newest date of any entry up to the moment of judging

    /// What a reference names; nothing when it is not in the bundle. "#id" looks into `inside`.
    [[nodiscard]] const Json* resolve(std::string_view reference, const Json& inside) const;
    /// Is this resource about the bundle's patient? A resource without a subject is.
    enum class Subject { patient, other, unresolved };
    [[nodiscard]] Subject subject_of(const Json& resource) const;
};

/// @errors not JSON; no FHIR; another resource than a Bundle; a type of bundle that is no record; another FHIR version;
///         no entry; no Patient, or more than one
[[nodiscard]] Checked<Bundle> read_bundle(std::string_view bytes, const std::string& name,
                                          const domain::AsOf& as_of);

}  // namespace sinew::fhir
