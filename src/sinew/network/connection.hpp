// Who is compared with whom: edges of the graph, separate networks, loops.
#pragma once

#include <sinew/network/trials.hpp>

#include <array>
#include <vector>

namespace sinew::network {

/// A comparison that at least one trial makes.
struct Edge {
    std::size_t first = 0, second = 0;  ///< treatments, first < second
    std::size_t studies = 0;
    std::size_t multi_arm = 0;  ///< of them, trials of three arms or more
};

/// Treatments that are joined through trials, directly or not.
struct SubNetwork {
    std::vector<std::size_t> treatments;  ///< ascending
    std::vector<std::size_t> trials;      ///< ascending
};

struct Connection {
    std::vector<Edge> edges;                            ///< ascending by first, second
    std::vector<SubNetwork> networks;                   ///< largest first, then by first treatment
    std::size_t independent_loops = 0;                  ///< edges - treatments + networks
    std::vector<std::array<std::size_t, 3>> triangles;  ///< closed loops of three comparisons

    [[nodiscard]] bool connected() const noexcept { return networks.size() == 1; }
};

[[nodiscard]] Connection connection_of(const Network& network);

/// The trials and treatments of one sub-network, with indices of their own.
[[nodiscard]] Network part_of(const Network& network, const SubNetwork& part);

}  // namespace sinew::network
