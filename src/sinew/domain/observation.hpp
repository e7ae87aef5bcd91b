// One answer or measurement of one person at one moment, as it came in.
#pragma once

#include <sinew/base/calendar.hpp>
#include <sinew/domain/names.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace sinew::domain {

enum class WhenAsked : std::uint8_t { now, before, after };

enum class WhyMissing : std::uint8_t { not_asked, not_answered, refused, device, unknown };

template <>
struct Names<WhenAsked> {
    static constexpr auto all = std::to_array<std::string_view>({"now", "before", "after"});
};
template <>
struct Names<WhyMissing> {
    static constexpr auto all = std::to_array<std::string_view>(
        {"not_asked", "not_answered", "refused", "device", "unknown"});
};

struct Observation {
    std::string person;                ///< a code
    std::string outcome;               ///< id of the outcomes pack
    Day day{};                         ///< the person's own day, as written
    std::optional<int> second_of_day;  ///< as written, when a time was given
    std::optional<int> offset_min;     ///< of that time, east of UTC
    std::optional<double> value;
    std::optional<WhyMissing> missing;  ///< set when there is no value
    WhenAsked moment = WhenAsked::now;
    std::string bout;              ///< empty: joined by the day
    std::optional<bool> practice;  ///< on this day, or between before and after
    std::string where;             ///< place in the input
};

}  // namespace sinew::domain
