// From a share of VO2max to a share of VO2 reserve, the scale zones are defined on.
#pragma once

#include <sinew/knowledge/prescription_pack.hpp>

namespace sinew::prescribe {

/// 100 * (p * VO2max - rest) / (VO2max - rest), % of VO2 reserve, unrounded.
/// @param vo2max    ml/kg/min; nothing when it is not above rest, since there is no reserve to share
/// @param fraction  of VO2max, 0.6 = 60 %
/// @source acsm_met
[[nodiscard]] std::optional<double> pct_vo2_reserve(double vo2max, double fraction,
                                                    const knowledge::EnergySpec& energy) noexcept;

}  // namespace sinew::prescribe
