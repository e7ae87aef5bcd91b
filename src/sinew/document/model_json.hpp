// The model's own tables as documents: links and parameters with grade, source, status and prior.
#pragma once

#include <sinew/base/json_text.hpp>
#include <sinew/care/model_use.hpp>
#include <sinew/knowledge/text_pack.hpp>

namespace sinew::document {

/// {"status_text", "links": [{"id", "from", "to", "sign", "mechanism", "grade", ..., "gains": [{"symbol", "value", "prior"}], "basis", ...}]}
[[nodiscard]] OrderedJson model_links_json(const care::ModelKnowledge& known,
                                           const knowledge::Words& words);

/// {"status_text", "parameters": [{"id", "symbol", "value", "unit", "description", "prior": {"distribution", "dispersion", "low", "high"}, ...}]}
/// @param filter  symbols, row ids or blocks; empty: all
/// @errors not_found: a word that is none of them
[[nodiscard]] Result<OrderedJson> model_parameters_json(const care::ModelKnowledge& known,
                                                        const std::vector<std::string>& filter,
                                                        const knowledge::Words& words);

}  // namespace sinew::document
