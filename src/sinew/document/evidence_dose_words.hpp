// What the two answers about doses share: names, the ledger of rows, and what was done in sentences for a paper. Inside the
// room only.
#pragma once

#include <sinew/base/json_text.hpp>
#include <sinew/care/dose_use.hpp>
#include <sinew/knowledge/citations.hpp>

#include <string>
#include <string_view>

namespace sinew::document {

[[nodiscard]] std::string_view curve_name(care::DoseCurve curve);            ///< "rcs"
[[nodiscard]] std::string_view method_name(dose_response::Between between);  ///< "REML"
[[nodiscard]] std::string_view covariance_name(dose_response::CovarianceMethod method);
[[nodiscard]] std::string_view measure_name(care::DoseMeasure measure);

[[nodiscard]] std::string dose_methods(const care::DoseAnswer& answer,
                                       const knowledge::Citations& citations);

/// Puts `rows_used` and `rows_left_out` at the end of `answer`.
void add_dose_rows(OrderedJson& answer, const care::DoseTable& table);

}  // namespace sinew::document
