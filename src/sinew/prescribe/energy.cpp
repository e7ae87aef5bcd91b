#include <sinew/prescribe/energy.hpp>
#include <sinew/prescribe/rounding.hpp>

namespace sinew::prescribe {

EnergyDose energy_dose(double kg, double kkw, double met,
                       const knowledge::EnergySpec& spec) noexcept {
    EnergyDose dose;
    dose.kcal_week = settled(kg * kkw);
    dose.kcal_min = settled(met * spec.vo2_rest * kg / spec.kcal_divisor);
    if (dose.kcal_min != 0) dose.min_week = dose.kcal_week / dose.kcal_min;
    return dose;
}

double met_minutes(double met, double minutes_week) noexcept { return settled(met * minutes_week); }

std::optional<double> minutes_for(double met_min_week, double met) noexcept {
    if (met == 0) return std::nullopt;
    return met_min_week / met;
}

}  // namespace sinew::prescribe
