#include <sinew/recording/fit_crc.hpp>

#include <array>
#include <cstddef>

namespace sinew::recording {
namespace {

constexpr std::uint16_t kPolynomial = 0xA001;
constexpr std::size_t kLanes = 8;  // bytes taken at one step

constexpr std::uint16_t shifted(std::uint16_t crc) {
    for (int bit = 0; bit < 8; ++bit)
        crc = static_cast<std::uint16_t>((crc >> 1U) ^ ((crc & 1U) != 0 ? kPolynomial : 0U));
    return crc;
}

using Lane = std::array<std::uint16_t, 256>;

/// Lane k: what a byte does to the checksum when k more bytes follow it.
constexpr std::array<Lane, kLanes> make_lanes() {
    std::array<Lane, kLanes> lanes{};
    for (std::size_t byte = 0; byte < 256; ++byte)
        lanes[0][byte] = shifted(static_cast<std::uint16_t>(byte));
    for (std::size_t lane = 1; lane < kLanes; ++lane)
        for (std::size_t byte = 0; byte < 256; ++byte) {
            const std::uint16_t before = lanes[lane - 1][byte];
            lanes[lane][byte] =
                static_cast<std::uint16_t>((before >> 8U) ^ lanes[0][before & 0xFFU]);
        }
    return lanes;
}

constexpr auto kTable = make_lanes();

}  // namespace

std::uint16_t fit_crc(std::string_view bytes, std::uint16_t before) noexcept {
    const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(bytes[i]); };
    std::uint16_t crc = before;
    std::size_t i = 0;
    for (; i + kLanes <= bytes.size(); i += kLanes) {
        unsigned next = kTable[7][byte(i) ^ (crc & 0xFFU)] ^ kTable[6][byte(i + 1) ^ (crc >> 8U)];
        for (std::size_t k = 2; k < kLanes; ++k) next ^= kTable[kLanes - 1 - k][byte(i + k)];
        crc = static_cast<std::uint16_t>(next);
    }
    for (; i < bytes.size(); ++i)
        crc = static_cast<std::uint16_t>((crc >> 8U) ^ kTable[0][(crc ^ byte(i)) & 0xFFU]);
    return crc;
}

std::uint16_t fit_crc_reference(std::string_view bytes, std::uint16_t before) noexcept {
    std::uint16_t crc = before;
    for (const char byte : bytes)
        crc = shifted(static_cast<std::uint16_t>(crc ^ static_cast<std::uint8_t>(byte)));
    return crc;
}

}  // namespace sinew::recording
