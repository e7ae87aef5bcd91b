// Every decision of a programme with its grounds, so that each number can be asked why.
#pragma once

#include <sinew/prescribe/breath_plan.hpp>
#include <sinew/prescribe/stage.hpp>
#include <sinew/prescribe/stage_course.hpp>
#include <sinew/prescribe/week_dose.hpp>

namespace sinew::prescribe {

struct ChoiceInput {
    const PlanContext* context;
    const domain::Programme* programme;  ///< complete but for its choices
    const StageAnswer* stage;
    const FormsPlan* forms;
    const BreathPlan* breath;
    std::array<WeekPlace, domain::kWeeks> course;
    DoseBounds bounds;  ///< of the first week
};

/// One choice for each ChoiceId that the programme decides, in the order of the enumeration.
[[nodiscard]] std::vector<domain::Choice> explain_choices(const ChoiceInput& input);

}  // namespace sinew::prescribe
