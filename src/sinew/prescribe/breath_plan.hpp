// How far the breath may be guided for this person in each block of practice.
#pragma once

#include <sinew/domain/programme.hpp>
#include <sinew/prescribe/plan_context.hpp>

#include <string>

namespace sinew::prescribe {

struct BreathPlan {
    bool natural_only =
        false;  ///< no pacing at all: a medicine or drug may already slow the breath
    int level_cap = 4;
    std::string
        because;  ///< "withdrawal", "hypertension", "pregnancy", "inward_attention", "" when nothing caps
};

/// @param by_bans  deepest level the person's bans leave (knowledge/screening/limit_effects.json)
/// @source knowledge/prescription/rules.json, PRG-09; knowledge/forms/breathing.json, hard_limits
[[nodiscard]] BreathPlan plan_breath(const PlanContext& context, std::optional<int> by_bans);

/// Levels of the block, cut to what the person may do; S0 keeps to level 2 at most.
[[nodiscard]] domain::Range breath_levels(domain::PracticeBlock block, domain::Stage stage,
                                          const BreathPlan& breath,
                                          const PlanContext& context) noexcept;

}  // namespace sinew::prescribe
