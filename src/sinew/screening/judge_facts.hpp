// Steps 1 to 3 of screening: what was said becomes what counts.
#pragma once

#include <sinew/domain/reading.hpp>
#include <sinew/knowledge/screening_pack.hpp>

namespace sinew::screening {

/// Validated, aged and derived facts; each reading keeps what was said, so that it can be shown and asked again.
struct JudgedFacts {
    domain::Intake facts;
    bool clearance_voided = false;  ///< DER-01 took a clearance away that was on file
};

/// @source knowledge/screening/rules.json, semantics.validation, staleness, derived
[[nodiscard]] JudgedFacts judge_facts(domain::Intake said, const knowledge::ScreeningPack& pack);

/// Steps 2 and 3 for facts that are valid already; `fresh` is treated as if just observed.
/// Used to ask what a stale answer would do if it were still true.
inline constexpr int kNoFact = -1;
[[nodiscard]] JudgedFacts age_and_derive(domain::Intake valid, const knowledge::ScreeningPack& pack,
                                         int fresh = kNoFact);

/// Step 1 alone: marks what cannot be (wrong list, outside its range, not whole, dbp not below sbp).
void validate(domain::Intake& said, const knowledge::ScreeningPack& pack);

}  // namespace sinew::screening
