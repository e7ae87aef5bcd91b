// The way between two places on earth, for files that give positions and no distance. The only use that is made of a
// position: it is dropped right after.
#pragma once

namespace sinew::recording {

/// Degrees, WGS 84. Lives while a file is read and never leaves this room.
struct EarthPlace {
    double latitude_deg = 0;
    double longitude_deg = 0;

    [[nodiscard]] bool possible() const noexcept;
};

/// Metres along the great circle of a sphere of the earth's mean radius (haversine): within 0.6 % of the ellipsoid.
[[nodiscard]] double earth_distance_m(const EarthPlace& from, const EarthPlace& to) noexcept;

}  // namespace sinew::recording
