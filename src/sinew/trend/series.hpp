// The words of this room: one outcome of one person, day by day, and what may be said of it.
#pragma once

#include <sinew/base/calendar.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace sinew::trend {

enum class Better : std::uint8_t { lower, higher };

/// Why a value that was due is not there.
enum class Missing : std::uint8_t { not_asked, not_answered, refused, device, unknown };

/// One day's value: the mean when a day has several.
struct DayValue {
    Day day;
    double value = 0;

    friend bool operator==(const DayValue&, const DayValue&) = default;
};

/// One outcome of one person in order of days; days without a value are simply absent.
struct Series {
    Better better = Better::lower;
    std::vector<DayValue> values;  ///< days strictly rising
    /// Days on which an answer was due but noted as missing, with the reason, rising.
    std::vector<std::pair<Day, Missing>> missing;

    friend bool operator==(const Series&, const Series&) = default;
};

/// The days of the values counted from the first one, as the regression takes them.
[[nodiscard]] inline double days_since(Day first, Day day) noexcept {
    return static_cast<double>((day - first).count());
}

/// What a comparison comes to. "Clear" means: the interval at the stated level leaves out no change.
enum class ChangeVerdict : std::uint8_t { improved, worsened, no_clear_change, too_little };

/// Change in the direction that is better for this person, as a sign: +1 better, -1 worse.
[[nodiscard]] inline double good_sign(Better better) noexcept {
    return better == Better::higher ? 1.0 : -1.0;
}

}  // namespace sinew::trend
