// Consent: who may get what, for what purpose, until when; revoked from one moment to the next; and what left the centre.
#pragma once

#include <sinew/clinic/kept_documents.hpp>

namespace sinew::clinic {

enum class Purpose : std::uint8_t {
    treatment_payment_operations,
    research,
    counselling_notes,
    legal_proceedings,
    cross_border,
    sensitive_class,
    other,
};

struct ConsentSaid {
    Purpose purpose = Purpose::other;
    std::string purpose_text, recipient;
    std::vector<std::string>
        classes;  ///< record, programme, check_ins, notes, messages, counselling_notes
    Day start{};
    std::optional<Day> until;
    domain::Language language = domain::Language::en;
    std::string method, signer, witness;
};

/// One purpose each; counselling notes only by a consent of their own, for nothing else (CMP-004).
/// @errors every fault
[[nodiscard]] Checked<ConsentSaid> read_consent(const Json& json);

[[nodiscard]] Result<OrderedJson> consents_view(const ReadStore& store, const Id& person,
                                                const Acting& acting);
[[nodiscard]] Result<OrderedJson> record_consent(WriteStore& store, const Id& person,
                                                 const ConsentSaid& said, const Acting& acting);
/// From this moment on nothing leaves on it; what left before stays listed. Revoking twice changes nothing.
[[nodiscard]] Result<OrderedJson> revoke_consent(WriteStore& store, const Id& person,
                                                 const Id& consent, const std::string& reason,
                                                 const Acting& acting);

/// A consent in force today that allows these classes. @errors conflict with what it lacks, not_found
[[nodiscard]] Result<Document> consent_that_allows(const ReadStore& store, const Id& person,
                                                   const Id& consent,
                                                   const std::vector<std::string>& classes,
                                                   Day today);

struct DisclosureSaid {
    std::string basis;  ///< consent, medical_emergency, court_order
    std::optional<Id> consent;
    std::string recipient, court_order, nature;
    std::vector<std::string> what;  ///< empty: all the consent allows; the record in an emergency
};
[[nodiscard]] Checked<DisclosureSaid> read_disclosure(const Json& json);
/// What may leave, with the notice of 42 CFR 2.32 and the consent's scope in it, and the line that accounts for it.
/// @errors conflict without a consent, an emergency's nature or a court order
[[nodiscard]] Result<OrderedJson> disclose(WriteStore& store, const Id& person,
                                           const DisclosureSaid& said, const Acting& acting);
[[nodiscard]] Result<OrderedJson> disclosures_view(const ReadStore& store, const Id& person);

/// The programme as FHIR R4 on a consent: notice and scope stand in the bundle; accounted for like any disclosure.
[[nodiscard]] Result<OrderedJson> disclose_care_plan(WriteStore& store, const Id& person,
                                                     const std::optional<Id>& consent,
                                                     const Acting& acting);

/// Everything kept of a person, every version, machine-readable.
[[nodiscard]] Result<OrderedJson> my_data(const ReadStore& store, const Id& person,
                                          const Acting& acting);
/// The key is destroyed and the account closed. @param code  the person's, typed again
/// @errors conflict when it is another's
[[nodiscard]] Result<void> erase_person(WriteStore& store, const Id& person,
                                        const std::string& code, const Acting& acting);

}  // namespace sinew::clinic

namespace sinew::domain {
template <>
struct Names<clinic::Purpose> {
    static constexpr auto all = std::to_array<std::string_view>(
        {"treatment_payment_operations", "research", "counselling_notes", "legal_proceedings",
         "cross_border", "sensitive_class", "other"});
};
}  // namespace sinew::domain
