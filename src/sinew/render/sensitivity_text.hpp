// Sensitivity and identifiability for the terminal, and the tornado of a sensitivity.
#pragma once

#include <sinew/base/json_text.hpp>
#include <sinew/care/knowledge_use.hpp>
#include <sinew/figure/scene.hpp>
#include <sinew/render/terminal_page.hpp>

#include <string>

namespace sinew::render {

/// @param sensitivity  as document::sensitivity_json writes it @param all  every row, not the heaviest alone
[[nodiscard]] std::string sensitivity_text(const OrderedJson& sensitivity, bool all,
                                           const knowledge::Words& words, const TextStyle& style);

/// @param told  as document::identifiability_json writes it
[[nodiscard]] std::string identifiability_text(const OrderedJson& told,
                                               const knowledge::Words& words,
                                               const TextStyle& style);

/// Bars of the heaviest rows, the longest on top; shares of variance with their intervals.
[[nodiscard]] figure::Scene tornado(const OrderedJson& sensitivity, const care::Words& words);

}  // namespace sinew::render
