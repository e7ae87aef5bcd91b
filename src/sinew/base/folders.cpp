#include <sinew/base/folders.hpp>

#include <algorithm>
#include <filesystem>

namespace sinew {

Result<NamedFiles> files_named(const std::string& path) {
    namespace fs = std::filesystem;
    std::error_code trouble;
    if (path == "-") return NamedFiles{{path}, false};
    const fs::file_status status = fs::status(path, trouble);
    if (!fs::exists(status))
        return fail(
            {ErrorCode::not_found, "there is no such file or folder", path, "check the path"});
    if (!fs::is_directory(status)) return NamedFiles{{path}, false};
    NamedFiles files{{}, true};
    const auto refused = [&] {
        return fail({ErrorCode::storage, "cannot read the folder: " + trouble.message(), path,
                     "check its permissions"});
    };
    fs::recursive_directory_iterator entry{path, trouble};
    if (trouble) return refused();
    for (const fs::recursive_directory_iterator end; entry != end; entry.increment(trouble)) {
        if (trouble) return refused();
        if (fs::is_regular_file(entry->symlink_status(trouble)))
            files.paths.push_back(entry->path().string());
    }
    if (trouble) return refused();
    std::sort(files.paths.begin(), files.paths.end());
    return files;
}

Result<void> make_folder(const std::string& path) {
    namespace fs = std::filesystem;
    std::error_code trouble;
    const fs::file_status status = fs::status(path, trouble);
    if (fs::is_directory(status)) return {};
    if (fs::exists(status))
        return fail({ErrorCode::conflict, "this is a file, not a folder", path, "name a folder"});
    fs::create_directories(path, trouble);
    if (trouble)
        return fail({ErrorCode::storage, "cannot make the folder: " + trouble.message(), path,
                     "check the place and its permissions"});
    return {};
}

}  // namespace sinew
