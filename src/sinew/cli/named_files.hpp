// The files that the arguments of a batch command name: files as they are, folders opened up.
#pragma once

#include <sinew/cli/call.hpp>

#include <string>
#include <vector>

namespace sinew::cli {

struct AllNamed {
    std::vector<std::string> paths;
    std::vector<bool> from_folder;  ///< of each path: found in a folder, not named itself
    bool any_folder = false;

    /// More than one file, or a folder however many it holds: one line each.
    [[nodiscard]] bool batch() const { return any_folder || paths.size() > 1; }
};

/// Names that are neither file nor folder, and folders without a file, become faults.
[[nodiscard]] AllNamed all_named(const Call& call, Faults& faults);

}  // namespace sinew::cli
