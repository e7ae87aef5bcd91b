// Eight doubles that behave as one number, in registers of one width: for code that is compiled once a width, each in a file of its own.
// Operations round once each and never fuse; exp and log are written out in them: the same bits at every width.
// Everything here is local to the file that includes it, which may be compiled for a wider machine.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

namespace sinew::numerics {
namespace {  // NOLINT: on purpose, see above

/// @tparam Width  doubles in a register: 1, 2, 4 or 8
template <std::size_t Width>
struct RegisterOf {
    using Values __attribute__((vector_size(8 * Width))) = double;
    using Bits __attribute__((vector_size(8 * Width))) = std::int64_t;
};

template <std::size_t Width>
struct EightLane {
    using Values = typename RegisterOf<Width>::Values;
    using Bits = typename RegisterOf<Width>::Bits;
    static constexpr std::size_t kParts = 8 / Width;
    Values part[kParts];

    EightLane() = default;
    explicit EightLane(double x) noexcept {
        for (Values& one : part) one = Values{} + x;
    }
    static EightLane load(const double* from) noexcept {
        EightLane lane;
        std::memcpy(lane.part, from, sizeof lane.part);
        return lane;
    }
    void store(double* to) const noexcept { std::memcpy(to, part, sizeof part); }
};

template <std::size_t W>
struct EightAnswer {
    typename RegisterOf<W>::Bits part[8 / W];
};

#define SINEW_LANE_OPERATOR(op)                                                        \
    template <std::size_t W>                                                           \
    inline EightLane<W> operator op(const EightLane<W>& a, const EightLane<W>& b) {    \
        EightLane<W> made;                                                             \
        for (std::size_t k = 0; k < 8 / W; ++k) made.part[k] = a.part[k] op b.part[k]; \
        return made;                                                                   \
    }
SINEW_LANE_OPERATOR(+)
SINEW_LANE_OPERATOR(-)
SINEW_LANE_OPERATOR(*)
SINEW_LANE_OPERATOR(/)
#undef SINEW_LANE_OPERATOR

#define SINEW_LANE_COMPARISON(op)                                                      \
    template <std::size_t W>                                                           \
    inline EightAnswer<W> operator op(const EightLane<W>& a, const EightLane<W>& b) {  \
        EightAnswer<W> made;                                                           \
        for (std::size_t k = 0; k < 8 / W; ++k) made.part[k] = a.part[k] op b.part[k]; \
        return made;                                                                   \
    }
SINEW_LANE_COMPARISON(<)
SINEW_LANE_COMPARISON(>)
SINEW_LANE_COMPARISON(<=)
SINEW_LANE_COMPARISON(>=)
SINEW_LANE_COMPARISON(==)
#undef SINEW_LANE_COMPARISON

template <std::size_t W>
inline EightLane<W> operator-(const EightLane<W>& a) {
    EightLane<W> made;
    for (std::size_t k = 0; k < 8 / W; ++k) made.part[k] = -a.part[k];
    return made;
}
template <std::size_t W>
inline EightLane<W> select(const EightAnswer<W>& answer, const EightLane<W>& a,
                           const EightLane<W>& b) {
    EightLane<W> made;
    for (std::size_t k = 0; k < 8 / W; ++k) made.part[k] = answer.part[k] ? a.part[k] : b.part[k];
    return made;
}
template <std::size_t W>
inline EightLane<W> min(const EightLane<W>& a, const EightLane<W>& b) {
    return select(b < a, b, a);
}
template <std::size_t W>
inline EightLane<W> max(const EightLane<W>& a, const EightLane<W>& b) {
    return select(a < b, b, a);
}
template <std::size_t W>
inline EightLane<W> abs(const EightLane<W>& a) {
    return max(a, -a);
}

/// e^x within two units of the last place for |x| <= 700, the nearest of these beyond.
template <std::size_t W>
inline EightLane<W> exp(const EightLane<W>& wanted) {
    using Lane = EightLane<W>;
    using Bits = typename Lane::Bits;
    const Lane x = max(Lane(-700), min(Lane(700), wanted));
    const Lane magic(0x1.8p52);
    const Lane shifted = x * Lane(1.4426950408889634074) + magic;
    const Lane n = shifted - magic;
    // ln 2 in two parts; the first has so few bits that n times it is exact.
    const Lane r =
        (x - n * Lane(6.93147180369123816490e-01)) - n * Lane(1.90821492927058770002e-10);
    // Taylor to the 13th power: |r| <= 0.347 leaves 5e-18.
    constexpr double kInverse[] = {1.0 / 6227020800,
                                   1.0 / 479001600,
                                   1.0 / 39916800,
                                   1.0 / 3628800,
                                   1.0 / 362880,
                                   1.0 / 40320,
                                   1.0 / 5040,
                                   1.0 / 720,
                                   1.0 / 120,
                                   1.0 / 24,
                                   1.0 / 6,
                                   0.5,
                                   1.0,
                                   1.0};
    Lane sum(kInverse[0]);
    for (std::size_t i = 1; i < std::size(kInverse); ++i) sum = sum * r + Lane(kInverse[i]);
    for (std::size_t k = 0; k < Lane::kParts; ++k)
        sum.part[k] = reinterpret_cast<typename Lane::Values>(
            reinterpret_cast<Bits>(sum.part[k]) + (reinterpret_cast<Bits>(shifted.part[k]) << 52));
    return sum;
}

/// ln x within a few units of the last place. @pre x is a normal number above 0
template <std::size_t W>
inline EightLane<W> log(const EightLane<W>& x) {
    using Lane = EightLane<W>;
    using Bits = typename Lane::Bits;
    constexpr double kMagic = 0x1p52, kBias = 1023;
    constexpr std::int64_t kMantissa = (std::int64_t{1} << 52) - 1;
    constexpr std::int64_t kMagicBits = 0x4330000000000000, kOneBits = 0x3FF0000000000000;
    Lane n, m;
    for (std::size_t k = 0; k < Lane::kParts; ++k) {
        const Bits bits = reinterpret_cast<Bits>(x.part[k]);
        n.part[k] = reinterpret_cast<typename Lane::Values>((bits >> 52) | kMagicBits);
        m.part[k] = reinterpret_cast<typename Lane::Values>((bits & kMantissa) | kOneBits);
    }
    n = n - Lane(kMagic + kBias);
    const auto large = m > Lane(1.41421356237309504880);
    m = select(large, m * Lane(0.5), m);
    n = select(large, n + Lane(1), n);
    const Lane s = (m - Lane(1)) / (m + Lane(1)), s2 = s * s;  // ln m = 2 artanh s, |s| <= 0.172
    Lane sum(2.0 / 23);
    for (int k = 21; k >= 1; k -= 2) sum = sum * s2 + Lane(2.0 / k);
    return n * Lane(6.93147180369123816490e-01) + (sum * s + n * Lane(1.90821492927058770002e-10));
}

}  // namespace
}  // namespace sinew::numerics
