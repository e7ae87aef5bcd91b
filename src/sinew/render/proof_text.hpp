// Proofs of the model on the terminal, from their JSON.
#pragma once

#include <sinew/base/json_text.hpp>
#include <sinew/knowledge/text_pack.hpp>
#include <sinew/render/terminal_page.hpp>

#include <string>

namespace sinew::render {

/// One course or bout against the independent solver.
[[nodiscard]] std::string oracle_text(const OrderedJson& answer, const knowledge::Words& words,
                                      const TextStyle& style);
/// States down, steppers across.
[[nodiscard]] std::string steps_text(const OrderedJson& table, const knowledge::Words& words,
                                     const TextStyle& style);
/// Reproductions, then independent checks, then the count.
[[nodiscard]] std::string checks_text(const OrderedJson& checks, const knowledge::Words& words,
                                      const TextStyle& style);

}  // namespace sinew::render
