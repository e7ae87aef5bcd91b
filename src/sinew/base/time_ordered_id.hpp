// Names that sort by when they were given: UUID version 7, milliseconds first, chance after.
#pragma once

#include <sinew/base/result.hpp>

#include <array>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace sinew {

/// 128 bits. All zero means "no id" and is never given out.
struct Id {
    std::array<std::uint8_t, 16> bytes{};
    friend auto operator<=>(const Id&, const Id&) noexcept = default;
};

/// 0190a5b2-3c4d-7e5f-8a9b-0c1d2e3f4a5b
[[nodiscard]] std::string id_text(const Id& id);

/// @errors bad_input for anything but 36 characters of a UUID in lower or upper case
[[nodiscard]] Result<Id> read_id(std::string_view text, std::string_view where = {});

/// @param unix_ms  milliseconds since 1970, UTC, 48 bits are used
/// @param chance   74 bits of it are used; from the operating system wherever an id must not be guessed
/// As RFC 9562, section 5.7 (recalled)
[[nodiscard]] Id time_ordered_id(std::uint64_t unix_ms,
                                 const std::array<std::uint8_t, 10>& chance) noexcept;

}  // namespace sinew
