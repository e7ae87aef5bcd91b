// Which treatment is likely to be the best: P-scores, and the chance of every rank by simulation.
#pragma once

#include <sinew/network/consistency.hpp>

#include <cstdint>
#include <vector>

namespace sinew::network {

/// What a small value of the outcome means.
enum class Small : std::uint8_t { good, bad };

/// The mean certainty that a treatment beats the others, 0 to 1; their average is 1/2.
/// @source ruecker2015
[[nodiscard]] std::vector<double> p_scores(const NetworkFit& fit, Small small);

struct RankSettings {
    Small small = Small::good;
    std::size_t draws = 20000;
    std::uint64_t seed = 1;
};

struct Ranking {
    RankSettings settings;
    numerics::Matrix chance;          ///< treatments x ranks, rank 1 = best
    std::vector<double> sucra;        ///< surface under the cumulative ranking curve
    std::vector<double> median_rank;  ///< from 1
};

/// Draws from the normal distribution of the estimates; the same seed gives the same numbers, whatever the reference.
/// @source salanti2011
[[nodiscard]] Ranking simulate_ranks(const NetworkFit& fit, const RankSettings& settings = {});

}  // namespace sinew::network
