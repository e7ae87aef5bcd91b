// Days and instants without time zones of the machine: ISO-8601 in, ISO-8601 out, whole-day arithmetic.
#pragma once

#include <sinew/base/result.hpp>

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace sinew {

using Day = std::chrono::sys_days;
using Instant = std::chrono::sys_seconds;  ///< UTC

enum class Weekday : std::uint8_t { mon, tue, wed, thu, fri, sat, sun };

/// What a text said of a moment. FHIR allows "2014", "2014-07", a day, or an instant with offset.
struct Moment {
    Instant earliest;  ///< First second the text allows (00:00 UTC when no time was given).
    Instant latest;    ///< First second after it (24:00 UTC of the day when no time was given).
    bool has_time = false;
};

/// Reads year, year-month, date, or date-time with "Z" or an offset (a date-time without one counts as UTC).
/// @errors bad_input for anything else, impossible dates included.
[[nodiscard]] Result<Moment> read_moment(std::string_view text, std::string_view where = {});

/// Reads exactly YYYY-MM-DD.
[[nodiscard]] Result<Day> read_day(std::string_view text, std::string_view where = {});

[[nodiscard]] std::string day_text(Day day);           ///< 2026-11-23
[[nodiscard]] std::string instant_text(Instant when);  ///< 2026-11-23T09:30:00Z

[[nodiscard]] Weekday weekday_of(Day day) noexcept;
[[nodiscard]] std::string_view name_of(Weekday weekday) noexcept;  ///< mon .. sun
[[nodiscard]] std::optional<Weekday> weekday_named(std::string_view name) noexcept;

/// Hours from `then` to `now`; negative when `then` lies ahead.
[[nodiscard]] double hours_between(Instant then, Instant now) noexcept;

/// Whole years from `birth` to `on`, as people count them.
[[nodiscard]] int whole_years(Day birth, Day on) noexcept;

}  // namespace sinew
