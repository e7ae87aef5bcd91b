// Small-study effects in a network: each study's contrast less what all studies of its comparison say together.
#pragma once

#include <sinew/network/consistency.hpp>

#include <span>
#include <vector>

namespace sinew::network {

/// One contrast of one study, told in the direction of the order.
struct AdjustedContrast {
    std::size_t trial = 0;
    std::size_t treatment = 0,
                other = 0;  ///< treatment minus other; the treatment comes first in the order
    double adjusted = 0;    ///< contrast less the direct estimate of its comparison
    double se = 0;          ///< of the contrast
};

/// @param order  of all treatments: in each comparison the one that comes first is told against the other. A funnel shows
///               small-study effects only where that order says whom small studies would favour.
/// @return in order of trials; every pair of arms of a trial
/// @source chaimani2012
[[nodiscard]] std::vector<AdjustedContrast> adjusted_contrasts(const Network& network,
                                                               const NetworkFit& fit,
                                                               std::span<const std::size_t> order);

}  // namespace sinew::network
