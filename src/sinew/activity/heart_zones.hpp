// Heart rate as a share of the reserve, and the time spent in each zone.
#pragma once

#include <sinew/activity/coverage.hpp>

#include <array>
#include <optional>
#include <vector>

namespace sinew::activity {

inline constexpr std::size_t kZones =
    5;  ///< very light to near maximal, as domain::Intensity after breathing_only

/// A person's range of heart rates, 1/min.
struct HeartRange {
    double rest_bpm = 0, max_bpm = 0;

    /// % of heart-rate reserve: 0 at rest, 100 at the maximum; may lie outside.
    [[nodiscard]] double pct_reserve(double bpm) const noexcept {
        return 100 * (bpm - rest_bpm) / (max_bpm - rest_bpm);
    }
    [[nodiscard]] double pct_max(double bpm) const noexcept { return 100 * bpm / max_bpm; }
};

/// Lower bounds of the zones on a scale in %, as the prescription pack prints them.
/// @source knowledge/prescription/rules.json, ZON-01
struct ZoneBounds {
    std::array<double, kZones> lower{};
};

struct ZoneTimes {
    std::array<double, kZones> seconds{};
    double below_s = 0;  ///< below the first bound: heart rate under the resting one
    double above_max_s =
        0;                 ///< of the last zone: above 100 %, so the maximum is higher than stated
    double covered_s = 0;  ///< all seconds with a heart rate; the zones and `below_s` sum to it
};

enum class ZoneScale : std::uint8_t { pct_reserve, pct_max };

/// Above 100 % still counts as the last zone: the person reached it.
[[nodiscard]] ZoneTimes time_in_zones(const std::vector<HeartPiece>& pieces,
                                      const HeartRange& range, ZoneScale scale,
                                      const ZoneBounds& bounds);

/// Seconds below, inside and above a band of heart rates, both ends inside.
struct BandTimes {
    double below_s = 0, inside_s = 0, above_s = 0;
};
[[nodiscard]] BandTimes time_in_band(const std::vector<HeartPiece>& pieces, double low_bpm,
                                     double high_bpm);

/// The longest unbroken time above a heart rate, s. A silence breaks it.
[[nodiscard]] double longest_above(const std::vector<HeartPiece>& pieces, double bpm);

}  // namespace sinew::activity
