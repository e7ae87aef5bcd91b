#include <sinew/activity/training_impulse.hpp>

#include <algorithm>
#include <cmath>

namespace sinew::activity {

double banister_impulse(const std::vector<HeartPiece>& pieces, const HeartRange& range,
                        const BanisterConstants& constants) {
    double impulse = 0;
    for (const HeartPiece& piece : pieces) {
        const double x = std::clamp(range.pct_reserve(piece.bpm) / 100, 0.0, 1.0);
        impulse += piece.seconds / 60 * x * constants.factor * std::exp(constants.exponent * x);
    }
    return impulse;
}

double edwards_impulse(const std::vector<HeartPiece>& pieces, double max_bpm,
                       const EdwardsZones& zones) {
    double impulse = 0;
    for (const HeartPiece& piece : pieces) {
        const double percent = 100 * piece.bpm / max_bpm;
        for (std::size_t zone = zones.lower_pct_max.size(); zone-- > 0;)
            if (percent >= zones.lower_pct_max[zone]) {
                impulse += piece.seconds * zones.weight[zone];
                break;
            }
    }
    return impulse / 60;  // once: weighted seconds are exact
}

double lucia_impulse(const std::vector<HeartPiece>& pieces, const LuciaThresholds& thresholds,
                     const std::array<double, 3>& weight) {
    double impulse = 0;
    for (const HeartPiece& piece : pieces) {
        const std::size_t zone = piece.bpm < thresholds.first_bpm    ? 0U
                                 : piece.bpm < thresholds.second_bpm ? 1U
                                                                     : 2U;
        impulse += piece.seconds * weight[zone];
    }
    return impulse / 60;  // once: weighted seconds are exact
}

}  // namespace sinew::activity
