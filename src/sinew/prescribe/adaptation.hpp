// Next week from this one: stop, return after a gap, regress, hold or progress, and why.
#pragma once

#include <sinew/knowledge/prescription_pack.hpp>

namespace sinew::prescribe {

/// What was done and measured; nothing = not measured.
struct WeekDone {
    std::optional<double> completed_pct;       ///< completed of prescribed sessions, %
    std::optional<double> mean_effort;         ///< 0 to 10, over completed sessions
    std::optional<double> target_effort_high;  ///< upper end of the prescribed effort
    domain::WeekFlags flags;
    bool ses_stop = false;  ///< a session rule stopped a session this week
    std::optional<double> pain_change;
    std::optional<double> craving_change_mean;  ///< post minus pre, mean of sessions
    std::optional<double> diary_se_change;      ///< sleep efficiency, percentage points
    std::optional<double> rhr_delta_mean;       ///< /min above the 4-week baseline
    std::optional<double> lnrmssd_z_mean;       ///< 7-day mean, SD from the baseline
    std::optional<double> gap_days;             ///< days without practice before today
    std::optional<double> week;                 ///< of the programme, from 1
};

/// What the week prescribed and how far it may go. A bound that is not given is a bound already reached.
struct WeekPrescribed {
    double minutes = 0;  ///< min of work a session
    std::optional<double> minutes_upper;
    std::optional<double> days, days_upper;  ///< a week
    std::optional<double> pct_hrr_high, cap_hrr_high;
};

struct NextWeek {
    domain::WeekDecision decision = domain::WeekDecision::hold;
    double minutes = 0;
    std::optional<double> days;          ///< set when a day was added
    std::optional<double> pct_hrr_high;  ///< set when the intensity rose
    std::optional<int> dose_pct;         ///< set on return and restart
    int zone_shift = 0;                  ///< -1 on regress, for one week
    domain::WeekReasons reasons;
    domain::ShortList<std::string_view, 8> rules;
};

/// One change at a time, gravest first. Never raises anything while any reason stands against it.
/// @cost no allocation
/// @source knowledge/prescription/rules.json, ADP-01 to ADP-17
[[nodiscard]] NextWeek decide_next_week(const WeekDone& done, const WeekPrescribed& now,
                                        const knowledge::AdaptationSpec& spec);

/// Minutes after an interruption: share of the old dose, nearest step, never above the old and, while any dose is left,
/// never below the floor.
[[nodiscard]] double minutes_after_gap(double minutes, int dose_pct,
                                       const knowledge::AdaptationSpec& spec) noexcept;
/// The share of the old dose after so many days without practice; 100 below the first gap.
[[nodiscard]] int dose_pct_after(double gap_days, const knowledge::AdaptationSpec& spec) noexcept;
/// Minutes one step down: never above the present, and at least the floor unless the present is below it.
[[nodiscard]] double minutes_regressed(double minutes,
                                       const knowledge::AdaptationSpec& spec) noexcept;

}  // namespace sinew::prescribe
