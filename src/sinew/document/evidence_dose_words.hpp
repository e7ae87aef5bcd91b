// What was done to draw a dose-response curve, in sentences for a paper. Inside the room only.
#pragma once

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

}  // namespace sinew::document
