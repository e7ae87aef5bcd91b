// What somebody should look at today, each with the measurement behind it; a flag stays until a professional has seen it.
#pragma once

#include <sinew/clinic/clearance_use.hpp>
#include <sinew/clinic/followed.hpp>

namespace sinew::clinic {

struct RaisedFlag {
    std::string id;              ///< SES-01, suicide_risk, refer_first, alarm:craving_vas
    std::string words;           ///< the sign and the measurement behind it
    std::string own_words = {};  ///< what the person wrote, in their own language
    bool grave = false;
    std::optional<Day> since;
    std::string place;  ///< where its why is
    Instant raised_at{};
};

/// When a professional last looked: a call, a visit, or a screening with no question left open, by answers given since.
struct LookedAt {
    std::optional<Instant> call_or_visit, screening;
};
[[nodiscard]] Result<LookedAt> looked_at(const ReadStore& store, const Id& person);

/// Of stop signs and answers, newest first: those after the last call, visit or screening.
[[nodiscard]] Result<std::vector<RaisedFlag>> flags_of_entries(const ReadStore& store,
                                                               const Id& person,
                                                               const LookedAt& looked,
                                                               const Acting& acting);
/// Of a screening that ended in a referral or a stop.
[[nodiscard]] std::vector<RaisedFlag> flags_of_screening(const StandingScreening& standing,
                                                         const Acting& acting);
/// Of a series that passed its limit in the worse direction within the last days.
[[nodiscard]] std::vector<RaisedFlag> flags_of_trends(const care::TrendAnswer& trends,
                                                      const knowledge::Words& words);
/// What is open about one person by what was entered and by the standing screening, newest first; whoever is let in for an
/// emergency reads it too. Alarms of trends are the caseload's. Shape: Flag of the contract.
[[nodiscard]] Result<OrderedJson> open_flags_view(const ReadStore& store, const Id& person,
                                                  const Acting& acting);
/// @param language  of the person's own words
[[nodiscard]] OrderedJson flag_json(const RaisedFlag& flag, domain::Language language);

}  // namespace sinew::clinic
