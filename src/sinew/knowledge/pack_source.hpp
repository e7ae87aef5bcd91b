// Where packs come from: the copies built into the program, or a folder laid over them.
#pragma once

#include <sinew/base/result.hpp>

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace sinew::knowledge {

struct EmbeddedPack {
    std::string_view path;  ///< inside knowledge/, such as "screening/rules.json"
    const char* begin;
    const char* end;
    std::string_view sha256;  ///< content_hash of the bytes, worked out when the program was built
};

/// The packs this program was built with, sorted by path.
[[nodiscard]] std::span<const EmbeddedPack> embedded_packs() noexcept;

/// The text of packs by path. Reading is lazy; a folder, when given, is asked first and must hold every pack.
class PackSource {
public:
    [[nodiscard]] static PackSource embedded() { return PackSource{{}}; }
    [[nodiscard]] static PackSource folder(std::string path) { return PackSource{std::move(path)}; }

    /// @errors not_found, storage: with the pack's path and what to do.
    [[nodiscard]] Result<std::string_view> read(std::string_view pack) const;
    /// The content_hash of a pack's bytes. @errors as read()
    [[nodiscard]] Result<std::string> hash(std::string_view pack) const;
    [[nodiscard]] std::vector<std::string> all() const;

private:
    explicit PackSource(std::string folder) : folder_{std::move(folder)} {}
    std::string folder_;
    mutable std::map<std::string, std::string, std::less<>> texts_;
};

}  // namespace sinew::knowledge
