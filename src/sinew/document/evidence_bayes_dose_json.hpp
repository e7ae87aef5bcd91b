// The answer of `sinew evidence bayes --dose-column` as a document.
#pragma once

#include <sinew/base/json_text.hpp>
#include <sinew/care/bayes_dose_use.hpp>
#include <sinew/knowledge/citations.hpp>

namespace sinew::document {

[[nodiscard]] OrderedJson bayes_dose_json(const care::BayesDoseAnswer& answer,
                                          const knowledge::Citations& citations);

}  // namespace sinew::document
