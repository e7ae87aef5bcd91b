// Numbers of a given width and byte order out of raw bytes; the caller has seen to it that they are there.
#pragma once

#include <bit>
#include <cstdint>
#include <string_view>

namespace sinew::recording {

enum class ByteOrder : std::uint8_t { little, big };

/// `width` bytes at `at` as an unsigned number. @param width  1 to 8
[[nodiscard]] constexpr std::uint64_t unsigned_at(std::string_view bytes, std::size_t at,
                                                  std::size_t width, ByteOrder order) noexcept {
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < width; ++i) {
        const std::size_t from = order == ByteOrder::little ? at + width - 1 - i : at + i;
        value = value << 8U | static_cast<unsigned char>(bytes[from]);
    }
    return value;
}

/// The same with a sign in its highest bit.
[[nodiscard]] constexpr std::int64_t signed_at(std::string_view bytes, std::size_t at,
                                               std::size_t width, ByteOrder order) noexcept {
    const unsigned shift = static_cast<unsigned>(64 - 8 * width);
    return static_cast<std::int64_t>(unsigned_at(bytes, at, width, order) << shift) >> shift;
}

}  // namespace sinew::recording
