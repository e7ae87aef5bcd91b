// Which stage each week stands in, provisionally, and which block of the practice.
#pragma once

#include <sinew/domain/programme.hpp>
#include <sinew/prescribe/forms_plan.hpp>
#include <sinew/prescribe/plan_context.hpp>

#include <array>

namespace sinew::prescribe {

struct WeekPlace {
    domain::Stage stage = domain::Stage::S0;
    domain::PracticeBlock block = domain::PracticeBlock::settle;
    bool stage_begins = false;  ///< first week of a new stage: needs a new screening
    int week_of_learning = 0;   ///< 1 = the first week in which forms are taught; 0 before
    int new_forms_a_week = 0;
    std::size_t taught = 0;  ///< places of the learning order taught by the end of the week
};

/// Assumes the days pass as counted: no use, agonist taken, withdrawal over. So every move is provisional (PRG-05).
/// Learning lasts until every permitted form is taught, four weeks at least (PRG-07).
/// @param today  the stage of the first week
/// @param new_forms_a_week  what the lessons have time for
[[nodiscard]] std::array<WeekPlace, domain::kWeeks> course_of(domain::Stage today,
                                                              int new_forms_a_week,
                                                              const FormsPlan& forms,
                                                              const PlanContext& context);

}  // namespace sinew::prescribe
