#include <sinew/base/text.hpp>
#include <sinew/fhir/bundle.hpp>
#include <sinew/fhir/fhir_version.hpp>
#include <sinew/fhir/resource.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace sinew::fhir {
namespace {

constexpr std::array<std::string_view, 10> kRead{"Patient",     "Condition",
                                                 "Observation", "MedicationRequest",
                                                 "Medication",  "MedicationStatement",
                                                 "Procedure",   "AllergyIntolerance",
                                                 "CarePlan",    "Encounter"};
constexpr std::array<std::string_view, 5> kBundleTypes{"transaction", "batch", "collection",
                                                       "searchset", "document"};

bool is_read(std::string_view type) {
    return std::find(kRead.begin(), kRead.end(), type) != kRead.end();
}

/// When the entry happened or was written down, for the newest date of the bundle.
std::optional<Moment> any_date(const Json& resource) {
    return date_of(resource, {"effectiveDateTime", "effectivePeriod/start", "effectiveInstant",
                              "authoredOn", "onsetDateTime", "recordedDate", "performedDateTime",
                              "performedPeriod/start", "period/start", "occurrenceDateTime",
                              "started", "created", "issued", "date", "startDate"});
}

/// Notes what passes by while the text is read, and keeps only what can say something.
class Sieve {
public:
    Sieve(Bundle& bundle, Instant as_of) : bundle_{bundle}, as_of_{as_of} {}

    bool operator()(const Json& entry) {
        ++bundle_.count;
        const Json& resource = member(entry, "resource");
        const std::string type = text_at(resource, {"resourceType"});
        if (const auto date = any_date(resource); date && date->earliest <= as_of_)
            if (!bundle_.newest || *bundle_.newest < date->earliest)
                bundle_.newest = date->earliest;
        if (is_read(type) || is_of_older_version(type)) {
            places.push_back(static_cast<std::size_t>(bundle_.count - 1));
            return true;
        }
        ++bundle_.not_read[type.empty() ? "(no resource)" : shown(type)];
        return false;
    }

    std::vector<std::size_t> places;  ///< of the kept entries in the whole bundle

private:
    Bundle& bundle_;
    Instant as_of_;
};

void index_entries(Bundle& bundle, const std::vector<std::size_t>& places, const std::string& name,
                   Faults& faults) {
    std::vector<std::size_t> patients;
    const Json& list = member(bundle.document, "entry");
    std::size_t next = 0;
    for (const Json& listed : list) {
        if (!listed.is_structured())
            continue;  // a bare number or text among the entries never passed the sieve
        const Json& resource = member(listed, "resource");
        Entry entry{places[next++], &resource, text_at(resource, {"resourceType"})};
        if (const std::string url = text_at(listed, {"fullUrl"}); !url.empty())
            bundle.by_address.emplace(url, &resource);
        if (const std::string id = text_at(resource, {"id"}); !id.empty())
            bundle.by_address.emplace(entry.type + "/" + id, &resource);
        if (const auto version = version_of(resource))
            faults.add(ErrorCode::bad_input,
                       fmt::format("{}:/entry/{}/resource", name, entry.place),
                       "this is FHIR " + *version, "export the record as FHIR R4 (4.0.1)");
        if (entry.type == "Patient") {
            patients.push_back(entry.place);
            bundle.patient = &resource;
        } else if (entry.type != "Medication") {
            bundle.entries.push_back(std::move(entry));
        }
    }
    if (patients.empty())
        faults.add(ErrorCode::not_found, name + ":/entry", "no Patient in this bundle",
                   "export the whole record of one person");
    for (std::size_t i = 1; i < patients.size(); ++i)
        faults.add(ErrorCode::conflict, fmt::format("{}:/entry/{}/resource", name, patients[i]),
                   fmt::format("a second Patient (the first is entry {})", patients[0]),
                   "export one person at a time");
}

void check_root(const Json& root, const Bundle& bundle, const std::string& name, Faults& faults) {
    const std::string type = text_at(root, {"resourceType"});
    if (type != "Bundle") {
        faults.add(ErrorCode::bad_input, name + ":/resourceType",
                   type.empty() ? "this is no FHIR document"
                                : "a single " + shown(type) + ", not a Bundle",
                   type.empty() ? "give a FHIR R4 Bundle, or a record of ours"
                                : "export the whole record as a Bundle");
        return;
    }
    if (const auto version = version_of(root))
        faults.add(ErrorCode::bad_input, name + ":/", "this is FHIR " + *version,
                   "export the record as FHIR R4 (4.0.1)");
    const std::string kind = text_at(root, {"type"});
    if (std::find(kBundleTypes.begin(), kBundleTypes.end(), kind) == kBundleTypes.end())
        faults.add(ErrorCode::bad_input, name + ":/type",
                   kind.empty() ? "the bundle does not say its type"
                                : "a bundle of type " + shown(kind) + " is no record",
                   "use transaction, batch, collection, searchset or document");
    const Json& entry = member(root, "entry");
    if (!entry.is_array() && !entry.is_null())
        faults.add(ErrorCode::bad_input, name + ":/entry", "a list is wanted here",
                   "write it in brackets");
    else if (bundle.count == 0)
        faults.add(ErrorCode::bad_input, name + ":/entry", "the bundle is empty",
                   "export the whole record of one person");
}

}  // namespace

