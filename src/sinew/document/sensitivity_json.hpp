// Sensitivity and identifiability as documents and tables.
#pragma once

#include <sinew/base/json_text.hpp>
#include <sinew/care/sensitivity_use.hpp>
#include <sinew/knowledge/text_pack.hpp>

namespace sinew::document {

/// {"status_text", "title", "setting", "method", "output", ..., "rows": [{"name", "status", ...}]}; the heaviest row first.
[[nodiscard]] OrderedJson sensitivity_json(const care::SensitivityAnswer& answer,
                                           const knowledge::Words& words);

/// {"status_text", "parameters", "informed", "rank", "eigenvalues", "directions", "sets", "profile"}
[[nodiscard]] OrderedJson identifiability_json(const care::IdentifiabilityTold& told,
                                               const knowledge::Words& words);

/// The rows of either as a comma-separated table.
[[nodiscard]] std::string sensitivity_csv(const OrderedJson& sensitivity);
[[nodiscard]] std::string identifiability_csv(const care::IdentifiabilityTold& told);

}  // namespace sinew::document
