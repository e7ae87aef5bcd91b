// How far the stepper of a forecast may be from the continuous model: the same runs with half the step, compared.
#pragma once

#include <sinew/model/forecast_run.hpp>
#include <sinew/model/observation.hpp>

#include <span>

namespace sinew::model {

struct StepError {
    double states =
        0;  ///< largest error over days and states 1-21, as a share of max(1, largest value)
    double vas_points = 0;  ///< largest error of a visual analogue scale of craving, points of 100
    int courses = 0;        ///< compared
    int steps_a_day = 0;
};

/// Step doubling: a step of order 4 is in error by 16/15 of what it differs from two half steps.
/// Folds the courses of one draw into `worst`.
/// @source docs/methods/model.md (section 2), docs/methods/forecast.md (step error)
void compare_with_half_steps(const DrawnPerson& drawn,
                             const std::vector<std::vector<Segment>>& sessions, std::size_t days,
                             StepError& worst);

}  // namespace sinew::model
