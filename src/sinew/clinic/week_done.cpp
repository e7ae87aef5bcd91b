#include <sinew/clinic/adaptation_use.hpp>
#include <sinew/clinic/followed.hpp>
#include <sinew/clinic/session_use.hpp>

#include <algorithm>
#include <map>

namespace sinew::clinic {
namespace {

using domain::WhenAsked;

struct Pair {
    std::optional<double> before, after;
};

/// Before and after of one outcome at a session: by its bout, else the day's only ones.
Pair around(const std::vector<domain::Observation>& rows, const std::string& outcome,
            const PlannedSession& planned) {
    const std::string bout = std::to_string(planned.day) + "/" + std::to_string(planned.session);
    Pair by_bout, by_day;
    for (const auto& one : rows) {
        if (one.outcome != outcome || one.day != planned.date || one.moment == WhenAsked::now ||
            !one.value)
            continue;
        Pair* pair = one.bout == bout || one.bout.starts_with(bout + "#") ? &by_bout
                     : one.bout.empty()                                   ? &by_day
                                                                          : nullptr;
        if (pair) (one.moment == WhenAsked::before ? pair->before : pair->after) = one.value;
    }
    return by_bout.before || by_bout.after ? by_bout : by_day;
}

std::optional<double> mean_of(const std::vector<domain::Observation>& rows,
                              const std::string& outcome, Day from, Day to) {
    double sum = 0;
    int count = 0;
    for (const auto& one : rows)
        if (one.outcome == outcome && one.value && one.day >= from && one.day <= to) {
            sum += *one.value;
            ++count;
        }
    return count == 0 ? std::nullopt : std::optional{sum / count};
}

/// The newest value up to a day.
std::optional<double> latest(const std::vector<domain::Observation>& rows,
                             const std::string& outcome, Day from, Day to) {
    std::optional<double> value;
    for (const auto& one : rows)
        if (one.outcome == outcome && one.value && one.day >= from && one.day <= to)
            value = one.value;
    return value;
}

}  // namespace

Result<Json> week_done(const ReadStore& store, const Id& person, const domain::Programme& programme,
                       int week) {
    const Day first = programme.start + std::chrono::days{7 * week};
    const Day last = first + std::chrono::days{6};
    SINEW_TRY(const auto all_noted, sessions_noted(store, person));
    const NotedByPlace noted = by_place(all_noted, programme.start);
    ObservationQuery query;
    query.person = person;
    query.to = last;
    SINEW_TRY(const auto kept, store.observations(query));
    const auto rows = followed(kept);
    Json json{{"week_of", day_text(first)}, {"sessions", Json::array()}};
    for (const PlannedSession& planned : planned_sessions(programme, first, last)) {
        const auto found = noted.find({planned.day, planned.session});
        if (found == noted.end()) continue;
        const SessionNoted& one = found->second;
        Json session{{"day", planned.day}, {"session", planned.session}, {"status", one.status}};
        const bool needs_minutes = one.status == "partly" || one.status == "stopped";
        if (one.status != "missed") {
            if (one.minutes || needs_minutes) session["minutes_done"] = one.minutes.value_or(0);
            if (one.effort) session["effort_0_10"] = *one.effort;
        }
        if (one.hr_mean) session["hr_mean"] = *one.hr_mean;
        if (!one.stop_signs.empty()) {
            auto signs = one.stop_signs;
            std::sort(signs.begin(), signs.end());
            signs.erase(std::unique(signs.begin(), signs.end()), signs.end());
            session["ses_rules"] = signs;
        }
        const Pair craving = around(rows, "craving_vas", planned);
        if (craving.before) session["craving_pre"] = *craving.before;
        if (craving.after) session["craving_post"] = *craving.after;
        const Pair pain = around(rows, "pain", planned);
        if (pain.before) session["pain_pre"] = *pain.before;
        if (pain.after) session["pain_post"] = *pain.after;
        json["sessions"].push_back(std::move(session));
    }
    // What nobody noted although the week is over was not done, as far as anybody knows: it stays unnoted here, and the
    // adaptation says so.
    for (Day day = first; day <= last; day += std::chrono::days{1}) {
        Json morning{{"date", day_text(day)}};
        if (const auto hr = mean_of(rows, "resting_hr", day, day)) morning["resting_hr"] = *hr;
        if (const auto rmssd = mean_of(rows, "lnrmssd", day, day)) morning["lnrmssd"] = *rmssd;
        if (const auto sleep = mean_of(rows, "sleep_hours", day, day)) morning["sleep_h"] = *sleep;
        if (const auto se = mean_of(rows, "sleep_efficiency", day, day)) morning["diary_se"] = *se;
        if (morning.size() > 1) json["mornings"].push_back(std::move(morning));
    }
    for (const char* score : {"phq9", "cows"}) {
        const auto now = latest(rows, score, first, last);
        const auto before = latest(rows, score, Day{}, first - std::chrono::days{1});
        if (now) json["scores"][score]["now"] = *now;
        if (now && before) json["scores"][score]["before"] = *before;
    }
    const Day base_from = first - std::chrono::days{28}, base_to = first - std::chrono::days{1};
    if (const auto hr = mean_of(rows, "resting_hr", base_from, base_to))
        json["baseline"]["resting_hr"] = *hr;
    if (const auto se = mean_of(rows, "sleep_efficiency", base_from, base_to))
        json["baseline"]["diary_se"] = *se;
    // The longest stretch without practice that reaches into this week.
    Day since = programme.start - std::chrono::days{1};
    int gap = 0;
    std::vector<Day> practised;
    for (const SessionNoted& one : all_noted)
        if ((one.status == "done" || one.status == "partly") && one.date <= last)
            practised.push_back(one.date);
    std::sort(practised.begin(), practised.end());
    for (const Day day : practised) {
        if (day >= first) gap = std::max(gap, static_cast<int>((day - since).count()) - 1);
        since = day;
    }
    gap = std::max(
        gap, static_cast<int>((last - std::max(since, first - std::chrono::days{28})).count()));
    if (!all_noted.empty() && gap > 0) json["gap_days"] = gap;
    return json;
}

}  // namespace sinew::clinic
