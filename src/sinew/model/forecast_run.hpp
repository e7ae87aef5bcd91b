// One draw of one person through the days, with and without the programme.
#pragma once

#include <sinew/model/person_course.hpp>
#include <sinew/model/runge_kutta_day.hpp>

#include <vector>

namespace sinew::model {

/// The states at the start of each day and after the last: days + 1 of them.
using Course = std::vector<SlowState>;

/// Everything that is the same in all arms of a draw.
struct DrawnPerson {
    const PersonCourse* person = nullptr;
    Parameters parameters;  ///< class and sex chosen
    int steps_a_day = kForecastSteps;
    SlowState start;
    std::vector<double> medication;  ///< E_m of each day
    std::vector<double> occupancy;   ///< share of receptors that medication blocks for a use
};

[[nodiscard]] DrawnPerson drawn_person(const PersonCourse& person,
                                       const ConcentrationDays& concentrations,
                                       const Parameters& drawn, std::size_t days);

/// @param sessions    of each day; empty: no programme
/// @param parameters  those of the draw, or the same with links switched off
void run_course(const DrawnPerson& drawn, const std::vector<std::vector<Segment>>& sessions,
                const Parameters& parameters, std::size_t days, Course& course);

}  // namespace sinew::model
