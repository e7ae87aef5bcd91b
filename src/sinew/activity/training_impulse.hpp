// Training impulse: minutes weighted by how hard the heart worked. Three schools; they do not add up with each other.
#pragma once

#include <sinew/activity/heart_zones.hpp>

#include <array>
#include <vector>

namespace sinew::activity {

/// Weight of a minute at share x of the reserve: factor * exp(exponent * x). Fitted to blood lactate of young men and women.
/// @source banister1991, morton1990
struct BanisterConstants {
    double factor = 0, exponent = 0;
};

/// Sum of minutes * x * factor * exp(exponent * x), x limited to 0..1. Arbitrary units. Each stretch is weighted by its own
/// heart rate; the older way by the bout's mean gives less, since the weight is convex.
[[nodiscard]] double banister_impulse(const std::vector<HeartPiece>& pieces,
                                      const HeartRange& range, const BanisterConstants& constants);

/// Zones by % of the maximum, each with its weight; below the first bound nothing counts.
/// @source edwards1993
struct EdwardsZones {
    std::array<double, 5> lower_pct_max{};  ///< ascending
    std::array<double, 5> weight{};
};
[[nodiscard]] double edwards_impulse(const std::vector<HeartPiece>& pieces, double max_bpm,
                                     const EdwardsZones& zones);

/// Three zones parted by the two ventilatory thresholds, which only a test with gas analysis finds.
/// @source lucia2003
struct LuciaThresholds {
    double first_bpm = 0, second_bpm = 0;
};
[[nodiscard]] double lucia_impulse(const std::vector<HeartPiece>& pieces,
                                   const LuciaThresholds& thresholds,
                                   const std::array<double, 3>& weight);

}  // namespace sinew::activity
