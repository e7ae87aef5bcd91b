// The answer of `sinew evidence pool --json` as inputs of a certainty rating.
#pragma once

#include <sinew/base/json_text.hpp>
#include <sinew/care/certainty_use.hpp>

#include <string>

namespace sinew::document {

/// Whether this is such an answer: an object with `k` and `ci_lb`.
[[nodiscard]] bool is_pool_answer(const Json& json);

/// k, ci_lb, ci_ub and, where they stand there, I2, tau2, pi_lb and pi_ub; null is absent.
/// @errors a part that is no number, an interval upside down
[[nodiscard]] Checked<evidence::CertaintyInputs> read_pool_answer(const Json& json,
                                                                  const std::string& name);

}  // namespace sinew::document
