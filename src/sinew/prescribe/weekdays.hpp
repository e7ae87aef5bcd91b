// Spreading sessions over a week: evenly, on free days only, far enough apart.
#pragma once

#include <sinew/base/calendar.hpp>
#include <sinew/domain/enum_set.hpp>

#include <array>

namespace sinew::prescribe {

using Days = domain::EnumSet<Weekday>;

inline constexpr std::array<Weekday, 7> kWeekdays{Weekday::mon, Weekday::tue, Weekday::wed,
                                                  Weekday::thu, Weekday::fri, Weekday::sat,
                                                  Weekday::sun};
inline constexpr Days kAllDays{Weekday::mon, Weekday::tue, Weekday::wed, Weekday::thu,
                               Weekday::fri, Weekday::sat, Weekday::sun};

/// `count` of the free days, as evenly as the week allows (the week is a circle: Sunday stands beside Monday).
/// The smallest gap is made as large as it can be; among equals the most even; then the earliest from `first`.
/// Fewer when fewer are free. @cost at most 35 candidates, no allocation
[[nodiscard]] Days spread(int count, Days free, Weekday first) noexcept;

/// Days between each chosen day and the next, at its smallest; 7 for a single day or none.
[[nodiscard]] int smallest_gap(Days days) noexcept;

/// As many of `free` as stand at least `gap` days apart, at most `count`, evenly spread.
[[nodiscard]] Days spread_apart(int count, Days free, int gap, Weekday first) noexcept;

}  // namespace sinew::prescribe
