// Energy doses: kcal from METs and body mass, MET-minutes from METs and minutes, and back.
#pragma once

#include <sinew/knowledge/prescription_pack.hpp>

namespace sinew::prescribe {

struct EnergyDose {
    double kcal_week = 0;            ///< kcal a week
    double kcal_min = 0;             ///< kcal per minute
    std::optional<double> min_week;  ///< min a week; nothing when nothing is burnt
};

/// kcal/min = MET * 3.5 * kg / 200. Unrounded.
/// @param kg   body mass
/// @param kkw  kcal per kg and week
/// @param met  intensity
/// @source acsm_met
[[nodiscard]] EnergyDose energy_dose(double kg, double kkw, double met,
                                     const knowledge::EnergySpec& spec) noexcept;

/// MET * min a week.
[[nodiscard]] double met_minutes(double met, double minutes_week) noexcept;
/// Minutes a week that give the MET-minutes; nothing at 0 MET.
[[nodiscard]] std::optional<double> minutes_for(double met_min_week, double met) noexcept;

}  // namespace sinew::prescribe
