// A network of trials as a document: league, ranking, inconsistency, components, contributions, and how it was done.
#pragma once

#include <sinew/base/json_text.hpp>
#include <sinew/care/network_use.hpp>
#include <sinew/knowledge/citations.hpp>

namespace sinew::document {

/// Names as metafor's: b, se, stat, pval, ci_lb, ci_ub, pi_lb, pi_ub, tau2, QE, QEp, I2; treatment minus other, analysis scale.
/// With `exponentiate` the comparisons carry back-transformed twins: exp_b, exp_ci_lb ...
[[nodiscard]] OrderedJson evidence_network_json(const care::NetworkAnswer& answer,
                                                const knowledge::Citations& citations,
                                                bool exponentiate = false);

/// What was done, for pasting into a paper.
[[nodiscard]] std::string network_methods(const care::NetworkAnswer& answer,
                                          const knowledge::Citations& citations);

}  // namespace sinew::document
