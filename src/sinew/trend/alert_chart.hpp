// A control chart for one person: when is today, or the drift of late, unlike how this person was at first?
#pragma once

#include <sinew/trend/serial_regression.hpp>
#include <sinew/trend/series.hpp>

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace sinew::trend {

struct ChartSettings {
    int baseline_days = 21;   ///< from the first answer; its values set the chart
    std::size_t fewest = 10;  ///< values in the baseline below which there is no chart
    double false_alarm_rate =
        0.10;  ///< stated: at most this share of people who do not change set off any alarm in the horizon
    int horizon_days = 90;
    double smoothing = 0.2;         ///< weight of today in the exponentially weighted mean
    int every_days = 1;             ///< answers are due this often in the horizon
    int futures = 999;              ///< unchanged futures drawn to set the limits
    std::uint64_t seed = 20260501;  ///< of those draws
    /// Over people whose memory is spread as these weights, the stated rate is met exactly; at a memory from 0 to 0.6 it is an
    /// upper bound (docs/methods/trends.md, table 2).
    MemoryPrior memory = {};

    friend bool operator==(const ChartSettings&, const ChartSettings&) = default;
};

enum class Alarm : std::uint8_t {
    jump,   ///< a single value beyond its limit
    drift,  ///< the smoothed value beyond its limit
};

struct AlertDay {
    Day day{};
    Alarm alarm = Alarm::jump;
    bool worse = false;  ///< in the direction that is worse for this person
    double value = 0;    ///< what passed the limit: the value, or the smoothed value
};

struct ChartDay {
    Day day{};
    double value = 0;
    double smoothed = 0;
};

struct AlertChart {
    double centre = 0;       ///< level of the baseline
    double spread = 0;       ///< SD of single values around it
    double jump_limit = 0;   ///< distance from the centre, in points
    double drift_limit = 0;  ///< likewise, of the smoothed value
    double memory = 0;
    std::size_t baseline_values = 0;
    Day baseline_to{};
    std::vector<ChartDay> days;    ///< after the baseline
    std::vector<AlertDay> alarms;  ///< every day beyond a limit, in order of time
    ChartSettings settings;
};

/// A chart of an earlier look at the same person, with the series it was made of.
struct ChartBefore {
    const Series& series;
    const AlertChart& chart;
};

/// Sets the limits from the baseline and reads the days after it.
///
/// The limits are where they must be so that, of `futures` drawn as this baseline would go on without any change (level,
/// spread and memory all uncertain), the stated share passes one of the two limits within the horizon. A baseline of a few
/// days therefore gives wide limits by itself. Days without an answer only make alarms rarer.
/// Nothing when the baseline has too few values or does not vary.
/// @param before  its limits are taken over where settings and baseline are the very same; the answer is the same without it
/// @source roberts1959, montgomery2012
[[nodiscard]] std::optional<AlertChart> alert_chart(
    const Series& series, const ChartSettings& settings = {},
    const std::optional<ChartBefore>& before = std::nullopt);

/// How long a silence is unlike this person, who answered `answered` of `due` times: the shortest run of unanswered times
/// whose chance within `within` further times is at most `false_alarm_rate`, over what is believed of the chance of an
/// answer (a beta distribution after the answers, flat before). At least 2.
/// @source schilling1990 (runs)
[[nodiscard]] int quiet_limit(std::size_t answered, std::size_t due, int within,
                              double false_alarm_rate);

/// Chance that `times` independent trials hold `run` failures in a row, each failing with chance `failing`.
[[nodiscard]] double chance_of_run(int run, int times, double failing);

}  // namespace sinew::trend
