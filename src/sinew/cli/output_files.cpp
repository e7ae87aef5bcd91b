#include <sinew/base/files.hpp>
#include <sinew/cli/fault_report.hpp>
#include <sinew/cli/output_files.hpp>

#include <algorithm>
#include <set>

namespace sinew::cli {

bool OutputFiles::uses_standard_output() const noexcept {
    return std::any_of(files_.begin(), files_.end(),
                       [](const auto& file) { return file.first == "-"; });
}

Exit OutputFiles::write(Call& call) const {
    std::set<std::string> seen;
    for (const auto& [path, bytes] : files_)
        if (!seen.insert(path).second)
            return refuse(call, {ErrorCode::conflict, "two outputs have this name", path,
                                 "give each its own"});
    for (const auto& [path, bytes] : files_) {
        if (path == "-") {
            call.out.write(bytes);
            continue;
        }
        if (const auto written = write_file_atomically(path, bytes); !written)
            return refuse(call, written.error());
        if (!call.settings.quiet) call.notes.line(call.notes.inked("written: " + path, Ink::faint));
    }
    return Exit::answered;
}

}  // namespace sinew::cli
