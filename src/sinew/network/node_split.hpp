// Does direct evidence agree with indirect evidence, comparison by comparison.
#pragma once

#include <sinew/network/consistency.hpp>

#include <optional>
#include <vector>

namespace sinew::network {

/// One comparison that trials make directly, told twice.
struct NodeSplit {
    std::size_t treatment = 0, other = 0;  ///< treatment minus other
    std::size_t studies = 0;               ///< that compare the two directly
    Comparison network;                    ///< all evidence

    /// Back-calculation (SIDE) at the heterogeneity of the network.
    Comparison direct;
    std::optional<Comparison> indirect;    ///< nothing when all evidence is direct
    std::optional<Comparison> difference;  ///< direct minus indirect
    double proportion_direct = 1;          ///< of the information in the network estimate

    /// The model with one more term; heterogeneity estimated anew. Nothing when it cannot be identified.
    struct Model {
        Comparison direct, indirect, difference;
        double tau2 = 0;
    };
    std::optional<Model> model;
};

/// Splits every comparison that is made directly. In trials of three arms or more that hold both treatments, the
/// disagreement is shared equally between the two (no reference matters).
/// @param reference  comparisons with it are told against it
/// @source dias2010 (splitting), koenig2013 (back-calculation), white2015 (multi-arm trials)
[[nodiscard]] Result<std::vector<NodeSplit>> split_nodes(const Network& network,
                                                         const NetworkFit& fit,
                                                         std::optional<std::size_t> reference = {});

}  // namespace sinew::network
