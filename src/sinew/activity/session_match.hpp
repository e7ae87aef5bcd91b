// Was it the session that was prescribed? Minutes, minutes in the target, how hard it felt; what cannot be told, and why.
#pragma once

#include <sinew/activity/heart_zones.hpp>
#include <sinew/domain/programme.hpp>

#include <optional>
#include <vector>

namespace sinew::activity {

/// Shares that part the answers. They come from the load pack.
/// @source knowledge/fitness/load.json
struct MatchSettings {
    double done_from = 0;    ///< share of the minutes from which a session counts as done
    double partly_from = 0;  ///< share from which it counts as partly done
    double longer_from = 0;  ///< share from which it was clearly longer
    double heart_share_from =
        0;  ///< share of the active time with heart rate below which intensity is not judged
    double harder_from =
        0;               ///< share of the covered time above the target from which it was harder
    double alarm_s = 0;  ///< s above the session's alarm heart rate that are to be told
};

/// What the recording can be held against.
enum class MatchBasis : std::uint8_t { heart_rate, duration };

/// Kind words only: every answer is a place to go on from.
enum class MatchVerdict : std::uint8_t {
    as_prescribed,
    harder,  ///< done, and much of it above the target
    easier,  ///< the minutes were there, most of them below the target
    longer,  ///< done, and clearly longer
    partly,
    a_start,     ///< less than partly; still counts
    not_judged,  ///< nothing was recorded that could be held against anything
};

/// Why intensity was not judged, or what else is to be known.
enum class MatchNote : std::uint8_t {
    no_heart_rate,  ///< the recording has none
    too_little_heart_rate,
    target_not_used,  ///< heart rate does not steer this person or was not prescribed: see Targets::no_heart_rate
    duration_only,  ///< resistance, mind-body and mobility sessions are judged by time
    intervals,      ///< easy stretches belong to it: time below the target is no shortfall
    above_alarm,    ///< SES-11
    effort_above,
    effort_within,
    effort_below,
    effort_not_rated,
    paused,
};

struct SessionMatch {
    MatchVerdict verdict = MatchVerdict::not_judged;
    MatchBasis basis = MatchBasis::duration;
    std::vector<MatchNote> notes;   ///< in the order in which they should be read
    double prescribed_min = 0;      ///< whole session
    double work_min = 0;            ///< of it: with a heart-rate target
    double done_min = 0;            ///< recorded, pauses left out
    std::optional<BandTimes> band;  ///< against the target; nothing when heart rate was not used
    double heart_share = 0;         ///< of the active time
    double longest_above_alarm_s = 0;
    domain::NoHeartRate no_heart_rate = domain::NoHeartRate::none;  ///< with target_not_used
};

struct MatchQuestion {
    bool intervals = false;             ///< the session alternates hard and easy
    std::optional<double> effort = {};  ///< 0 to 10, as the person rated it
};

/// Warm-up and cool-down lie below the target by design: only `work_min` is asked to be inside it.
[[nodiscard]] SessionMatch match_session(const domain::Session& session,
                                         const domain::RecordedActivity& activity,
                                         const MatchQuestion& question, const CoverSettings& cover,
                                         const MatchSettings& settings);

}  // namespace sinew::activity

template <>
struct sinew::domain::Names<sinew::activity::MatchBasis> {
    static constexpr auto all = std::to_array<std::string_view>({"heart_rate", "duration"});
};
template <>
struct sinew::domain::Names<sinew::activity::MatchVerdict> {
    static constexpr auto all = std::to_array<std::string_view>(
        {"as_prescribed", "harder", "easier", "longer", "partly", "a_start", "not_judged"});
};
template <>
struct sinew::domain::Names<sinew::activity::MatchNote> {
    static constexpr auto all = std::to_array<std::string_view>(
        {"no_heart_rate", "too_little_heart_rate", "target_not_used", "duration_only", "intervals",
         "above_alarm", "effort_above", "effort_within", "effort_below", "effort_not_rated",
         "paused"});
};
