// The pictures of one answer about a network.
#pragma once

#include <sinew/care/network_use.hpp>
#include <sinew/figure/scene.hpp>

#include <cstdint>
#include <string>

namespace sinew::render {

enum class NetworkFigure : std::uint8_t { network, league, forest, netheat, rank, funnel };

/// @param exponentiate  ratios instead of their logarithms
/// @errors not_found when the answer has nothing of the kind: a network without loops, or one in pieces
[[nodiscard]] Result<figure::Scene> evidence_network_picture(const care::NetworkAnswer& answer,
                                                             NetworkFigure kind, bool exponentiate);

}  // namespace sinew::render