bool is_fhir_document(std::string_view bytes) noexcept {
    int depth = 0;
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        const char c = bytes[at];
        if (c == '{' || c == '[')
            ++depth;
        else if (c == '}' || c == ']')
            --depth;
        if (c != '"') continue;
        const std::size_t start = at + 1;
        for (++at; at < bytes.size() && bytes[at] != '"'; ++at)
            if (bytes[at] == '\\') ++at;
        if (depth != 1 || at >= bytes.size() || bytes.substr(start, at - start) != "resourceType")
            continue;
        const auto next = bytes.find_first_not_of(" \t\r\n", at + 1);
        if (next != std::string_view::npos && bytes[next] == ':') return true;
    }
    return false;
}

const Json* Bundle::resolve(std::string_view reference, const Json& inside) const {
    if (reference.substr(0, 1) == "#") {
        for (const Json* contained : elements(member(inside, "contained")))
            if (text_at(*contained, {"id"}) == reference.substr(1)) return contained;
        return nullptr;
    }
    if (const auto found = by_address.find(std::string{reference}); found != by_address.end())
        return found->second;
    // "http://server/fhir/Patient/1/_history/2": the last Type/id counts.
    auto end = reference.find("/_history/");
    std::string_view path = reference.substr(0, end);
    end = path.rfind('/');
    if (end == std::string_view::npos || end == 0) return nullptr;
    const auto start = path.rfind('/', end - 1);
    if (start == std::string_view::npos)
        path = reference.substr(0, reference.find("/_history/"));
    else
        path.remove_prefix(start + 1);
    const auto found = by_address.find(std::string{path});
    return found == by_address.end() ? nullptr : found->second;
}

Bundle::Subject Bundle::subject_of(const Json& resource) const {
    std::string reference = text_at(resource, {"subject", "reference"});
    if (reference.empty()) reference = text_at(resource, {"patient", "reference"});
    if (reference.empty()) return Subject::patient;
    const Json* named = resolve(reference, resource);
    if (named == patient) return Subject::patient;
    return named == nullptr ? Subject::unresolved : Subject::other;
}

Checked<Bundle> read_bundle(std::string_view bytes, const std::string& name,
                            const domain::AsOf& as_of) {
    Bundle bundle;
    Sieve sieve{bundle, as_of.when};
    JsonReading how;
    how.filtered_array = "entry";
    how.keep = [&](const Json& entry) { return sieve(entry); };
    auto document = read_json(bytes, name, how);
    if (!document) return tl::make_unexpected(std::move(document).error());
    bundle.document = *std::move(document);
    Faults faults;
    check_root(bundle.document, bundle, name, faults);
    if (faults.none()) index_entries(bundle, sieve.places, name, faults);
    if (!faults.none()) return tl::make_unexpected(std::move(faults));
    return bundle;
}

}  // namespace sinew::fhir
