// Step 5 of screening: which questions are open, and why each must be asked.
#pragma once

#include <sinew/domain/clearance.hpp>
#include <sinew/screening/judge_facts.hpp>

#include <vector>

namespace sinew::screening {

/// @param said    validated facts, before ageing
/// @param judged  the same after steps 2 and 3
/// @param in_scope, fired  rules of the mode, and those of them that are true
/// @return by fact order
/// @source knowledge/screening/rules.json, semantics.unknown_policy and semantics.staleness
[[nodiscard]] std::vector<domain::MissingFact> missing_questions(
    const domain::Intake& said, const JudgedFacts& judged,
    const std::vector<domain::RuleIndex>& in_scope, const std::vector<domain::RuleIndex>& fired,
    const knowledge::ScreeningPack& pack);

}  // namespace sinew::screening
