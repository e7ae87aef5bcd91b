// How fast the heart calms down: the fall of heart rate one and two minutes after a moment.
#pragma once

#include <sinew/activity/coverage.hpp>

#include <optional>
#include <vector>

namespace sinew::activity {

/// Falls in 1/min, positive when it fell; nothing where no heart rate was recorded at that moment.
struct HeartRecovery {
    double from_s = 0;  ///< since the activity's start
    double from_bpm = 0;
    std::optional<double> fall_60s, fall_120s;
};

/// After the last moment at the bout's highest heart rate. It says something only when the person stopped or went easy then.
/// Nothing without a heart rate.
/// @source cole1999
[[nodiscard]] std::optional<HeartRecovery> recovery_after_peak(
    const std::vector<HeartPiece>& pieces);

/// After a moment that is known to end the work, such as the start of the cool-down.
[[nodiscard]] std::optional<HeartRecovery> recovery_after(const std::vector<HeartPiece>& pieces,
                                                          double moment_s);

}  // namespace sinew::activity
