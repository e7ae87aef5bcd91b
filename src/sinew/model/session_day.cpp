#include <sinew/model/craving_level.hpp>
#include <sinew/model/session_day.hpp>

#include <algorithm>
#include <cmath>

namespace sinew::model {
namespace {

constexpr std::size_t kFourthWeek = 21;  // its first day, from 0
constexpr double kDayMinutes = 1440;
constexpr int kCoarse = 5, kBefore = 30, kAfter = 60;  // minutes

/// The fast states at `minutes` of a day: rest until each session, its segments, rest again.
std::vector<FastState> run_minutes(const std::vector<PlannedSession>& sessions,
                                   std::span<const double> minutes, const BoutPerson& person,
                                   const Parameters& p) {
    FastState x;
    double now = 0;
    std::vector<FastState> states;
    states.reserve(minutes.size());
    const auto go_to = [&](double until, const FastDrive& drive) {
        while (states.size() < minutes.size() && minutes[states.size()] < until) {
            const double minute = minutes[states.size()];
            x = advance(x, drive, minute - now, person, p);
            now = minute;
            states.push_back(x);
        }
        x = advance(x, drive, until - now, person, p);
        now = until;
    };
    for (const PlannedSession& session : sessions) {
        go_to(session.start_min, FastDrive{});
        for (const Segment& segment : session.segments)
            go_to(now + segment.minutes, drive_of(segment, person, p));
    }
    go_to(std::max(now, kDayMinutes) + 1, FastDrive{});
    return states;
}

}  // namespace

std::string_view name_of(DayCurve curve) noexcept {
    switch (curve) {
        case DayCurve::craving: return "craving";
        case DayCurve::craving_without: return "craving_without";
        case DayCurve::craving_cue: return "craving_cue";
        case DayCurve::craving_without_cue: return "craving_without_cue";
        case DayCurve::heart_rate: return "heart_rate";
        case DayCurve::rmssd: return "rmssd";
        case DayCurve::cortisol: return "cortisol";
        case DayCurve::endorphin: return "endorphin";
    }
    return "";
}

std::optional<std::size_t> usual_view_day(const PlannedDays& days) noexcept {
    for (std::size_t day = kFourthWeek; day < days.size(); ++day)
        if (!days[day].empty()) return day;
    for (std::size_t day = std::min(kFourthWeek, days.size()); day-- > 0;)
        if (!days[day].empty()) return day;
    return std::nullopt;
}

SessionDayView session_day_frame(const PlannedDays& days, std::size_t day) {
    SessionDayView view;
    view.day = day;
    for (const PlannedSession& session : days[day]) {
        view.starts.push_back(session.start_min);
        view.ends.push_back(session.start_min + minutes_of(session));
    }
    for (int minute = 0; minute <= static_cast<int>(kDayMinutes); ++minute) {
        bool near = minute % kCoarse == 0;
        for (std::size_t i = 0; i < view.starts.size(); ++i)
            near = near || (minute >= view.starts[i] - kBefore && minute <= view.ends[i] + kAfter);
        if (near) view.minutes.push_back(minute);
    }
    // After the longest session of the day: that is the one people look at.
    std::size_t longest = 0;
    for (std::size_t i = 1; i < view.starts.size(); ++i)
        if (view.ends[i] - view.starts[i] > view.ends[longest] - view.starts[longest]) longest = i;
    view.cue_minute = view.ends[longest] + kExampleCueAfterMin;
    return view;
}

std::array<std::vector<double>, kDayCurves> session_day_curves(
    const SessionDayView& view, const std::vector<PlannedSession>& sessions, const SlowState& start,
    const DayBody& body, const Parameters& p) {
    const BoutPerson person{body.heart_max - body.heart_rest, body.vo2max, p.w_op};
    const double K = cue_gain(start, p);
    const double cue = kExampleCueStrength * K;
    const auto with = run_minutes(sessions, view.minutes, person, p);
    std::array<std::vector<double>, kDayCurves> curves;
    for (auto& curve : curves) curve.reserve(view.minutes.size());
    for (std::size_t i = 0; i < view.minutes.size(); ++i) {
        const double since = view.minutes[i] - view.cue_minute;
        const double phasic = since >= 0 ? cue * std::exp(-since / p.tau_ph) : 0;
        const FastState& x = with[i];
        const auto put = [&](DayCurve curve, double value) {
            curves[static_cast<std::size_t>(curve)].push_back(value);
        };
        put(DayCurve::craving, vas_of(start.C - x.z));
        put(DayCurve::craving_without, vas_of(start.C));
        put(DayCurve::craving_cue, vas_of(start.C + phasic - x.z));
        put(DayCurve::craving_without_cue, vas_of(start.C + phasic));
        put(DayCurve::heart_rate, body.heart_rest + x.h + p.f_dr * x.drift_lag);
        put(DayCurve::rmssd, 100 * std::exp(x.v_a));
        put(DayCurve::cortisol, 100 * p.g_F * x.cort_lag);
        put(DayCurve::endorphin, 100 * x.bE);
    }
    return curves;
}

}  // namespace sinew::model
