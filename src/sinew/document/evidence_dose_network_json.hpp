// The answer of `sinew evidence dose --by treatment` as a document.
#pragma once

#include <sinew/base/json_text.hpp>
#include <sinew/care/dose_network_use.hpp>
#include <sinew/knowledge/citations.hpp>

namespace sinew::document {

[[nodiscard]] OrderedJson evidence_dose_network_json(const care::DoseNetworkAnswer& answer,
                                                     const knowledge::Citations& citations);

}  // namespace sinew::document
