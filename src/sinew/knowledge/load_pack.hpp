// The load pack, typed: how samples become time, weights of training impulses, speed equations, shares of a match.
#pragma once

#include <sinew/base/json_text.hpp>
#include <sinew/base/result.hpp>

#include <array>
#include <string>

namespace sinew::knowledge {

/// @source knowledge/fitness/load.json
struct LoadPack {
    /// How a sample's heart rate becomes seconds.
    struct Cover {
        double hold_s = 0, pause_s = 0, lowest_bpm = 0, highest_bpm = 0;
    } cover;
    /// Weight of a minute at share x of the reserve: factor * exp(exponent * x).
    struct Weight {
        double factor = 0, exponent = 0;
    };
    Weight banister_men, banister_women;
    std::array<double, 5> edwards_lower_pct_hrmax{}, edwards_weight{};
    std::array<double, 3> lucia_weight{};
    /// ml/kg per m; m/min.
    struct Speed {
        double walking = 0, running = 0, walking_from = 0, walking_to = 0, running_from = 0;
    } speed;
    int acute_days = 0, chronic_days = 0;  ///< of the weighted averages
    /// Shares that part the answers of a match.
    struct Match {
        double done_from = 0, partly_from = 0, longer_from = 0, heart_share_from = 0,
               harder_from = 0;
    } match;
    std::string version, hash;  ///< hash: SHA-256 of the pack's bytes, kept with every result
};

/// @errors every fault of the pack at once, each with its JSON pointer
void read_load_pack(const Json& json, const std::string& name, LoadPack& pack, Faults& faults);

}  // namespace sinew::knowledge
