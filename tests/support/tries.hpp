// How often a test draws: less in a build that is ten times slower, more on a long night.
#pragma once

#include <sinew/base/text.hpp>

#include <algorithm>
#include <cstdint>
#include <cstdlib>

namespace sinew {

/// The share that SINEW_TRIES asks for: 0.1 in the sanitizer presets, 1 when nothing is said.
inline double share_of_tries() {
    const char* text = std::getenv("SINEW_TRIES");
    return text == nullptr ? 1.0 : std::max(parse_number(text).value_or(1.0), 0.0);
}

/// `count` times that share, at least one.
inline std::uint64_t tries(std::uint64_t count) {
    return std::max<std::uint64_t>(
        1, static_cast<std::uint64_t>(static_cast<double>(count) * share_of_tries()));
}

}  // namespace sinew
