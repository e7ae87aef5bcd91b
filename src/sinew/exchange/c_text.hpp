// The slow layer as one C file: the same operations in the same order.
#pragma once

#include <sinew/exchange/model_numbers.hpp>

namespace sinew::exchange {

/// C99, no library but libm: names and starting values of states, inputs and parameters, and
/// `void sinew_slow_rates(const double *x, const double *day, const double *p, double *rate)`.
[[nodiscard]] std::string c_text(const ModelExport& model);

/// A formula in the notation of C: "a * (b - c)".
[[nodiscard]] std::string infix_text(const Expression& value);

}  // namespace sinew::exchange
