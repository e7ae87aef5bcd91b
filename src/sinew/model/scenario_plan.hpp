// A scenario laid out day by day: what every stepper, ours or not, is given to walk through.
#pragma once

#include <sinew/model/scenario.hpp>

#include <functional>
#include <vector>

namespace sinew::model {

struct PlannedDay {
    DayInputs inputs;
    UseDay use;
    int steps = 1;  ///< a day, of the scheme `fine`: 1 or 4
};

struct ScenarioPlan {
    Parameters parameters;  ///< class, sex and overrides applied
    SlowState start;
    std::vector<PlannedDay> days;  ///< day 0 to the last asked day
};

/// @errors as run(SlowScenario)
[[nodiscard]] Result<ScenarioPlan> plan_of(const SlowScenario& scenario,
                                           const knowledge::ModelPack& pack);

/// One day without the jumps of a use day. @param number  of the day, from 0
using DayStepper =
    std::function<Result<SlowState>(const SlowState& start, const PlannedDay& day, int number)>;

/// The states at the start of every planned day: as many as days. The jumps of use days come at their ends.
/// @errors those of the stepper
[[nodiscard]] Result<std::vector<SlowState>> walk(const ScenarioPlan& plan,
                                                  const DayStepper& stepper);

/// Every quantity of a day by its start state and inputs, appended.
/// @param number  of the day
void add_quantities(const SlowState& x, const DayInputs& inputs, double number,
                    const Parameters& parameters, std::vector<Quantity>& out);

}  // namespace sinew::model
