#include <sinew/base/folders.hpp>
#include <sinew/cli/named_files.hpp>

#include <algorithm>
#include <iterator>

namespace sinew::cli {

AllNamed all_named(const Call& call, Faults& faults) {
    AllNamed all;
    for (const std::string& name : call.arguments()) {
        auto named = files_named(name);
        if (!named) {
            faults.add(std::move(named).error());
            continue;
        }
        if (named->from_folder && named->paths.empty())
            faults.add(ErrorCode::not_found, name, "the folder holds no files",
                       "name one that does");
        all.any_folder = all.any_folder || named->from_folder;
        all.from_folder.insert(all.from_folder.end(), named->paths.size(), named->from_folder);
        std::move(named->paths.begin(), named->paths.end(), std::back_inserter(all.paths));
    }
    return all;
}

}  // namespace sinew::cli
