// One axis: what it measures, how its numbers are told and where it ends.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace sinew::chart {

enum class AxisKind : std::uint8_t {
    linear,
    logarithmic,  ///< base 10; values of zero or less are not shown
    clock,        ///< seconds, told as min:s or h:min
    days,         ///< days since 1970-01-01, told as dates
    categories,   ///< value i is the i-th category; on a y axis the first stands on top
};

/// How far an axis reaches when the values decide.
enum class Ends : std::uint8_t {
    round,  ///< out to round numbers
    tight,  ///< exactly the values
};

/// How a day is told. Without words it is 11-23, and the year stands with the first day and each January.
struct DayWords {
    std::array<std::string, 12> months = {};  ///< "Jan", ... ; empty = numbers
    std::string pattern = "{month}-{day}";    ///< "{day} {month}"
    std::string with_year = "{year}-{month}-{day}";
};

struct Axis {
    std::string title = {};  ///< with its unit: "RR interval (ms)"
    AxisKind kind = AxisKind::linear;
    Ends ends = Ends::round;
    std::optional<double> from = {}, to = {};  ///< fixed ends; absent = the values decide
    bool zero = false;                         ///< reach at least to zero
    bool whole_numbers = false;                ///< no ticks between them: counts, weeks
    bool grid = true;
    bool reversed = false;  ///< grows to the left or downwards (standard errors of a funnel)
    std::vector<std::string> categories = {};
    std::vector<std::string> beside =
        {};  ///< words at the right end of each category's row (forest plots)
    DayWords day_words = {};
};

}  // namespace sinew::chart
