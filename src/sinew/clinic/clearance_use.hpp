// Screening kept: what was decided, on which facts, by which packs, and whether it still holds on a day.
#pragma once

#include <sinew/clinic/record_use.hpp>
#include <sinew/domain/clearance.hpp>

namespace sinew::clinic {

/// How a screening stands on a day, by the packs' own ages of facts and weeks of re-screening.
struct StandingScreening {
    bool screened = false;
    Day decided_on{};
    /// Judged again on this day: standing facts are aged to it; those of the day itself (blood pressure, symptoms now)
    /// count as they were when the decision was made, for they are asked anew at every session.
    domain::Outcome outcome = domain::Outcome::incomplete;
    domain::Clearance clearance;
    domain::Clearance decided;     ///< as it was on the day of the decision
    bool holds = false;            ///< nothing went stale and no re-screening is due
    bool rescreening_due = false;  ///< a week of re-screening of the programme has begun since
    std::optional<Day>
        holds_until;  ///< last day on which it holds, unless something happens; nothing = no end in sight
};

/// @param rescreen  the day of the programme from which a new screening is asked for; nothing = none yet
[[nodiscard]] StandingScreening standing_screening(const domain::Record& record, Day decided_on,
                                                   Instant decided_at, Day today,
                                                   std::optional<Day> rescreen,
                                                   const knowledge::Catalogue& catalogue);

/// How long forward a validity is looked for.
inline constexpr int kLongestValidityDays = 366;

/// Screens the record as it stands now and keeps facts, packs and answer. Needs no write when nothing is asked of it.
[[nodiscard]] Result<OrderedJson> screen_now(WriteStore& store, const Id& person,
                                             const Acting& acting);
/// The newest decision, in the reader's words. @errors not_found when nobody was screened yet
[[nodiscard]] Result<OrderedJson> clearance_view(const ReadStore& store, const Id& person,
                                                 const Acting& acting);

/// The record and moment a kept clearance rests on.
struct KeptClearance {
    Document document;
    domain::Record record;
    domain::AsOf as_of;
    std::string knowledge;  ///< hash of the packs it was made with
};
[[nodiscard]] Result<std::optional<KeptClearance>> newest_clearance(
    const ReadStore& store, const Id& person, const knowledge::Catalogue& catalogue);

}  // namespace sinew::clinic
