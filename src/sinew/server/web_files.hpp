// The web app as it was built into the program: files by path, some of them compressed beforehand.
#pragma once

#include <span>
#include <string_view>

namespace sinew::server {

struct WebFile {
    std::string_view path;          ///< "/index.html", "/assets/person-B3kd.js"
    std::string_view content_type;  ///< with its charset
    std::string_view tag;           ///< of the bytes, for ETag; without quotes
    bool for_ever = false;          ///< its name holds the hash of its content: never changes
    std::string_view bytes;
    std::string_view gzip;  ///< empty where it is not worth it
};

/// All of them, sorted by path. Empty when the program was built with SINEW_WEB=OFF.
[[nodiscard]] std::span<const WebFile> web_files() noexcept;

/// The file of a request path: "/" and "/staff", "/staff/" mean the index.html inside. Nothing when there is none.
[[nodiscard]] const WebFile* find_web_file(std::string_view path) noexcept;

}  // namespace sinew::server
