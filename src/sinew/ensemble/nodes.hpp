// Points of a step at which the targets are looked at, and what follows from them: Lagrange polynomials, their integrals, their moments.
#pragma once

#include <array>
#include <cstddef>

namespace sinew::ensemble {

/// Gauss-Lobatto points of [0, 1]: both ends and S - 1 between. @pre 1 <= S <= 5
/// Roots of the derivative of the Legendre polynomial (recalled; wrong ones would show in the error of every state).
template <int S>
constexpr std::array<double, S + 1> lobatto_points() {
    if constexpr (S == 1) return {0, 1};
    if constexpr (S == 2) return {0, 0.5, 1};
    if constexpr (S == 3) return {0, 0.27639320225002103036, 0.72360679774997896964, 1};
    if constexpr (S == 4) return {0, 0.17267316464601142810, 0.5, 0.82732683535398857190, 1};
    if constexpr (S == 5)
        return {0,
                0.11747233803526765357,
                0.35738424175967745184,
                0.64261575824032254816,
                0.88252766196473234643,
                1};
}

template <int S>
struct Nodes {
    static constexpr std::size_t kCount = static_cast<std::size_t>(S) + 1;
    std::array<double, kCount> point = lobatto_points<S>();
    /// Coefficients of the Lagrange polynomials: l_j(t) = sum over k of power[j][k] t^k.
    std::array<std::array<double, kCount>, kCount> power{};
    /// integral[i][j]: of l_j from 0 to point i. The last row is the rule of the whole step.
    std::array<std::array<double, kCount>, kCount> integral{};
    /// moment[i][j][k] = power[j][k] c_i^(k+1) k!: the weight of phi_{k+1} in the answer at point i to l_j.
    std::array<std::array<std::array<double, kCount>, kCount>, kCount> moment{};

    constexpr Nodes() {
        for (std::size_t j = 0; j < kCount; ++j) {
            std::array<double, kCount> poly{1};
            std::size_t degree = 0;
            for (std::size_t other = 0; other < kCount; ++other) {
                if (other == j) continue;
                const double scale = 1 / (point[j] - point[other]);
                std::array<double, kCount> next{};
                for (std::size_t k = 0; k <= degree; ++k) {
                    next[k + 1] += poly[k] * scale;
                    next[k] -= poly[k] * point[other] * scale;
                }
                poly = next;
                ++degree;
            }
            power[j] = poly;
        }
        for (std::size_t i = 0; i < kCount; ++i)
            for (std::size_t j = 0; j < kCount; ++j) {
                double reach = 1, factorial = 1;
                for (std::size_t k = 0; k < kCount; ++k) {
                    reach *= point[i];
                    if (k > 0) factorial *= static_cast<double>(k);
                    integral[i][j] += power[j][k] * reach / static_cast<double>(k + 1);
                    moment[i][j][k] = power[j][k] * reach * factorial;
                }
            }
    }
};

template <int S>
inline constexpr Nodes<S> kNodes{};

/// 1 / n! for n = first .. first + count - 1.
template <int first, int count>
constexpr std::array<double, static_cast<std::size_t>(count)> inverse_factorials() {
    std::array<double, static_cast<std::size_t>(count)> inverse{};
    double factorial = 1;
    for (int n = 2; n <= first; ++n) factorial *= n;
    for (int n = 0; n < count; ++n) {
        if (n > 0) factorial *= n + first;
        inverse[static_cast<std::size_t>(n)] = 1 / factorial;
    }
    return inverse;
}

}  // namespace sinew::ensemble
