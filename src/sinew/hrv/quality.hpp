// How far the numbers of a recording may be trusted.
#pragma once

#include <sinew/hrv/analysis.hpp>

namespace sinew::hrv {

/// Too few valid beats or a rhythm that jumps: poor. Too short for the usual five minutes: limited. Never good without beats.
[[nodiscard]] Quality judge_quality(const Cleaned& cleaned, double stretch_s,
                                    const ArtefactSettings& settings);

/// The usual length of a short recording. @source task_force_1996
inline constexpr double kUsualLength_s = 300;

}  // namespace sinew::hrv
