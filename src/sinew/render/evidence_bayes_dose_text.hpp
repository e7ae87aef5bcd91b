// `sinew evidence bayes --dose-column` on the terminal.
#pragma once

#include <sinew/base/json_text.hpp>
#include <sinew/render/terminal_page.hpp>

#include <string>

namespace sinew::render {

[[nodiscard]] std::string bayes_dose_text(const OrderedJson& answer, const TextStyle& style);

}  // namespace sinew::render
