// Emergency access: a colleague outside the team reaches the least that helps, for an hour, with a stated reason. It is written down as a
// disclosure, told to the team and the administrators, and looked at by somebody else afterwards. No setting switches it off.
#pragma once

#include <sinew/clinic/kept_documents.hpp>

#include <chrono>

namespace sinew::clinic {

enum class EmergencyReason : std::uint8_t {
    medical_emergency,
    danger_to_self_or_others,
    team_unreachable,  ///< care cannot wait, and nobody of the team answers
};

/// CMP-008 (docs/compliance.md): sixty minutes, and looked at within a day.
inline constexpr std::chrono::minutes kEmergencyLasts{60};
inline constexpr std::chrono::hours kReviewWithin{24};

struct EmergencyAsked {
    std::string whom;  ///< a code or a whole name, as it was typed
    EmergencyReason reason = EmergencyReason::medical_emergency;
    std::string words;  ///< what happened
};
/// @errors every fault
[[nodiscard]] Checked<EmergencyAsked> read_emergency(const Json& json);

/// Exactly one person of that code or whole name. @errors not_found
[[nodiscard]] Result<Id> called(const ReadStore& store, const std::string& whom);

/// Opens it, or answers with the one that is open. Nobody found, and two people of one name, are refused alike.
/// @errors not_found; conflict when the colleague treats this person anyway
[[nodiscard]] Result<OrderedJson> open_emergency(WriteStore& store, const EmergencyAsked& asked,
                                                 const Acting& acting);

/// The emergency access of this account that is open for this person now; nothing without one.
[[nodiscard]] Result<std::optional<Id>> emergency_now(const ReadStore& store, const Id& account,
                                                      const Id& person, Instant now);
/// True while one waits to be looked at.
[[nodiscard]] Result<bool> emergency_waits(const ReadStore& store, const Id& person);

/// Newest first: administrators see all of them, by code and without words; others their own and those about people they treat.
/// Shape: EmergencyAccess of the contract.
[[nodiscard]] Result<OrderedJson> emergencies_view(const ReadStore& store, const Acting& acting);

struct EmergencyReview {
    bool justified = false;
    std::string words;
};
[[nodiscard]] Checked<EmergencyReview> read_emergency_review(const Json& json);
/// @errors not_found; conflict for whoever opened it, and when somebody has looked already
[[nodiscard]] Result<OrderedJson> review_emergency(WriteStore& store, const Id& id,
                                                   const EmergencyReview& review,
                                                   const Acting& acting);

}  // namespace sinew::clinic

namespace sinew::domain {
template <>
struct Names<clinic::EmergencyReason> {
    static constexpr auto all = std::to_array<std::string_view>(
        {"medical_emergency", "danger_to_self_or_others", "team_unreachable"});
};
}  // namespace sinew::domain
