// The answers of `sinew evidence pool` and `regress` as documents: metafor's names, every digit, null with a reason.
#pragma once

#include <sinew/base/json_text.hpp>
#include <sinew/care/pool_use.hpp>
#include <sinew/knowledge/citations.hpp>

#include <string>
#include <vector>

namespace sinew::document {

/// @param exponentiate  adds exp_b, exp_ci_lb ... beside the numbers on the analysis scale
[[nodiscard]] OrderedJson pool_json(const care::PoolAnswer& answer, bool exponentiate,
                                    const knowledge::Citations& citations);
[[nodiscard]] OrderedJson regress_json(const care::RegressAnswer& answer, bool exponentiate,
                                       const knowledge::Citations& citations);

/// Sentences of what was done and the keys of their sources, for the methods paragraph of answers that pool.
struct MethodsWords {
    std::vector<std::string> sentences, references;
};
[[nodiscard]] MethodsWords pooling_methods(const effect::Effects& effects,
                                           const pooling::Settings& settings);
/// The same of an answer that pools counts. @pre answer.counts
[[nodiscard]] MethodsWords count_pooling_methods(const care::PoolAnswer& answer);
/// "REML", "FE" ..., or "MH", "Peto" of an answer that pools counts.
[[nodiscard]] std::string method_code(const care::PoolAnswer& answer);

}  // namespace sinew::document
