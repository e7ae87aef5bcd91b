// How pages of text look on the stream they go to.
#pragma once

#include <sinew/cli/output.hpp>
#include <sinew/render/terminal_page.hpp>

namespace sinew::cli {

/// Colour and width of the stream; `explain` adds sources and long reasons.
[[nodiscard]] render::TextStyle page_style(const Output& out, bool explain);

}  // namespace sinew::cli
