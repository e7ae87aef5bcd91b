#include <sinew/care/bout_use.hpp>
#include <sinew/care/match_use.hpp>

#include <algorithm>

namespace sinew::care {
namespace {

bool has_intervals(const domain::Session& session, const knowledge::SessionPlan& plan) {
    return std::any_of(session.exercises.begin(), session.exercises.end(), [&](const auto& use) {
        return std::find(plan.interval_exercises.begin(), plan.interval_exercises.end(),
                         use.exercise) != plan.interval_exercises.end();
    });
}

Result<int> session_of(const domain::ProgrammeDay& day, const MatchWanted& wanted) {
    if (day.rest || day.session_count == 0)
        return fail({ErrorCode::not_found, "day " + std::to_string(wanted.day) + " is a rest day",
                     "--day",
                     "a rest day asks for nothing; choose the day the session belongs to"});
    const int main = std::max<int>(day.main_session, 0);
    const int session = wanted.session.value_or(main);
    if (session < 0 || session >= day.session_count)
        return fail(
            {ErrorCode::not_found,
             "day " + std::to_string(wanted.day) + " has no session " + std::to_string(session),
             "--session", "choose 0 to " + std::to_string(day.session_count - 1)});
    return session;
}

}  // namespace

Result<MatchedSession> match_bout(const domain::Programme& programme, const MatchWanted& wanted,
                                  const domain::RecordedActivity& activity,
                                  const knowledge::Catalogue& catalogue) {
    if (wanted.day < 1 || wanted.day > domain::kWeeks * 7)
        return fail({ErrorCode::not_found, "the programme has no day " + std::to_string(wanted.day),
                     "--day", "choose 1 to " + std::to_string(domain::kWeeks * 7)});
    const auto index = static_cast<std::size_t>(wanted.day - 1);
    const domain::ProgrammeDay& day = programme.weeks[index / 7].days[index % 7];
    SINEW_TRY(const int session, session_of(day, wanted));
    MatchedSession matched;
    matched.day = wanted.day;
    matched.session = session;
    matched.date = day.date;
    matched.prescribed = &programme.sessions[day.first_session + static_cast<std::size_t>(session)];
    const auto& shares = catalogue.load.match;
    const activity::CoverSettings cover = cover_settings(catalogue);
    matched.coverage = activity::coverage_of(activity, cover);
    matched.match = activity::match_session(
        *matched.prescribed, activity,
        {has_intervals(*matched.prescribed, catalogue.sessions), wanted.effort}, cover,
        {shares.done_from, shares.partly_from, shares.longer_from, shares.heart_share_from,
         shares.harder_from, 60.0 * catalogue.prescription.heart_rate.alarm_minutes});
    if (activity.start_unix_s) {
        const Instant start{std::chrono::seconds{*activity.start_unix_s}};
        matched.days_apart =
            static_cast<int>((std::chrono::floor<std::chrono::days>(start) - day.date).count());
    }
    return matched;
}

}  // namespace sinew::care
