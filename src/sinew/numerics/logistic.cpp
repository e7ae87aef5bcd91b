#include <sinew/numerics/logistic.hpp>
#include <sinew/numerics/wide_lanes.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>

namespace sinew::numerics {
namespace {

template <class V>
struct BitsOf;
template <>
struct BitsOf<Two> {
    using Type __attribute__((vector_size(16))) = std::int64_t;
};
template <>
struct BitsOf<Four> {
    using Type __attribute__((vector_size(32))) = std::int64_t;
};
template <>
struct BitsOf<Eight> {
    using Type __attribute__((vector_size(64))) = std::int64_t;
};

constexpr std::size_t kGroup = 8;  // numbers a group, whatever the width: so sums are folded alike

template <class V>
SINEW_INSIDE V all(double value) {
    return value - V{};
}

/// Of degree 9, lowest coefficient first, in halves that need not wait for each other.
template <class V>
SINEW_INSIDE V polynomial(V x, const double (&c)[10]) {
    const V x2 = x * x, x4 = x2 * x2;
    const V c01 = c[0] + c[1] * x, c23 = c[2] + c[3] * x, c45 = c[4] + c[5] * x,
            c67 = c[6] + c[7] * x, c89 = c[8] + c[9] * x;
    return (c01 + x2 * c23) + x4 * ((c45 + x2 * c67) + x4 * c89);
}

/// e^-x of numbers from 0.
template <class V>
SINEW_INSIDE V exp_of_minus(V x) {
    using Bits = typename BitsOf<V>::Type;
    constexpr double kPerLog2 = 0x1.71547652b82fep+0, kLog2 = 0x1.62e42fee00000p-1,
                     kLog2Rest = 0x1.a39ef35793c76p-33;
    constexpr double kWhole = 0x1.8p52;  // added and taken away: rounds to a whole number
    // (e^r - 1 - r) / r^2, Chebyshev series on |r| <= ln 2 / 2: 1.3e-17 of e^r.
    constexpr double kSeries[10] = {
        0x1.0000000000001p-1,  0x1.5555555555556p-3,  0x1.5555555553d4fp-5,  0x1.11111111109adp-7,
        0x1.6c16c17893833p-10, 0x1.a01a01a7c8d47p-13, 0x1.a019b8ef67c6cp-16, 0x1.71de0d9c145d0p-19,
        0x1.2891a8c1d838dp-22, 0x1.af38d53857513p-26};
    const V most = all<V>(708);
    x = x > most ? most : x;
    const V shifted = kWhole - x * kPerLog2;
    const V n = shifted - kWhole;
    const V r = (-x - n * kLog2) - n * kLog2Rest;  // e^-x = 2^n e^r
    const Bits power = (std::bit_cast<Bits>(shifted) + 1023) << 52;
    return (1 + (r + r * r * polynomial(r, kSeries))) * std::bit_cast<V>(power);
}

/// log(1 + x) of numbers in [0, 1], as 2 artanh(x / (2 + x)).
template <class V>
SINEW_INSIDE V log_of_one_and(V x) {
    // 2 (artanh(w) / w - 1) / w^2 in w^2, Chebyshev series on [0, 1/9]: 5e-18 of the whole.
    constexpr double kSeries[10] = {
        0x1.5555555555555p-1, 0x1.999999999a3ddp-2, 0x1.24924923d44c6p-2, 0x1.c71c727143318p-3,
        0x1.745cf0b0e03bdp-3, 0x1.3b18b294bebf9p-3, 0x1.10ac75dc602b1p-3, 0x1.eb905e8575054p-4,
        0x1.687a6e7c95176p-4, 0x1.4b0a26c5f2aefp-3};
    const V w = x / (2 + x), square = w * w;
    return (w + w) + w * square * polynomial(square, kSeries);
}

template <class V>
struct Curve {
    V log_one_and_exp, chance;
};

template <class V>
SINEW_INSIDE Curve<V> curve_at(V z) {
    const V none = V{}, one = all<V>(1);
    const V small = exp_of_minus(z > none ? z : -z);
    return {(z > none ? z : none) + log_of_one_and(small), (z > none ? one : small) / (1 + small)};
}

template <class V>
SINEW_INSIDE void curve_of_group(const double* z, double* log_one_and_exp, double* chance) {
    constexpr std::size_t kWidth = sizeof(V) / sizeof(double);
    for (std::size_t i = 0; i < kGroup; i += kWidth) {
        const Curve<V> curve = curve_at(load<V>(z + i));
        store(log_one_and_exp + i, curve.log_one_and_exp);
        store(chance + i, curve.chance);
    }
}

template <class V>
SINEW_INSIDE void slopes_of_group(const double* events, const double* n, double* z, double* sums) {
    constexpr std::size_t kWidth = sizeof(V) / sizeof(double);
    for (std::size_t i = 0; i < kGroup; i += kWidth) {
        const V here = load<V>(z + i), r = load<V>(events + i), of = load<V>(n + i);
        const Curve<V> curve = curve_at(here);
        store(sums + i, load<V>(sums + i) + (r * here - of * curve.log_one_and_exp));
        store(z + i, r - of * curve.chance);
    }
}

using Group = std::array<double, kGroup>;

template <class V>
SINEW_INSIDE void curves(const double* z, double* log_one_and_exp, double* chance,
                         std::size_t count) {
    std::size_t at = 0;
    for (; at + kGroup <= count; at += kGroup)
        curve_of_group<V>(z + at, log_one_and_exp + at, chance + at);
    if (at == count) return;
    Group rest{}, sums{}, chances{};
    std::memcpy(rest.data(), z + at, (count - at) * sizeof(double));
    curve_of_group<V>(rest.data(), sums.data(), chances.data());
    std::memcpy(log_one_and_exp + at, sums.data(), (count - at) * sizeof(double));
    std::memcpy(chance + at, chances.data(), (count - at) * sizeof(double));
}

template <class V>
SINEW_INSIDE double slopes(const double* events, const double* n, double* z, std::size_t count) {
    Group s{};
    std::size_t at = 0;
    for (; at + kGroup <= count; at += kGroup)
        slopes_of_group<V>(events + at, n + at, z + at, s.data());
    if (at < count) {
        const std::size_t bytes = (count - at) * sizeof(double);
        Group r{}, of{}, rest{};
        std::memcpy(r.data(), events + at, bytes);
        std::memcpy(of.data(), n + at, bytes);
        std::memcpy(rest.data(), z + at, bytes);
        slopes_of_group<V>(r.data(), of.data(), rest.data(), s.data());
        std::memcpy(z + at, rest.data(), bytes);
    }
    return ((s[0] + s[4]) + (s[2] + s[6])) + ((s[1] + s[5]) + (s[3] + s[7]));
}

#if defined(__x86_64__)
[[gnu::target("avx2")]] void curves_by_four(const double* z, double* sum, double* chance,
                                            std::size_t count) {
    curves<Four>(z, sum, chance, count);
}
[[gnu::target("avx512f")]] void curves_by_eight(const double* z, double* sum, double* chance,
                                                std::size_t count) {
    curves<Eight>(z, sum, chance, count);
}
[[gnu::target("avx2")]] double slopes_by_four(const double* events, const double* n, double* z,
                                              std::size_t count) {
    return slopes<Four>(events, n, z, count);
}
[[gnu::target("avx512f")]] double slopes_by_eight(const double* events, const double* n, double* z,
                                                  std::size_t count) {
    return slopes<Eight>(events, n, z, count);
}
#endif

}  // namespace

void logistic(std::span<const double> z, std::span<double> log_one_and_exp,
              std::span<double> chance, Width width) noexcept {
#if defined(__x86_64__)
    if (width == Width::eight)
        return curves_by_eight(z.data(), log_one_and_exp.data(), chance.data(), z.size());
    if (width == Width::four)
        return curves_by_four(z.data(), log_one_and_exp.data(), chance.data(), z.size());
#endif
    (void)width;
    curves<Two>(z.data(), log_one_and_exp.data(), chance.data(), z.size());
}

double binomial_slopes(std::span<const double> events, std::span<const double> n,
                       std::span<double> z, Width width) noexcept {
#if defined(__x86_64__)
    if (width == Width::eight) return slopes_by_eight(events.data(), n.data(), z.data(), z.size());
    if (width == Width::four) return slopes_by_four(events.data(), n.data(), z.data(), z.size());
#endif
    (void)width;
    return slopes<Two>(events.data(), n.data(), z.data(), z.size());
}

}  // namespace sinew::numerics
