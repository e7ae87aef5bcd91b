// A recorded bout held against the session that was prescribed for a day.
#pragma once

#include <sinew/activity/session_match.hpp>
#include <sinew/domain/activity.hpp>
#include <sinew/knowledge/catalogue.hpp>

#include <optional>

namespace sinew::care {

struct MatchWanted {
    int day = 1;                        ///< of the programme, 1 to 84
    std::optional<int> session;         ///< of the day, from 0; nothing = the day's main one
    std::optional<double> effort = {};  ///< 0 to 10
};

struct MatchedSession {
    int day = 1, session = 0;
    Day date{};                                   ///< of the prescription
    const domain::Session* prescribed = nullptr;  ///< in the programme
    activity::SessionMatch match;
    activity::Coverage coverage;
    std::optional<int>
        days_apart;  ///< recorded so many days after the day (UTC); nothing when the file has no date
};

/// Needs Part::load, Part::prescription and Part::sessions.
/// @errors not_found: a day outside the programme, a rest day, a session the day does not have
[[nodiscard]] Result<MatchedSession> match_bout(const domain::Programme& programme,
                                                const MatchWanted& wanted,
                                                const domain::RecordedActivity& activity,
                                                const knowledge::Catalogue& catalogue);

}  // namespace sinew::care
