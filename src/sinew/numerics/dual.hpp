// A number that carries its derivatives with it: whatever is computed of it, its slopes come along (forward mode).
#pragma once

#include <array>
#include <cmath>
#include <cstddef>

namespace sinew::numerics {

/// A value and its derivatives by N quantities at once. Comparisons look at the value alone: at a kink the derivative is that of
/// the side the value is on.
template <std::size_t N>
struct Dual {
    double value = 0;
    std::array<double, N> slope{};

    Dual() = default;
    /// A constant. Not explicit: numbers and duals mix in formulas.
    constexpr Dual(double constant) noexcept : value{constant} {}  // NOLINT

    /// The quantity number `which` itself. @pre which < N
    [[nodiscard]] static constexpr Dual variable(double at, std::size_t which) noexcept {
        Dual x{at};
        x.slope[which] = 1;
        return x;
    }

    /// f(x) where f'(x) is known.
    [[nodiscard]] constexpr Dual through(double f, double derivative) const noexcept {
        Dual y{f};
        for (std::size_t i = 0; i < N; ++i) y.slope[i] = derivative * slope[i];
        return y;
    }

    constexpr Dual& operator+=(const Dual& b) noexcept { return *this = *this + b; }
    constexpr Dual& operator-=(const Dual& b) noexcept { return *this = *this - b; }
    constexpr Dual& operator*=(const Dual& b) noexcept { return *this = *this * b; }
    constexpr Dual& operator/=(const Dual& b) noexcept { return *this = *this / b; }

    friend constexpr Dual operator-(const Dual& a) noexcept { return a.through(-a.value, -1); }
    friend constexpr Dual operator+(const Dual& a, const Dual& b) noexcept {
        Dual y{a.value + b.value};
        for (std::size_t i = 0; i < N; ++i) y.slope[i] = a.slope[i] + b.slope[i];
        return y;
    }
    friend constexpr Dual operator-(const Dual& a, const Dual& b) noexcept {
        Dual y{a.value - b.value};
        for (std::size_t i = 0; i < N; ++i) y.slope[i] = a.slope[i] - b.slope[i];
        return y;
    }
    friend constexpr Dual operator*(const Dual& a, const Dual& b) noexcept {
        Dual y{a.value * b.value};
        for (std::size_t i = 0; i < N; ++i)
            y.slope[i] = a.slope[i] * b.value + a.value * b.slope[i];
        return y;
    }
    friend constexpr Dual operator/(const Dual& a, const Dual& b) noexcept {
        Dual y{a.value / b.value};
        for (std::size_t i = 0; i < N; ++i)
            y.slope[i] = (a.slope[i] - y.value * b.slope[i]) / b.value;
        return y;
    }

    friend constexpr bool operator<(const Dual& a, const Dual& b) noexcept {
        return a.value < b.value;
    }
    friend constexpr bool operator>(const Dual& a, const Dual& b) noexcept {
        return a.value > b.value;
    }
    friend constexpr bool operator<=(const Dual& a, const Dual& b) noexcept {
        return a.value <= b.value;
    }
    friend constexpr bool operator>=(const Dual& a, const Dual& b) noexcept {
        return a.value >= b.value;
    }
    friend constexpr bool operator==(const Dual& a, const Dual& b) noexcept {
        return a.value == b.value;
    }
};

template <std::size_t N>
[[nodiscard]] Dual<N> exp(const Dual<N>& x) noexcept {
    const double y = std::exp(x.value);
    return x.through(y, y);
}
/// @pre x > 0
template <std::size_t N>
[[nodiscard]] Dual<N> log(const Dual<N>& x) noexcept {
    return x.through(std::log(x.value), 1 / x.value);
}
/// @pre x > 0
template <std::size_t N>
[[nodiscard]] Dual<N> sqrt(const Dual<N>& x) noexcept {
    const double y = std::sqrt(x.value);
    return x.through(y, 0.5 / y);
}
/// @pre base > 0
template <std::size_t N>
[[nodiscard]] Dual<N> pow(const Dual<N>& base, const Dual<N>& exponent) noexcept {
    return exp(exponent * log(base));
}
/// `a` where the answer of a comparison holds, else `b`.
template <std::size_t N>
[[nodiscard]] constexpr Dual<N> select(bool answer, const Dual<N>& a, const Dual<N>& b) noexcept {
    return answer ? a : b;
}
template <std::size_t N>
[[nodiscard]] constexpr Dual<N> max(const Dual<N>& a, const Dual<N>& b) noexcept {
    return a.value < b.value ? b : a;
}
template <std::size_t N>
[[nodiscard]] constexpr Dual<N> min(const Dual<N>& a, const Dual<N>& b) noexcept {
    return b.value < a.value ? b : a;
}

}  // namespace sinew::numerics
