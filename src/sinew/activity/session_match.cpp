#include <sinew/activity/session_match.hpp>

#include <algorithm>

namespace sinew::activity {
namespace {

using domain::NoHeartRate;
using domain::SessionKind;

bool has_aerobic_work(const domain::Session& session) {
    return session.aerobic_min > 0 &&
           (session.kind == SessionKind::aerobic || session.kind == SessionKind::combined);
}

/// Why the heart rate is not held against a target; nothing when it is.
std::optional<MatchNote> not_by_heart_rate(const domain::Session& session, const Coverage& coverage,
                                           const MatchSettings& settings) {
    if (!has_aerobic_work(session)) return MatchNote::duration_only;
    if (!session.targets.hr_bpm) return MatchNote::target_not_used;
    if (coverage.heart_s <= 0) return MatchNote::no_heart_rate;
    if (coverage.heart_share() < settings.heart_share_from) return MatchNote::too_little_heart_rate;
    return std::nullopt;
}

MatchVerdict by_share(double share, const MatchSettings& settings) {
    if (share >= settings.longer_from) return MatchVerdict::longer;
    if (share >= settings.done_from) return MatchVerdict::as_prescribed;
    return share >= settings.partly_from ? MatchVerdict::partly : MatchVerdict::a_start;
}

/// Minutes first, then where the heart was in them. Dropouts are no shortfall: what is asked shrinks with the covered share.
MatchVerdict by_heart_rate(const SessionMatch& match, const domain::Session& session,
                           const MatchQuestion& question, const MatchSettings& settings) {
    const BandTimes& band = *match.band;
    const double covered_s = band.below_s + band.inside_s + band.above_s;
    const MatchVerdict by_time = by_share(match.done_min / match.prescribed_min, settings);
    if (band.above_s > settings.harder_from * covered_s) return MatchVerdict::harder;
    if (question.intervals) return by_time;
    const double reached =
        (band.inside_s + band.above_s) / 60 / (match.work_min * match.heart_share);
    const bool enough_time =
        by_time == MatchVerdict::as_prescribed || by_time == MatchVerdict::longer;
    // The work was all there: a shorter warm-up is no fault. A strength part that was left out is not in the heart rate.
    const bool work_is_all = session.strength_min == 0 && session.practice_min == 0;
    if (reached >= settings.done_from)
        return enough_time || !work_is_all ? by_time : MatchVerdict::as_prescribed;
    return enough_time ? MatchVerdict::easier : by_time;
}

std::optional<MatchNote> effort_note(const domain::Session& session,
                                     const MatchQuestion& question) {
    const domain::Range target = session.targets.effort;
    if (!question.effort) return MatchNote::effort_not_rated;
    if (target.high <= 0) return std::nullopt;
    if (*question.effort > target.high) return MatchNote::effort_above;
    return *question.effort < target.low ? MatchNote::effort_below : MatchNote::effort_within;
}

}  // namespace

SessionMatch match_session(const domain::Session& session, const domain::RecordedActivity& activity,
                           const MatchQuestion& question, const CoverSettings& cover,
                           const MatchSettings& settings) {
    SessionMatch match;
    const Coverage coverage = coverage_of(activity, cover);
    match.prescribed_min = session.total_min;
    match.done_min = (activity.samples.size() > 1 ? coverage.active_s() : activity.duration_s) / 60;
    match.heart_share = coverage.heart_share();
    const auto without = not_by_heart_rate(session, coverage, settings);
    if (!without) {
        match.basis = MatchBasis::heart_rate;
        match.work_min = session.aerobic_min;
        const auto pieces = heart_pieces(activity, cover);
        match.band =
            time_in_band(pieces, session.targets.hr_bpm->low, session.targets.hr_bpm->high);
        if (session.targets.hr_alarm_bpm > 0)
            match.longest_above_alarm_s = longest_above(pieces, session.targets.hr_alarm_bpm);
        if (match.longest_above_alarm_s >= settings.alarm_s && match.longest_above_alarm_s > 0)
            match.notes.push_back(MatchNote::above_alarm);
        if (question.intervals) match.notes.push_back(MatchNote::intervals);
    } else {
        match.notes.push_back(*without);
        if (*without == MatchNote::target_not_used)
            match.no_heart_rate = session.targets.no_heart_rate;
    }
    if (match.prescribed_min > 0 && match.done_min > 0)
        match.verdict = match.band ? by_heart_rate(match, session, question, settings)
                                   : by_share(match.done_min / match.prescribed_min, settings);
    if (const auto note = effort_note(session, question)) match.notes.push_back(*note);
    if (coverage.pauses > 0) match.notes.push_back(MatchNote::paused);
    return match;
}

}  // namespace sinew::activity
