// Fitness tier from weekly minutes and peak METs: the lower of what is known.
#pragma once

#include <sinew/knowledge/prescription_pack.hpp>

namespace sinew::prescribe {

/// @param mvpa_min_week  min a week, moderate and vigorous counted once
/// @param peak_mets      MET, measured
/// @return F0 when neither is known
/// @source knowledge/prescription/rules.json, TIE-01
[[nodiscard]] domain::Tier tier_of(std::optional<double> mvpa_min_week,
                                   std::optional<double> peak_mets,
                                   const knowledge::TierSpec& spec) noexcept;

}  // namespace sinew::prescribe
