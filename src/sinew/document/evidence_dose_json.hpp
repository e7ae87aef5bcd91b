// The answer of `sinew evidence dose` as a document.
#pragma once

#include <sinew/base/json_text.hpp>
#include <sinew/care/dose_use.hpp>
#include <sinew/knowledge/citations.hpp>

namespace sinew::document {

/// `transform_exp` adds `pred_exp`, `ci_lb_exp`, `ci_ub_exp` to the places of the curve and `b_exp` ... to the coefficients.
[[nodiscard]] OrderedJson evidence_dose_json(const care::DoseAnswer& answer, bool transform_exp,
                                             const knowledge::Citations& citations);

}  // namespace sinew::document
