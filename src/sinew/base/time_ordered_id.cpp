#include <sinew/base/time_ordered_id.hpp>

#include <fmt/format.h>

namespace sinew {
namespace {

constexpr std::string_view kDigits = "0123456789abcdef";

bool dash_at(std::size_t place) noexcept {
    return place == 8 || place == 13 || place == 18 || place == 23;
}

int digit_of(char c) noexcept {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

}  // namespace

std::string id_text(const Id& id) {
    std::string text;
    text.reserve(36);
    for (const std::uint8_t byte : id.bytes) {
        if (dash_at(text.size())) text += '-';
        text += kDigits[byte >> 4U];
        text += kDigits[byte & 15U];
    }
    return text;
}

Result<Id> read_id(std::string_view text, std::string_view where) {
    const auto wrong = [&] {
        return fail({ErrorCode::bad_input, "not an id", std::string{where},
                     "an id looks like 0190a5b2-3c4d-7e5f-8a9b-0c1d2e3f4a5b"});
    };
    if (text.size() != 36) return wrong();
    Id id;
    std::size_t digits = 0;
    for (std::size_t place = 0; place < text.size(); ++place) {
        if (dash_at(place)) {
            if (text[place] != '-') return wrong();
            continue;
        }
        const int digit = digit_of(text[place]);
        if (digit < 0) return wrong();
        auto& byte = id.bytes[digits / 2];
        byte = static_cast<std::uint8_t>(byte * 16 + digit);
        ++digits;
    }
    return id;
}

Id time_ordered_id(std::uint64_t unix_ms, const std::array<std::uint8_t, 10>& chance) noexcept {
    Id id;
    for (std::size_t i = 0; i < 6; ++i)
        id.bytes[i] = static_cast<std::uint8_t>(unix_ms >> (8 * (5 - i)));
    for (std::size_t i = 0; i < 10; ++i) id.bytes[6 + i] = chance[i];
    id.bytes[6] = static_cast<std::uint8_t>(0x70U | (id.bytes[6] & 0x0fU));  // version 7
    id.bytes[8] = static_cast<std::uint8_t>(0x80U | (id.bytes[8] & 0x3fU));  // variant of the RFC
    return id;
}

}  // namespace sinew
