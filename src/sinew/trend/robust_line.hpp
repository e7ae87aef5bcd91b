// Level and slope that a few wild answers cannot move.
#pragma once

#include <sinew/trend/serial_regression.hpp>
#include <sinew/trend/series.hpp>

#include <optional>
#include <span>

namespace sinew::trend {

struct RobustSettings {
    double level = 0.95;
    double pull_in_sd =
        3.5;  ///< values further than this many robust SDs from the middle are pulled in to it
    std::size_t fewest = 8;  ///< values below which no slope is given
    MemoryPrior memory = {};
};

/// The values with those beyond `pull_in_sd` robust SDs (1.4826 times the median absolute deviation) of the median pulled in
/// to that distance; the count of the pulled is returned beside them. Without any spread by that measure nothing is pulled.
struct PulledIn {
    std::vector<double> values;
    std::size_t pulled = 0;
};
[[nodiscard]] PulledIn pulled_in(std::span<const double> values, double pull_in_sd);

struct Slope {
    double per_day = 0;  ///< Theil-Sen: the median of the slopes of all pairs of values
    Interval interval;   ///< per day
    double memory =
        0;  ///< correlation of neighbouring days' deviations, as far as it could be seen
    std::size_t values = 0;
};

/// The slope of `values` over their days. The interval is Sen's, from the ranks of the pairwise slopes, made wider by the
/// factor by which memory and its uncertainty widen the interval of the least-squares slope of the pulled-in values.
/// Nothing when there are too few values or they do not vary.
/// @source sen1968
/// @cost   n^2 log n
[[nodiscard]] std::optional<Slope> robust_slope(std::span<const DayValue> values,
                                                const RobustSettings& settings = {});

}  // namespace sinew::trend
