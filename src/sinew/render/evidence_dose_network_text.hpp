// The answer of `sinew evidence dose --by treatment` for the terminal.
#pragma once

#include <sinew/base/json_text.hpp>
#include <sinew/render/terminal_page.hpp>

#include <string>

namespace sinew::render {

/// @param answer  what document::evidence_dose_network_json made
[[nodiscard]] std::string evidence_dose_network_text(const OrderedJson& answer,
                                                     const TextStyle& style);

}  // namespace sinew::render
