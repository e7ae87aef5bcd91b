// Names content by what it is: every decision stores the hash of the packs it was made with.
#pragma once

#include <string>
#include <string_view>

namespace sinew {

/// SHA-256 of the bytes as 64 lower-case hexadecimal digits.
[[nodiscard]] std::string content_hash(std::string_view bytes);

}  // namespace sinew
