// Load of a week: monotony, strain, ratios and averages. Shows; never gates a session.
#pragma once

#include <sinew/knowledge/prescription_pack.hpp>

#include <span>

namespace sinew::prescribe {

/// Effort (0 to 10) * minutes, arbitrary units.
/// @source foster2001
[[nodiscard]] double session_load(double effort, double minutes) noexcept;

enum class LoadFlag : std::uint8_t { none, incomplete_week, no_load, no_variation, monotony_amber };

/// Unrounded; nothing = not defined this week.
struct WeekLoad {
    std::optional<double> weekly, daily_mean, sd_sample, monotony, strain;
    LoadFlag flag = LoadFlag::none;
};

/// @param days  one load for each day of the week, rest days 0; nothing = no data, which is not 0.
///              Anything but exactly seven known days is an incomplete week
/// @cost no allocation
/// @source foster1998 (rules LOD-02 and LOD-03 of the pack)
[[nodiscard]] WeekLoad week_load(std::span<const std::optional<double>> days,
                                 const knowledge::LoadSpec& spec) noexcept;

struct AcuteToChronic {
    std::optional<double> coupled, uncoupled;  ///< unrounded
    bool building_baseline = false;            ///< fewer weeks than the ratio needs
};

/// @param weeks  weekly loads, oldest first; the last four count
/// @source impellizzeri2020 (rule LOD-04 of the pack)
[[nodiscard]] AcuteToChronic acute_to_chronic(std::span<const double> weeks,
                                              const knowledge::LoadSpec& spec) noexcept;

/// Exponentially weighted mean with lambda = 2 / (days + 1), started at the first value; nothing for an empty series.
/// @param days  span of the average, at least 1
/// @source knowledge/prescription/rules.json, LOD-06
[[nodiscard]] std::optional<double> weighted_average(std::span<const double> daily_loads,
                                                     double days) noexcept;

struct WeekChange {
    enum class Verdict : std::uint8_t { within_cap, over_cap, no_baseline };
    Verdict verdict = Verdict::no_baseline;
    std::optional<double> change_pct;  ///< unrounded
    std::optional<double> trim_to;     ///< the largest whole load within the cap, when over it
};

/// @source knowledge/prescription/rules.json, LOD-05 and ADP-09
[[nodiscard]] WeekChange week_change(double last_week, double this_week,
                                     const knowledge::LoadSpec& spec) noexcept;

}  // namespace sinew::prescribe
