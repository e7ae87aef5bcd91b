#include <sinew/recording/earth_distance.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace sinew::recording {

bool EarthPlace::possible() const noexcept {
    return std::abs(latitude_deg) <= 90 && std::abs(longitude_deg) <= 180;
}

double earth_distance_m(const EarthPlace& from, const EarthPlace& to) noexcept {
    constexpr double kMeanRadiusM = 6371008.8;  // (2 a + b) / 3 of WGS 84
    constexpr double kRadians = std::numbers::pi / 180;
    const double half_north = std::sin((to.latitude_deg - from.latitude_deg) * kRadians / 2);
    const double half_east = std::sin((to.longitude_deg - from.longitude_deg) * kRadians / 2);
    const double chord = half_north * half_north + std::cos(from.latitude_deg * kRadians) *
                                                       std::cos(to.latitude_deg * kRadians) *
                                                       half_east * half_east;
    return 2 * kMeanRadiusM * std::asin(std::sqrt(std::min(1.0, chord)));
}

}  // namespace sinew::recording
