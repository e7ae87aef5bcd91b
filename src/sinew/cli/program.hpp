// The one program: subcommands in the words of the loop.
#pragma once

#include <sinew/ranks/ranks.hpp>

namespace sinew::cli {

/// Runs one command. @return the exit code of the contract: 0 answered, 1 in part, 2 refused, 3 storage, 4 a bug, 130 interrupted
[[nodiscard]] int run(int argc, const char* const* argv);

/// The same with the work shared by several processes. All were given the same words; only rank 0 answers, and where one fails, the first
/// that did says why and all end with its code.
[[nodiscard]] int run(int argc, const char* const* argv, ranks::Ranks& ranks);

}  // namespace sinew::cli
