#include <sinew/server/web_files.hpp>

#include <algorithm>
#include <string>
#include <vector>

#include "web_files_extern.inc"

namespace sinew::server {
namespace {

[[maybe_unused]] std::string_view between(const char* begin, const char* end) noexcept {
    return {begin, static_cast<std::size_t>(end - begin)};
}

const WebFile* exactly(std::string_view path) noexcept {
    const auto files = web_files();
    const auto found = std::lower_bound(
        files.begin(), files.end(), path,
        [](const WebFile& file, std::string_view wanted) { return file.path < wanted; });
    return found != files.end() && found->path == path ? &*found : nullptr;
}

}  // namespace

std::span<const WebFile> web_files() noexcept {
    static const std::vector<WebFile> kFiles{
#include "web_files.inc"
    };
    return kFiles;
}

const WebFile* find_web_file(std::string_view path) noexcept {
    if (path.empty() || path.front() != '/') return nullptr;
    if (const WebFile* file = exactly(path)) return file;
    std::string inside{path};
    if (inside.back() != '/') inside += '/';
    return exactly(inside + "index.html");
}

}  // namespace sinew::server
