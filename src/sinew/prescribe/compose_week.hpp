// One week of sessions: spread over days, inside every limit, practice beside the main sessions.
#pragma once

#include <sinew/prescribe/breath_plan.hpp>
#include <sinew/prescribe/exercise_kit.hpp>
#include <sinew/prescribe/week_dose.hpp>

namespace sinew::prescribe {

/// What a week must remember of the one before.
struct LastDays {
    Day strength{};  ///< latest day with strength work; the epoch when there is none
    Day vigorous{};
};

struct WeekOrder {
    int week = 0;  ///< 0 to 11
    WeekPlace place{};
    DoseBounds bounds{};
    WeekParts parts{};
    const FormsPlan* forms = nullptr;
    const BreathPlan* breath = nullptr;
    KitShelf* kits = nullptr;
};

/// Appends the week's sessions to the programme and fills its days. When weekly_min_max binds, parts give way until
/// the week fits; nothing else is lowered here. @source knowledge/prescription/rules.json, PRG-01, PRG-02, PRG-06 to PRG-08
void compose_week(WeekOrder order, const PlanContext& context, LastDays& last,
                  domain::Programme& programme);

}  // namespace sinew::prescribe
