// The load of weeks: from recordings with an effort rating, or from what was noted of a programme's weeks.
#pragma once

#include <sinew/domain/programme.hpp>
#include <sinew/domain/week_log.hpp>
#include <sinew/knowledge/catalogue.hpp>
#include <sinew/prescribe/load_monitor.hpp>

#include <array>
#include <optional>
#include <vector>

namespace sinew::care {

/// One bout's load, effort * minutes; nothing when effort was not rated.
struct BoutLoad {
    Day day{};
    std::optional<double> load;
};

/// What a day without a recording means.
enum class OtherDays : std::uint8_t { unknown, rest };

struct LoadWeek {
    Day first{};
    std::array<std::optional<double>, 7> days{};  ///< nothing = not known, which is not 0
    prescribe::WeekLoad week;
    prescribe::WeekChange change;  ///< against the week before, when both are known
};

/// A day with the averages as they stood then; nothing = not known.
struct LoadDay {
    Day day{};
    std::optional<double> load, acute, chronic, ratio;
};

struct LoadHistory {
    std::vector<LoadDay> days;                   ///< of all weeks, up to the last one recorded
    std::vector<LoadWeek> weeks;                 ///< one after the other, without a hole
    prescribe::AcuteToChronic acute_to_chronic;  ///< of the last weeks, when all of them are known
    std::optional<double> acute,
        chronic;                  ///< weighted averages of the days known at the end of the history
    std::optional<double> ratio;  ///< acute / chronic, once the chronic one means something
    int known_days = 0;           ///< in a row, at the end
};

/// Calendar weeks from Monday on. Two bouts of a day add up; one of them without a rating leaves the day unknown.
[[nodiscard]] LoadHistory load_history(const std::vector<BoutLoad>& bouts, OtherDays others,
                                       const knowledge::Catalogue& catalogue);

/// Weeks of a programme as they were noted, oldest first: rest days and missed sessions are 0, as adaptation counts them.
[[nodiscard]] LoadHistory load_history(const domain::Programme& programme,
                                       const std::vector<domain::WeekLog>& logs,
                                       const knowledge::Catalogue& catalogue);

}  // namespace sinew::care
