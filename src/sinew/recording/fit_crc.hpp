// The checksum of FIT headers and files: CRC-16 with the reflected polynomial 0xA001 and start value 0.
#pragma once

#include <cstdint>
#include <string_view>

namespace sinew::recording {

/// The checksum of `bytes`, going on from `before`: crc(a + b) = crc(b, crc(a)).
[[nodiscard]] std::uint16_t fit_crc(std::string_view bytes, std::uint16_t before = 0) noexcept;

/// The same, a bit at a time: the definition that the fast one is held to.
[[nodiscard]] std::uint16_t fit_crc_reference(std::string_view bytes,
                                              std::uint16_t before = 0) noexcept;

}  // namespace sinew::recording
