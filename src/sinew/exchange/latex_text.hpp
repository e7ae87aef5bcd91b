// The slow layer as a LaTeX document: aligned equations and a table of every symbol with value, unit, status and source.
#pragma once

#include <sinew/exchange/model_numbers.hpp>

namespace sinew::exchange {

/// A whole article; amsmath and longtable are all it needs.
[[nodiscard]] std::string latex_text(const ModelExport& model);

/// "tau_Prec" -> "\tau_{\mathrm{Prec}}".
[[nodiscard]] std::string latex_symbol(std::string_view symbol);

}  // namespace sinew::exchange
