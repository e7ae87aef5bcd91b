#include <sinew/recording/fit_message.hpp>

#include <sinew/base/text.hpp>

#include <bit>
#include <cmath>
#include <cstring>
#include <limits>
#include <type_traits>

namespace sinew::recording {
namespace {

template <class Unsigned>
Unsigned swapped(Unsigned value) noexcept {
    if constexpr (sizeof value == 2)
        return __builtin_bswap16(value);
    else if constexpr (sizeof value == 4)
        return __builtin_bswap32(value);
    else if constexpr (sizeof value == 8)
        return __builtin_bswap64(value);
    else
        return value;
}

template <class Unsigned>
Unsigned load(const char* from, bool big_endian) noexcept {
    Unsigned value{};
    std::memcpy(&value, from, sizeof value);
    return big_endian == (std::endian::native == std::endian::big) ? value : swapped(value);
}

/// An integer whose one pattern means "nothing here".
template <class Integer>
std::optional<double> integer(const char* from, bool big_endian, Integer nothing) noexcept {
    const auto value = static_cast<Integer>(load<std::make_unsigned_t<Integer>>(from, big_endian));
    if (value == nothing) return std::nullopt;
    return static_cast<double>(value);
}

template <class Float, class Bits>
std::optional<double> real(const char* from, bool big_endian) noexcept {
    const auto value = std::bit_cast<Float>(load<Bits>(from, big_endian));
    if (!std::isfinite(value)) return std::nullopt;  // all bits set, the invalid mark, is a NaN
    return static_cast<double>(value);
}

}  // namespace

std::size_t fit_base_size(std::uint8_t code) noexcept {
    switch (static_cast<FitBase>(code)) {
        case FitBase::enum8:
        case FitBase::sint8:
        case FitBase::uint8:
        case FitBase::text:
        case FitBase::uint8z:
        case FitBase::byte: return 1;
        case FitBase::sint16:
        case FitBase::uint16:
        case FitBase::uint16z: return 2;
        case FitBase::sint32:
        case FitBase::uint32:
        case FitBase::float32:
        case FitBase::uint32z: return 4;
        case FitBase::float64:
        case FitBase::sint64:
        case FitBase::uint64:
        case FitBase::uint64z: return 8;
    }
    return 0;
}

std::optional<double> FitMessage::number(const FitField& field, std::size_t index) const noexcept {
    if (index >= field.count()) return std::nullopt;
    const char* from = content_ + field.offset + index * field.element_size;
    const bool big = definition_->big_endian;
    switch (field.base) {
        case FitBase::enum8:
        case FitBase::uint8:
        case FitBase::byte: return integer<std::uint8_t>(from, big, 0xFF);
        case FitBase::sint8: return integer<std::int8_t>(from, big, 0x7F);
        case FitBase::uint8z: return integer<std::uint8_t>(from, big, 0);
        case FitBase::sint16: return integer<std::int16_t>(from, big, 0x7FFF);
        case FitBase::uint16: return integer<std::uint16_t>(from, big, 0xFFFF);
        case FitBase::uint16z: return integer<std::uint16_t>(from, big, 0);
        case FitBase::sint32: return integer<std::int32_t>(from, big, 0x7FFFFFFF);
        case FitBase::uint32: return integer<std::uint32_t>(from, big, 0xFFFFFFFFU);
        case FitBase::uint32z: return integer<std::uint32_t>(from, big, 0);
        case FitBase::float32: return real<float, std::uint32_t>(from, big);
        case FitBase::float64: return real<double, std::uint64_t>(from, big);
        case FitBase::sint64:
            return integer<std::int64_t>(from, big, std::numeric_limits<std::int64_t>::max());
        case FitBase::uint64:
            return integer<std::uint64_t>(from, big, std::numeric_limits<std::uint64_t>::max());
        case FitBase::uint64z: return integer<std::uint64_t>(from, big, 0);
        case FitBase::text: return std::nullopt;
    }
    return std::nullopt;
}

std::string_view FitMessage::text(const FitField& field) const noexcept {
    if (field.base != FitBase::text) return {};
    const std::string_view whole = raw(field);
    const std::string_view said = whole.substr(0, whole.find('\0'));
    return valid_utf8(said) ? said : std::string_view{};
}

}  // namespace sinew::recording
