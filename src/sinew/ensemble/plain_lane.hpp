// One number where the kernel expects a register of them: the reference. The same operations in the same order, fused where the
// kernel fuses.
#pragma once

#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <type_traits>

namespace sinew::ensemble {

/// What a kernel asks of a lane; VectorLane of lockstep_simd.cpp answers with registers. Operators round once each; `mad` is fused.
template <class R>
struct PlainLane {
    using Real = R;
    using Bits = std::conditional_t<sizeof(R) == 8, std::uint64_t, std::uint32_t>;
    static constexpr std::size_t kWidth = 1;
    R v;

    PlainLane() = default;
    explicit PlainLane(double x) noexcept : v{static_cast<R>(x)} {}
    static PlainLane load(const R* from) noexcept { return of(*from); }
    void store(R* to) const noexcept { *to = v; }
    static PlainLane of(R x) noexcept {
        PlainLane lane;
        lane.v = x;
        return lane;
    }

    friend PlainLane operator+(PlainLane a, PlainLane b) noexcept { return of(a.v + b.v); }
    friend PlainLane operator-(PlainLane a, PlainLane b) noexcept { return of(a.v - b.v); }
    friend PlainLane operator*(PlainLane a, PlainLane b) noexcept { return of(a.v * b.v); }
    friend PlainLane operator/(PlainLane a, PlainLane b) noexcept { return of(a.v / b.v); }
    /// a b + c, rounded once.
    friend PlainLane mad(PlainLane a, PlainLane b, PlainLane c) noexcept {
        return of(std::fma(a.v, b.v, c.v));
    }
    /// c - a b, rounded once.
    friend PlainLane nmad(PlainLane a, PlainLane b, PlainLane c) noexcept {
        return of(std::fma(-a.v, b.v, c.v));
    }
    friend PlainLane lesser(PlainLane a, PlainLane b) noexcept { return of(a.v < b.v ? a.v : b.v); }
    friend PlainLane greater(PlainLane a, PlainLane b) noexcept {
        return of(a.v > b.v ? a.v : b.v);
    }
    friend bool above(PlainLane a, PlainLane b) noexcept { return a.v > b.v; }
    friend PlainLane choose(bool answer, PlainLane a, PlainLane b) noexcept {
        return answer ? a : b;
    }

    /// p 2^n, where the low bits of `shifted` hold n. @pre the result is a normal number
    friend PlainLane scaled(PlainLane p, PlainLane shifted) noexcept {
        return of(std::bit_cast<R>(static_cast<Bits>(
            std::bit_cast<Bits>(p.v) + (std::bit_cast<Bits>(shifted.v) << kMantissa))));
    }
    /// The bits shifted right by those of the mantissa, put into the low bits of `magic`.
    friend PlainLane exponent_into(PlainLane x, PlainLane magic) noexcept {
        return of(std::bit_cast<R>(static_cast<Bits>((std::bit_cast<Bits>(x.v) >> kMantissa) |
                                                     std::bit_cast<Bits>(magic.v))));
    }
    /// The mantissa of x with the exponent of `one`. @pre x > 0
    friend PlainLane mantissa_of(PlainLane x, PlainLane one) noexcept {
        const Bits mask = (Bits{1} << kMantissa) - 1;
        return of(std::bit_cast<R>(
            static_cast<Bits>((std::bit_cast<Bits>(x.v) & mask) | std::bit_cast<Bits>(one.v))));
    }
    static constexpr int kMantissa = sizeof(R) == 8 ? 52 : 23;
};

inline bool both(bool a, bool b) noexcept { return a && b; }
inline bool first_only(bool a, bool b) noexcept { return a && !b; }
inline bool any(bool answer) noexcept { return answer; }

}  // namespace sinew::ensemble
