// Programmes compared for one person, as a document and a table.
#pragma once

#include <sinew/base/json_text.hpp>
#include <sinew/care/comparison_use.hpp>
#include <sinew/knowledge/text_pack.hpp>

namespace sinew::document {

/// What stands round a comparison.
struct ComparisonFrame {
    std::string revision, pack_hash;
    const knowledge::Words& words;
};

/// {"modelled": true, "calibrated": false, "status_text", person, "by", "day", "step_error", "programmes": [the best first]}; numbers with 6 digits.
[[nodiscard]] OrderedJson comparison_json(const care::Comparison& comparison,
                                          const care::ForecastPacks& packs,
                                          const ComparisonFrame& frame);

/// The head alone, with why there is no model.
[[nodiscard]] OrderedJson unmodelled_json(const care::ForecastAnswer& told,
                                          const care::ForecastPacks& packs,
                                          const ComparisonFrame& frame);

/// One answer is the document itself; two stand side by side under `comparisons`. @pre not empty
[[nodiscard]] OrderedJson joined(std::vector<OrderedJson> answers);

/// substance,programme,outcome,quantity,probability,value
[[nodiscard]] std::string comparison_csv(const OrderedJson& told);

}  // namespace sinew::document
