// What was really done in one week of a programme, as it was noted; nothing = not measured.
#pragma once

#include <sinew/base/calendar.hpp>
#include <sinew/domain/dosing.hpp>

#include <optional>
#include <string_view>
#include <vector>

namespace sinew::domain {

enum class DoneStatus : std::uint8_t { done, partly, missed, stopped };
template <>
struct Names<DoneStatus> {
    static constexpr auto all =
        std::to_array<std::string_view>({"done", "partly", "missed", "stopped"});
};

struct SessionDone {
    std::uint8_t day = 0;      ///< of the programme, from 0
    std::uint8_t session = 0;  ///< of the day, from 0
    DoneStatus status = DoneStatus::missed;
    std::optional<double> minutes;  ///< min; a session done without a figure took its full time
    std::optional<double> effort;   ///< 0 to 10
    std::optional<double> hr_mean;  ///< /min
    std::optional<double> craving_pre, craving_post;  ///< 0 to 100
    std::optional<double> pain_pre, pain_post;        ///< 0 to 10
    std::vector<std::uint8_t> session_rules;  ///< places in the screening pack's session rules
    friend bool operator==(const SessionDone&, const SessionDone&) = default;
};

struct Morning {
    Day date{};
    std::optional<double> resting_hr;  ///< /min
    std::optional<double> lnrmssd;     ///< ln of ms
    std::optional<double> sleep_h;     ///< h
    std::optional<double> diary_se;    ///< sleep efficiency, %
    friend bool operator==(const Morning&, const Morning&) = default;
};

struct NowAndBefore {
    std::optional<double> now, before;
    friend bool operator==(const NowAndBefore&, const NowAndBefore&) = default;
};

/// Means of the four weeks before.
struct Baseline {
    std::optional<double> resting_hr, lnrmssd_mean, lnrmssd_sd, diary_se;
    friend bool operator==(const Baseline&, const Baseline&) = default;
};

struct WeekLog {
    int week = 0;                       ///< of the programme, from 0
    bool sessions_noted = false;        ///< there is a list, be it empty
    std::vector<SessionDone> sessions;  ///< in the order of days and sessions
    std::vector<Morning> mornings;      ///< ascending
    NowAndBefore phq9, cows;
    WeekFlags flags;  ///< stop flags a person raised
    std::optional<double> gap_days;
    Baseline baseline;
    bool lapse = false;  ///< the person used again and said so
    friend bool operator==(const WeekLog&, const WeekLog&) = default;
};

/// What a week can be asked about, to say what was not measured.
enum class WeekMeasure : std::uint8_t {
    sessions,
    effort,
    craving,
    pain,
    resting_hr,
    lnrmssd,
    sleep,
    diary_se,
    phq9,
    cows,
    load,
    gap,
    baseline,
};
template <>
struct Names<WeekMeasure> {
    static constexpr auto all = std::to_array<std::string_view>(
        {"sessions", "effort", "craving", "pain", "resting_hr", "lnrmssd", "sleep", "diary_se",
         "phq9", "cows", "load", "gap", "baseline"});
};

/// Why a new screening is due before the programme goes on.
enum class ScreeningCause : std::uint8_t { red_flag, long_gap, lapse, stage_move, review_week };
template <>
struct Names<ScreeningCause> {
    static constexpr auto all = std::to_array<std::string_view>(
        {"red_flag", "long_gap", "lapse", "stage_move", "review_week"});
};

}  // namespace sinew::domain
