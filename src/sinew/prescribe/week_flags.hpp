// What a week's measurements raise: amber and regress flags. What was not measured raises nothing.
#pragma once

#include <sinew/knowledge/prescription_pack.hpp>

#include <vector>

namespace sinew::prescribe {

/// Series are oldest first; nothing inside one = that day or session was not measured.
struct WeekMeasures {
    std::vector<std::optional<double>>
        effort_excess;  ///< effort above the target's upper end, each session
    std::vector<std::optional<double>>
        rhr_delta_last2;  ///< /min above the 4-week baseline, mornings
    std::vector<std::optional<double>> lnrmssd_z_last3;      ///< SD from the baseline, days
    std::vector<std::optional<double>> sleep_h_last3;        ///< h, nights
    std::vector<std::optional<double>> craving_delta_last3;  ///< post minus pre, sessions
    std::optional<double> pain_change, phq9_change, monotony;
    bool cows_band_up = false;
};

/// The stronger flag of a pair replaces the amber one. "Each of the last three" needs three known values; a series longer
/// than its window counts from its end.
/// @source knowledge/prescription/rules.json, ADP-10, ADP-11 and ADP-14
[[nodiscard]] domain::WeekFlags week_flags(const WeekMeasures& week,
                                           const knowledge::AdaptationSpec& spec) noexcept;

}  // namespace sinew::prescribe
