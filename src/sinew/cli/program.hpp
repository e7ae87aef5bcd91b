// The one program: subcommands in the words of the loop.
#pragma once

namespace sinew::cli {

/// Runs one command. @return the exit code of the contract: 0 answered, 1 in part, 2 refused, 3 storage, 4 a bug, 130 interrupted
[[nodiscard]] int run(int argc, const char* const* argv);

}  // namespace sinew::cli
