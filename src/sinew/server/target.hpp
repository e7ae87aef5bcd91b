// The target of a request line and the cookies, read strictly: what is doubtful is refused, nothing is repaired.
#pragma once

#include <sinew/base/result.hpp>

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace sinew::server {

struct Target {
    std::string path;  ///< decoded once, starts with "/", no empty, "." or ".." part
    std::map<std::string, std::string> query;
};

/// @errors bad_input: no leading slash, "..", "//", an encoded slash, a control character, broken %XX, not UTF-8,
///         a name given twice, more than the limits of http_limits.hpp
[[nodiscard]] Result<Target> read_target(std::string_view raw);

/// The value of one cookie of a Cookie header; nothing when it is not there.
/// @errors bad_input when it is there twice: a second one is somebody's trick
[[nodiscard]] Result<std::optional<std::string>> cookie_value(std::string_view header,
                                                              std::string_view name);

/// True for text that may stand in a header: no control character, so no second header can be smuggled in.
[[nodiscard]] bool fits_in_header(std::string_view text) noexcept;

}  // namespace sinew::server
