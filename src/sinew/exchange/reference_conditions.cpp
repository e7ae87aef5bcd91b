#include <sinew/exchange/reference_conditions.hpp>

namespace sinew::exchange {

std::vector<WeekCondition> reference_conditions(const model::Parameters& parameters) {
    std::vector<WeekCondition> conditions;
    for (const model::ReferenceWeek& week : model::reference_weeks()) {
        WeekCondition& one = conditions.emplace_back();
        one.id = week.id;
        one.name = week.name;
        one.E_m = week.E_m;
        model::DayInputs day;
        model::take_sessions(day, week.segments, parameters);
        one.B = day.B;
        for (const int weekday : week.weekdays) {
            const auto place = static_cast<std::size_t>(weekday);
            one.doses[0][place] = day.dose_A;
            one.doses[1][place] = day.dose_R;
            one.doses[2][place] = day.dose_M;
        }
    }
    return conditions;
}

}  // namespace sinew::exchange
