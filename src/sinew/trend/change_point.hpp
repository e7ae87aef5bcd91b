// Whether, and when, the level of a series stepped to another.
#pragma once

#include <sinew/trend/serial_regression.hpp>
#include <sinew/trend/series.hpp>

#include <span>
#include <vector>

namespace sinew::trend {

struct ChangePointSettings {
    /// How many times likelier the values must be with a step than without one, averaged over all its dates and sizes.
    double least_evidence = 3.0;
    double step_variance = 2.0;  ///< of the step's size beforehand, in variances of single values
    std::size_t fewest = 5;      ///< values on each side of a step
    std::size_t most_steps = 3;
    double level = 0.90;  ///< of the interval of a step's date
    MemoryPrior memory = {
        .lowest = 0.0, .highest = 0.9, .shape_low = 1, .shape_high = 1, .points = 12};
};

struct ChangePoint {
    Day first_after{};  ///< most likely first day on the new level
    Day earliest{},
        latest{};  ///< days that hold `level` of the belief in the date, given there is one step
    double evidence = 0;           ///< how many times likelier with a step than without
    double before = 0, after = 0;  ///< medians of the parts
};

/// Steps found one inside the other: the whole series first, then each part on its own. In order of time.
/// A change that comes slowly is shown as a step near its middle, or not at all: a step is a description, not a cause.
/// @source docs/methods/trends.md (false alarms, by simulation)
/// @cost  values^2 * points of the memory prior, for each part
[[nodiscard]] std::vector<ChangePoint> change_points(std::span<const DayValue> values,
                                                     const ChangePointSettings& settings = {});

}  // namespace sinew::trend
