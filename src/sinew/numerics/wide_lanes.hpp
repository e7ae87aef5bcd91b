// Vectors of two, four and eight doubles for code that is compiled once a width. Inside this room only.
#pragma once

#include <array>
#include <cstddef>
#include <cstring>
#include <utility>

namespace sinew::numerics {

using Two __attribute__((vector_size(16))) = double;
using Four __attribute__((vector_size(32))) = double;
using Eight __attribute__((vector_size(64))) = double;

#define SINEW_INSIDE [[gnu::always_inline]] inline  // takes the instructions of whoever calls

template <class V>
SINEW_INSIDE V load(const double* from) {
    V made;
    std::memcpy(&made, from, sizeof made);
    return made;
}

template <class V>
SINEW_INSIDE void store(double* to, V value) {
    std::memcpy(to, &value, sizeof value);
}

/// Eight numbers in as many registers as it takes, and what is done to each of them.
template <class V>
struct EightLanes {
    static constexpr std::size_t kWidth = sizeof(V) / sizeof(double), kParts = 8 / kWidth;
    V part[kParts] = {};
};

template <std::size_t N>
using Parts = std::make_index_sequence<N>;

/// sum += a b.
template <class V, std::size_t... I>
SINEW_INSIDE void add_products(EightLanes<V>& sum, const double* a, const double* b,
                               std::index_sequence<I...>) {
    constexpr std::size_t w = EightLanes<V>::kWidth;
    ((sum.part[I] += load<V>(a + I * w) * load<V>(b + I * w)), ...);
}

/// sum += factor a.
template <class V, std::size_t... I>
SINEW_INSIDE void add_multiple(EightLanes<V>& sum, double factor, const double* a,
                               std::index_sequence<I...>) {
    ((sum.part[I] += factor * load<V>(a + I * EightLanes<V>::kWidth)), ...);
}

/// The sum of eight lanes, in one order.
template <class V>
SINEW_INSIDE double folded(const EightLanes<V>& lanes) {
    std::array<double, 8> s;
    std::memcpy(s.data(), lanes.part, sizeof lanes.part);
    return ((s[0] + s[4]) + (s[2] + s[6])) + ((s[1] + s[5]) + (s[3] + s[7]));
}

}  // namespace sinew::numerics
