// Completion of words for three shells, made from the command table.
#pragma once

#include <sinew/cli/command.hpp>

#include <string>

namespace sinew::cli {

[[nodiscard]] std::string bash_completion(const CommandSpec& root);
[[nodiscard]] std::string zsh_completion(const CommandSpec& root);
[[nodiscard]] std::string fish_completion(const CommandSpec& root);

}  // namespace sinew::cli
