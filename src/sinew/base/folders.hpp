// The files of a folder, for commands that take folders as well as files.
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

}  // namespace sinew
