// The answer of `sinew evidence certainty --network` as a document.
#pragma once

#include <sinew/base/json_text.hpp>
#include <sinew/care/knowledge_use.hpp>
#include <sinew/care/network_certainty_use.hpp>

namespace sinew::document {

/// {"reference", "comparisons": [{"treatment", "other", "b", "ci_lb", "ci_ub", "pi_lb", "pi_ub", "level", "domains",
/// "contributions": [{"study", "share", "risk_of_bias", "indirectness"}]}], ...}. Shares are parts of one.
[[nodiscard]] OrderedJson network_certainty_json(const care::NetworkCertaintyAnswer& answer,
                                                 const care::Words& words,
                                                 const knowledge::Citations& citations);

}  // namespace sinew::document
