// One person as a line of the ward round: outcome today, last seen, what is due, what moved, what was raised.
#pragma once

#include <sinew/clinic/centre_use.hpp>
#include <sinew/clinic/flags.hpp>

namespace sinew::clinic {

/// Days of a sparkline.
inline constexpr int kSparkDays = 42;  // ours: six weeks are seen at a glance

/// Who needs you: compared from the first member on, more is more urgent.
struct Urgency {
    int grave_flags = 0;  ///< somebody should look today
    int alarms = 0;       ///< series beyond their limit, worse, in the last days
    int flags = 0;        ///< all others
    int stopped = 0;      ///< screening says stop or refer
    int quiet = 0;
    int worsened = 0;  ///< series that worsened beyond noise
    int due = 0;       ///< things that wait for a professional
    friend auto operator<=>(const Urgency&, const Urgency&) = default;
};

struct CaseloadRow {
    Id person{};
    std::string code, name, found_by;  ///< `found_by`: lower case, what a search looks through
    Urgency urgency;
    std::vector<std::string> due;
    std::vector<Id> teams, colleagues;  ///< who treats the person
    bool quiet = false, moved = false, flagged = false, unscreened = true;
    /// JSON of the row in each language, without its rank and without the closing brace.
    std::array<std::string, 2> json;
    friend bool operator==(const CaseloadRow&, const CaseloadRow&) = default;
};

/// Everything about one person on one day, from the store: the slow and plain way.
/// @param acting  its day is the day the row is for; its language does not matter
/// @param memory  this person's trends at an earlier look; may be null: the row is the same without it
[[nodiscard]] Result<CaseloadRow> caseload_row(const ReadStore& store, const Document& person,
                                               const Centre& centre, const Acting& acting,
                                               care::TrendMemory* memory = nullptr);

}  // namespace sinew::clinic
