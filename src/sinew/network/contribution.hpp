// What each study and each direct comparison contributes to every comparison of the network.
#pragma once

#include <sinew/network/consistency.hpp>

#include <cstdint>
#include <vector>

namespace sinew::network {

/// How the evidence that flows from one treatment to the other is parted into paths.
enum class Paths : std::uint8_t {
    shortest,     ///< streams, shortest first, widest among equals (CINeMA's way)
    random_walk,  ///< all paths with their chances: no order to choose, closed form
};

/// Parts of one, in the order of `Contributions::rows`.
struct Contributions {
    struct Row {
        std::size_t treatment = 0, other = 0;  ///< a comparison of the network
    };
    struct Direct {
        std::size_t first = 0, second = 0;  ///< a comparison that trials make
    };
    Paths paths = Paths::shortest;
    std::vector<Row> rows;  ///< all pairs, or those against one treatment
    std::vector<Direct> direct;
    numerics::Matrix by_direct;  ///< rows x direct, each row adds up to 1
    numerics::Matrix by_study;   ///< rows x trials, each row adds up to 1
    numerics::Matrix flow;       ///< rows x direct: the hat matrix, signed from first to second
    bool negative_weights =
        false;  ///< a trial's covariance gave one of its comparisons a negative weight
};

/// @param reference  only comparisons against this treatment when given
/// @source papakonstantinou2018 (streams), ruecker2024 (random walk)
[[nodiscard]] Contributions contributions_of(const Network& network, const NetworkFit& fit,
                                             Paths paths = Paths::shortest,
                                             std::optional<std::size_t> reference = {});

}  // namespace sinew::network
