// A network under priors in one picture: every treatment against the reference.
#pragma once

#include <sinew/care/bayes_use.hpp>
#include <sinew/figure/scene.hpp>

namespace sinew::render {

/// A forest, best mean rank first: the median, the interval at the level that was asked for (thin) and the one that holds half of
/// the posterior (thick; quantiles of the draws). Counts are shown as log odds ratios, other rows in their own unit.
[[nodiscard]] figure::Scene evidence_bayes_network_chart(const care::BayesNetworkAnswer& answer);

}  // namespace sinew::render
