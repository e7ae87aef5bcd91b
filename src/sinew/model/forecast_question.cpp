#include <sinew/model/forecast_question.hpp>

#include <fmt/format.h>

namespace sinew::model {
namespace {

Result<void> refuse(std::string what, std::string where, std::string hint) {
    return fail({ErrorCode::out_of_range, std::move(what), std::move(where), std::move(hint)});
}

/// Also false for what is not a number.
bool inside(double value, double low, double high) noexcept {
    return value >= low && value <= high;
}

Result<void> check_person(const PersonCourse& person) {
    if (!inside(person.days_abstinent, 0, kLongestDays))
        return refuse("days since last use outside what the model can answer",
                      "/facts/days_since_last_use", "the model answers for 0 to 730 days");
    if (!inside(person.medication_days, 0, 100'000))
        return refuse("days on medication that nobody has lived", "/facts/moud_days_on",
                      "0 or more days");
    if (person.medication == Medication::buprenorphine && !inside(person.buprenorphine_mg, 0.1, 32))
        return refuse(fmt::format("{} mg of buprenorphine a day", person.buprenorphine_mg),
                      "/facts/moud_dose_mg", "tablets under the tongue: 0.1 to 32 mg a day");
    if (!inside(person.weight_kg, 25, 350))
        return refuse(fmt::format("{} kg", person.weight_kg), "/person/weight_kg",
                      "the kinetics answer for 25 to 350 kg");
    if (!inside(person.bmi, 10, 80))
        return refuse(fmt::format("a body-mass index of {:.0f}", person.bmi), "/person/height_cm",
                      "weight and height must fit together: 10 to 80 kg/m2");
    if (!inside(person.availability, 0, 1))
        return refuse("availability lies from 0 to 1", "availability", "1 = community");
    if (!inside(person.stress, 0, 1))
        return refuse("stress lies from 0 to 1", "stress", "0.3 by habit");
    if (!inside(person.training_per_day, 0, 12))
        return refuse("more activity than a week has room for", "/person/mvpa_min_week",
                      "minutes of one week, at most 2500");
    return {};
}

Result<void> check_plan(const PlannedDays& days) {
    if (days.empty() || days.size() > kLongestDays)
        return refuse(fmt::format("{} days", days.size()), "programme",
                      fmt::format("give 1 to {} days", kLongestDays));
    for (std::size_t day = 0; day < days.size(); ++day) {
        double minutes = 0;
        for (const PlannedSession& session : days[day]) {
            if (!inside(session.start_min, 0, 1440))
                return refuse("a session outside its day", fmt::format("day {}", day + 1),
                              "minutes from midnight, 0 to 1440");
            for (const Segment& segment : session.segments)
                if (!inside(segment.minutes, 0, 1440) || !inside(segment.intensity, 0, 1.2) ||
                    !inside(segment.quality, 0, 1) ||
                    (segment.breaths_per_min && !inside(*segment.breaths_per_min, 1, 60)))
                    return refuse("a session that nobody can do", fmt::format("day {}", day + 1),
                                  "minutes 0 to 1440, intensity 0 to 1.2, quality 0 to 1, breath "
                                  "1 to 60 a minute");
            minutes += minutes_of(session);
        }
        if (minutes > 1440)
            return refuse("more minutes of training than the day has",
                          fmt::format("day {}", day + 1), "at most 1440 minutes in all");
    }
    return {};
}

}  // namespace

Result<void> check(const ForecastQuestion& q) {
    if (q.draws < 20 || q.draws > 100'000)
        return refuse(fmt::format("{} draws", q.draws), "draws", "give 20 to 100000");
    if (q.shapley_orders < 0 || q.shapley_orders > 64)
        return refuse(fmt::format("{} orders", q.shapley_orders), "shapley", "give 1 to 64");
    if (q.steps_a_day < 0 || q.steps_a_day > 64)
        return refuse(fmt::format("{} steps a day", q.steps_a_day), "steps", "give 1 to 64");
    if (q.sample.attendance && !inside(*q.sample.attendance, 0, 1))
        return refuse("attendance lies from 0 to 1", "attendance",
                      "the share of sessions that are done");
    if (const auto fine = check_person(q.person); !fine) return fine;
    if (const auto fine = check_plan(q.days); !fine) return fine;
    if (!q.view_day) return {};
    if (*q.view_day >= q.days.size())
        return refuse(fmt::format("day {} of {}", *q.view_day + 1, q.days.size()), "session-day",
                      "a day of the programme");
    if (q.days[*q.view_day].empty())
        return refuse(fmt::format("no session on day {}", *q.view_day + 1), "session-day",
                      "a day with a session");
    if (!inside(q.body.heart_rest, 20, 150) || !inside(q.body.heart_max, q.body.heart_rest, 230) ||
        !inside(q.body.vo2max, 3.6, 100))
        return refuse("a heart or a capacity that nobody has", "/facts/hr",
                      "rest 20 to 150 a minute, below the highest; VO2max 3.6 to 100 mL/kg/min");
    return {};
}

}  // namespace sinew::model
