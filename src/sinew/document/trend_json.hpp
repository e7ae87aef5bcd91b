// Trends as a document: numbers, the rule behind each, and the sentence that is read out.
#pragma once

#include <sinew/base/json_text.hpp>
#include <sinew/care/trend_use.hpp>
#include <sinew/document/observations_reader.hpp>

namespace sinew::document {

/// {"format": "sinew.trend/1", "as_of", "knowledge", "trends": [...], "left_out": [...], "remarks": [...]}
[[nodiscard]] OrderedJson trend_json(const care::TrendAnswer& answer, const ObservationsRead& read,
                                     const knowledge::Catalogue& catalogue,
                                     const knowledge::Words& words);

}  // namespace sinew::document
