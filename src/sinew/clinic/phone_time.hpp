// The moment a phone wrote beside an entry: its own day and clock are kept as written, whatever the centre's clock says.
#pragma once

#include <sinew/base/calendar.hpp>

namespace sinew::clinic {

struct PhoneTime {
    Instant at{};           ///< UTC
    Day day{};              ///< the person's own day, as written
    int second_of_day = 0;  ///< as written
    int offset_min = 0;     ///< east of UTC
};

/// A phone further ahead of the centre than this is told about; the entry is kept all the same.
inline constexpr std::chrono::minutes kClockAheadNoted{
    10};  // ours: more than two clocks usually differ

/// A phone's date so far from the centre's that its clock must have been reset: the entry is kept, and no curve is drawn from it. An entry may
/// wait on a phone for weeks; a date months before it arrived, or days after, is no date.
inline constexpr std::chrono::days kLongestWay{100}, kFarthestAhead{2};  // ours
[[nodiscard]] inline bool clock_astray(Day said, Instant kept) noexcept {
    return said < std::chrono::floor<std::chrono::days>(kept) - kLongestWay ||
           said > std::chrono::floor<std::chrono::days>(kept) + kFarthestAhead;
}

/// @param text  ISO 8601 with seconds or minutes, and an offset or Z
/// @errors bad_input
[[nodiscard]] Result<PhoneTime> read_phone_time(std::string_view text, std::string_view where = {});
/// Back to text, in the phone's own clock.
[[nodiscard]] std::string phone_time_text(Day day, int second_of_day, int offset_min);

}  // namespace sinew::clinic
