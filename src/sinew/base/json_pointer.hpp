// JSON pointers (RFC 6901) as places in documents, and their resolution.
#pragma once

#include <sinew/base/json_text.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace sinew {

/// One reference token, "~" and "/" escaped.
[[nodiscard]] std::string escaped(std::string_view token);

/// The tokens of a pointer, unescaped: "/weeks/0" -> {"weeks", "0"}. "" is the whole document.
/// @errors bad_input when it neither is empty nor begins with "/".
[[nodiscard]] Result<std::vector<std::string>> pointer_tokens(std::string_view pointer);

/// The value at the place, or not_found naming the last token that exists and what could follow it.
[[nodiscard]] Result<const Json*> value_at(const Json& document, std::string_view pointer);

}  // namespace sinew
