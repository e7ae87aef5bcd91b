#include <sinew/prescribe/breath_plan.hpp>
#include <sinew/screening/logic.hpp>

#include <algorithm>

namespace sinew::prescribe {

using namespace domain;
using screening::Truth;

BreathPlan plan_breath(const PlanContext& context, std::optional<int> by_bans) {
    const auto& planning = context.catalogue->planning;
    const Intake& facts = context.clearance->facts;
    BreathPlan plan;
    plan.natural_only = screening::evaluate(planning.natural_breath_only, facts) == Truth::yes;
    plan.level_cap = knowledge::kBreathLevels - 1;
    for (const auto& cap : planning.breath_caps)
        if (cap.level < plan.level_cap && screening::evaluate(cap.when, facts) == Truth::yes) {
            plan.level_cap = cap.level;
            plan.because = cap.because;
        }
    if (by_bans && *by_bans < plan.level_cap) {
        plan.level_cap = *by_bans;
        plan.because = "inward_attention";
    }
    return plan;
}

Range breath_levels(PracticeBlock block, Stage stage, const BreathPlan& breath,
                    const PlanContext& context) noexcept {
    if (breath.natural_only) return {0, 0};
    Range levels = context.catalogue->dose[block].breath_level;
    int cap = breath.level_cap;
    if (stage == Stage::S0)
        cap = std::min(cap, context.catalogue->breathing.hypertension_or_withdrawal_max_level);
    levels.high = std::min<std::int16_t>(levels.high, static_cast<std::int16_t>(cap));
    levels.low = std::min(levels.low, levels.high);
    return levels;
}

}  // namespace sinew::prescribe
