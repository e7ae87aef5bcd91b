// The files of a folder, for commands that take folders as well as files; and folders for what they write.
#pragma once

#include <sinew/base/result.hpp>

#include <string>
#include <vector>

namespace sinew {

/// A name given on a command line, opened up.
struct NamedFiles {
    std::vector<std::string> paths;  ///< sorted; links are not followed
    bool from_folder = false;
};

/// The file itself, or every ordinary file below the folder; "-" stays as it is.
/// @errors not_found when there is neither; storage when the folder cannot be read
[[nodiscard]] Result<NamedFiles> files_named(const std::string& path);

/// Makes the folder and those above it; one that is there already is kept as it is.
/// @errors conflict when a file has this name; storage when it cannot be made
[[nodiscard]] Result<void> make_folder(const std::string& path);

}  // namespace sinew
