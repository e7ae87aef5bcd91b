// The manual in roff, made from the command table.
#pragma once

#include <sinew/cli/command.hpp>

#include <string>
#include <string_view>

namespace sinew::cli {

/// sinew(1): every command, option and example of the tree.
[[nodiscard]] std::string man_page(const CommandSpec& root, std::string_view version);

}  // namespace sinew::cli
