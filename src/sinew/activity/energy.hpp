// MET-minutes of a bout, from heart rate or from speed. Two estimates with errors of their own, never mixed.
#pragma once

#include <sinew/activity/heart_zones.hpp>

#include <optional>
#include <vector>

namespace sinew::activity {

/// A sum of MET * minutes and the time it rests on.
struct MetMinutes {
    double met_minutes = 0;
    double counted_s = 0;        ///< seconds that gave it
    double outside_range_s = 0;  ///< of them: outside the speeds the equation was made for
    [[nodiscard]] double mean_met() const noexcept {
        return counted_s > 0 ? met_minutes / (counted_s / 60) : 0;
    }
};

/// Share of heart-rate reserve = share of VO2 reserve: MET = 1 + x * (peak MET - 1), x limited to 0..1.
/// @param peak_met  of this person, measured or estimated; above 1
/// @source acsm_met
[[nodiscard]] MetMinutes met_minutes_from_heart(const std::vector<HeartPiece>& pieces,
                                                const HeartRange& range, double peak_met);

/// VO2 (ml/kg/min) = rest + cost * speed (m/min), on the level.
/// @source acsm_met
struct SpeedEquations {
    double rest_ml_kg_min = 0;  ///< of one MET
    double walking_cost = 0, running_cost = 0;
    double walking_from_m_min = 0, walking_to_m_min = 0, running_from_m_min = 0;
};

/// Walking up to the walking equation's end, running from the running equation's start; between the two the sport decides:
/// running is running, anything else walking. Standing counts as rest. Slopes are left out.
[[nodiscard]] MetMinutes met_minutes_from_speed(const domain::RecordedActivity& activity,
                                                const CoverSettings& cover,
                                                const SpeedEquations& equations);

}  // namespace sinew::activity
