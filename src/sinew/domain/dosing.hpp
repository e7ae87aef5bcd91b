// The words of dosing: what is used, which scale is meant, what a week showed, what follows from it.
#pragma once

#include <sinew/domain/enum_set.hpp>
#include <sinew/domain/names.hpp>

#include <array>
#include <cstdint>
#include <string_view>

namespace sinew::domain {

/// Values of the screening fact `primary_substance`, in its order (the prescription pack's reader checks it).
enum class Substance : std::uint8_t {
    opioid,
    methamphetamine,
    cocaine,
    alcohol,
    benzodiazepine,
    cannabis,
    poly
};
/// Values of the screening fact `moud`, in its order.
enum class Moud : std::uint8_t { none, methadone, buprenorphine, naltrexone_oral, naltrexone_xr };

/// The scales an intensity can be read on.
enum class Scale : std::uint8_t { pct_hrr, pct_hrmax, pct_vo2max, borg, effort, mets, pct_1rm };
enum class HrMaxEquation : std::uint8_t { tanaka, gellish_linear, gellish_quadratic, fox };

/// Rows of the start table.
enum class StartModality : std::uint8_t { aerobic, resistance, mind_body, combined };

/// What one week's observations can raise: amber, then regress, then stop flags.
enum class WeekFlag : std::uint8_t {
    effort_plus1_x2,
    rhr_plus6_9_2d,
    lnrmssd_low_3d,
    sleep_lt6_3n,
    pain_plus2,
    phq9_plus3_4,
    craving_up_2of3,
    monotony_ge2,
    effort_plus2_x2,
    rhr_plus10_2d,
    sleep_lt5_3n,
    phq9_plus5,
    cows_band_up,
    stop_now_rule,
    new_cmr_symptom,
    suicide_intent,
    clinician_hold,
};
inline constexpr std::size_t kWeekFlags = 17;
enum class FlagLevel : std::uint8_t { amber, regress, stop };

/// What next week is to this one. `returning` is written "return" in documents.
enum class WeekDecision : std::uint8_t { stop, returning, restart, regress, hold, progress };

/// Why the decision is what it is; several may hold at once.
enum class WeekReason : std::uint8_t {
    stop_flag,
    gap,
    regress_flag,
    two_amber_flags,
    completed_below_half,
    completed_below_most,
    one_amber_flag,
    completed_unknown,
    effort_unknown,
    target_unknown,
    week_unknown,
    effort_above_target,
    ses_stop,
    pain_up,
    craving_up,
    sleep_worse,
    resting_hr_up,
    hrv_down,
    at_upper,
    lapse,
};

template <>
struct Names<Substance> {
    static constexpr auto all = std::to_array<std::string_view>(
        {"opioid", "methamphetamine", "cocaine", "alcohol", "benzodiazepine", "cannabis", "poly"});
};
template <>
struct Names<Moud> {
    static constexpr auto all = std::to_array<std::string_view>(
        {"none", "methadone", "buprenorphine", "naltrexone_oral", "naltrexone_xr"});
};
template <>
struct Names<Scale> {
    static constexpr auto all = std::to_array<std::string_view>(
        {"pct_hrr", "pct_hrmax", "pct_vo2max", "borg", "effort", "mets", "pct_1rm"});
};
template <>
struct Names<HrMaxEquation> {
    static constexpr auto all =
        std::to_array<std::string_view>({"tanaka", "gellish_linear", "gellish_quadratic", "fox"});
};
template <>
struct Names<StartModality> {
    static constexpr auto all =
        std::to_array<std::string_view>({"aerobic", "resistance", "mind_body", "combined"});
};
template <>
struct Names<WeekFlag> {
    static constexpr auto all = std::to_array<std::string_view>(
        {"effort_plus1_x2", "rhr_plus6_9_2d", "lnrmssd_low_3d", "sleep_lt6_3n", "pain_plus2",
         "phq9_plus3_4", "craving_up_2of3", "monotony_ge2", "effort_plus2_x2", "rhr_plus10_2d",
         "sleep_lt5_3n", "phq9_plus5", "cows_band_up", "stop_now_rule", "new_cmr_symptom",
         "suicide_intent", "clinician_hold"});
};
template <>
struct Names<FlagLevel> {
    static constexpr auto all = std::to_array<std::string_view>({"amber", "regress", "stop"});
};
template <>
struct Names<WeekDecision> {
    static constexpr auto all = std::to_array<std::string_view>(
        {"stop", "return", "restart", "regress", "hold", "progress"});
};

template <>
struct Names<WeekReason> {
    static constexpr auto all = std::to_array<std::string_view>({"stop_flag",
                                                                 "gap",
                                                                 "regress_flag",
                                                                 "two_amber_flags",
                                                                 "completed_below_half",
                                                                 "completed_below_most",
                                                                 "one_amber_flag",
                                                                 "completed_unknown",
                                                                 "effort_unknown",
                                                                 "target_unknown",
                                                                 "week_unknown",
                                                                 "effort_above_target",
                                                                 "ses_stop",
                                                                 "pain_up",
                                                                 "craving_up",
                                                                 "sleep_worse",
                                                                 "resting_hr_up",
                                                                 "hrv_down",
                                                                 "at_upper",
                                                                 "lapse"});
};

using WeekReasons = EnumSet<WeekReason>;
using WeekFlags = EnumSet<WeekFlag>;

}  // namespace sinew::domain
