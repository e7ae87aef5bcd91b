// Which of the five zones a value on one of the seven scales belongs to.
#pragma once

#include <sinew/knowledge/prescription_pack.hpp>

namespace sinew::prescribe {

/// The zone whose lower bound the value has reached; nothing below the first bound or above the scale.
/// Printed bounds are whole numbers, values are not: 59.9 % of heart-rate reserve is moderate.
/// @param value  in the unit of the scale
/// @source knowledge/prescription/rules.json, ZON-01
[[nodiscard]] std::optional<domain::Intensity> zone_of(const knowledge::ScaleSpec& scale,
                                                       double value) noexcept;

}  // namespace sinew::prescribe
