// Step 9 of screening: nobody is sent away with nothing, unless even that is not safe.
#pragma once

#include <sinew/domain/clearance.hpp>
#include <sinew/knowledge/screening_pack.hpp>

namespace sinew::screening {

/// What stays allowed until the questions are answered or the referral is done; nothing when training is allowed.
/// @param deciding  fired rules that were not set aside
/// @source knowledge/screening/rules.json, semantics.permitted_meanwhile
[[nodiscard]] std::optional<std::vector<domain::Activity>> permitted_meanwhile(
    const domain::Clearance& clearance, const std::vector<domain::RuleIndex>& deciding,
    const knowledge::ScreeningPack& pack);

}  // namespace sinew::screening
