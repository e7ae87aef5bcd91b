// The JSON of `sinew evidence bayes`.
#pragma once

#include <sinew/base/json_text.hpp>
#include <sinew/care/bayes_use.hpp>
#include <sinew/knowledge/citations.hpp>

namespace sinew::document {

/// Flat like the answer of `pool`, with `studies` (shrunk effects) and `priors` (the same studies under other priors).
[[nodiscard]] OrderedJson bayes_json(const effect::Effects& effects,
                                     const care::BayesAnswer& answer,
                                     const knowledge::Citations& citations);

/// Every pair, ranks, heterogeneity, and the diagnostics of the draws.
[[nodiscard]] OrderedJson bayes_network_json(const care::BayesNetworkAnswer& answer,
                                             const knowledge::Citations& citations);

}  // namespace sinew::document
