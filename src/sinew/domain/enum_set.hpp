// A set of enum values as one machine word, and a short list that lives where it stands.
#pragma once

#include <sinew/base/ensure.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>

namespace sinew::domain {

/// Union, intersection and order of a set whose members are the values of `Enum` (at most 32).
template <class Enum>
class EnumSet {
public:
    constexpr EnumSet() noexcept = default;
    constexpr EnumSet(std::initializer_list<Enum> members) noexcept {
        for (const Enum member : members) add(member);
    }
    constexpr void add(Enum member) noexcept { bits_ |= bit(member); }
    constexpr void remove(Enum member) noexcept { bits_ &= ~bit(member); }
    [[nodiscard]] constexpr bool has(Enum member) const noexcept {
        return (bits_ & bit(member)) != 0;
    }
    [[nodiscard]] constexpr bool empty() const noexcept { return bits_ == 0; }
    [[nodiscard]] constexpr bool meets(EnumSet other) const noexcept {
        return (bits_ & other.bits_) != 0;
    }
    [[nodiscard]] constexpr bool holds(EnumSet other) const noexcept {
        return (bits_ & other.bits_) == other.bits_;
    }
    [[nodiscard]] constexpr std::uint32_t bits() const noexcept { return bits_; }
    /// One step a member: the sets are small, and without a machine option the built-in is a call into a library.
    [[nodiscard]] constexpr int count() const noexcept {
        int members = 0;
        for (std::uint32_t left = bits_; left != 0; left &= left - 1) ++members;
        return members;
    }

    friend constexpr EnumSet operator|(EnumSet a, EnumSet b) noexcept {
        return from(a.bits_ | b.bits_);
    }
    friend constexpr EnumSet operator&(EnumSet a, EnumSet b) noexcept {
        return from(a.bits_ & b.bits_);
    }
    friend constexpr bool operator==(EnumSet, EnumSet) noexcept = default;

private:
    static constexpr std::uint32_t bit(Enum member) noexcept {
        return std::uint32_t{1} << static_cast<unsigned>(member);
    }
    static constexpr EnumSet from(std::uint32_t bits) noexcept {
        EnumSet set;
        set.bits_ = bits;
        return set;
    }
    std::uint32_t bits_ = 0;
};

/// At most `Most` values, without an allocation. Growing past it is a bug of ours.
template <class T, std::size_t Most>
class ShortList {
public:
    constexpr void push_back(const T& value) {
        SINEW_ENSURE(count_ < Most, "short list is full");
        items_[count_++] = value;
    }
    constexpr void clear() noexcept { count_ = 0; }
    [[nodiscard]] constexpr std::size_t size() const noexcept { return count_; }
    [[nodiscard]] constexpr bool empty() const noexcept { return count_ == 0; }
    [[nodiscard]] constexpr const T* begin() const noexcept { return items_.data(); }
    [[nodiscard]] constexpr const T* end() const noexcept { return items_.data() + count_; }
    [[nodiscard]] constexpr T* begin() noexcept { return items_.data(); }
    [[nodiscard]] constexpr T* end() noexcept { return items_.data() + count_; }
    [[nodiscard]] constexpr const T& operator[](std::size_t i) const { return items_[i]; }
    [[nodiscard]] constexpr T& operator[](std::size_t i) { return items_[i]; }

    friend constexpr bool operator==(const ShortList& a, const ShortList& b) {
        if (a.count_ != b.count_) return false;
        for (std::size_t i = 0; i < a.count_; ++i)
            if (!(a.items_[i] == b.items_[i])) return false;
        return true;
    }

private:
    std::array<T, Most> items_{};
    std::uint8_t count_ = 0;
};

/// Both ends belong to it.
struct Range {
    std::int16_t low = 0;
    std::int16_t high = 0;
    friend constexpr bool operator==(Range, Range) noexcept = default;
};

}  // namespace sinew::domain
