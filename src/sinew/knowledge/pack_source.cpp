#include <sinew/base/content_hash.hpp>
#include <sinew/base/files.hpp>
#include <sinew/knowledge/pack_source.hpp>

#include <algorithm>
#include <filesystem>

namespace sinew::knowledge {
namespace {

Result<EmbeddedPack> embedded_pack(std::string_view pack) {
    const auto packs = embedded_packs();
    const auto found =
        std::find_if(packs.begin(), packs.end(), [&](const auto& p) { return p.path == pack; });
    if (found == packs.end())
        return fail({ErrorCode::not_found, "no such knowledge pack", std::string{pack},
                     "see `sinew knowledge list`"});
    return *found;
}

}  // namespace

Result<std::string_view> PackSource::read(std::string_view pack) const {
    if (folder_.empty()) {
        SINEW_TRY(const EmbeddedPack found, embedded_pack(pack));
        return std::string_view{found.begin, static_cast<std::size_t>(found.end - found.begin)};
    }
    if (const auto held = texts_.find(pack); held != texts_.end())
        return std::string_view{held->second};
    auto text = read_file(folder_ + "/" + std::string{pack});
    if (!text) return tl::make_unexpected(std::move(text).error());
    return std::string_view{texts_.emplace(std::string{pack}, *std::move(text)).first->second};
}

Result<std::string> PackSource::hash(std::string_view pack) const {
    if (folder_.empty()) {
        SINEW_TRY(const EmbeddedPack found, embedded_pack(pack));
        return std::string{found.sha256};
    }
    SINEW_TRY(const std::string_view bytes, read(pack));
    return content_hash(bytes);
}

std::vector<std::string> PackSource::all() const {
    std::vector<std::string> paths;
    if (folder_.empty()) {
        for (const auto& pack : embedded_packs()) paths.emplace_back(pack.path);
        return paths;
    }
    std::error_code error;
    for (const auto& entry : std::filesystem::recursive_directory_iterator{folder_, error}) {
        const auto extension = entry.path().extension();
        if (entry.is_regular_file() && (extension == ".json" || extension == ".csv"))
            paths.push_back(std::filesystem::relative(entry.path(), folder_).generic_string());
    }
    std::sort(paths.begin(), paths.end());
    return paths;
}

}  // namespace sinew::knowledge
