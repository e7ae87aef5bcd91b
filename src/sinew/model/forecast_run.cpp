#include <sinew/model/forecast_run.hpp>

#include <cmath>

namespace sinew::model {

DrawnPerson drawn_person(const PersonCourse& person, const ConcentrationDays& concentrations,
                         const Parameters& parameters_drawn, std::size_t days) {
    DrawnPerson drawn;
    drawn.person = &person;
    drawn.parameters = chosen_for(parameters_drawn, person.drug, person.sex);
    const Entry entry = entry_of(person, concentrations, drawn.parameters);
    drawn.start = entry.state;
    const int before = static_cast<int>(std::lround(person.medication_days));
    drawn.medication.reserve(days);
    drawn.occupancy.reserve(days);
    for (std::size_t i = 0; i < days; ++i) {
        const int day = before + static_cast<int>(i);
        drawn.medication.push_back(
            medication_drive(person, concentrations, day, entry.stabilised, drawn.parameters));
        drawn.occupancy.push_back(blocked_share(person, concentrations, day, drawn.parameters));
    }
    return drawn;
}

void run_course(const DrawnPerson& drawn, const std::vector<std::vector<Segment>>& sessions,
                const Parameters& parameters, std::size_t days, Course& course) {
    course.clear();
    course.push_back(drawn.start);
    DayInputs inputs;
    inputs.A_v = drawn.person->availability;
    inputs.stress = drawn.person->stress;
    for (std::size_t day = 0; day < days; ++day) {
        inputs.dose_A = inputs.dose_R = inputs.dose_M = 0;  // B of the last mind-body day stays
        if (day < sessions.size()) take_sessions(inputs, sessions[day], parameters);
        inputs.E_m = drawn.medication[day];
        course.push_back(runge_kutta_day(course.back(), inputs, drawn.steps_a_day, parameters));
    }
}

}  // namespace sinew::model
