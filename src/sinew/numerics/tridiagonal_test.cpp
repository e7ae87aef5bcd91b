// Q T Q' is the matrix, Q keeps lengths, and the width of a register changes no bit.
#include <sinew/base/random_stream.hpp>
#include <sinew/numerics/draws.hpp>
#include <sinew/numerics/tridiagonal.hpp>

#include <gtest/gtest.h>

#include <cmath>

namespace sinew::numerics {
namespace {

/// Symmetric, full, with one column that needs no reflection.
std::vector<double> made_matrix(std::size_t n, RandomStream& stream) {
    std::vector<double> a(n * n);
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = 0; j <= i; ++j)
            a[i * n + j] = a[j * n + i] =
                j == 0 && i > 1 && n % 3 == 0 ? 0 : normal_draw(stream) + (i == j ? 3 : 0);
    return a;
}

TEST(Tridiagonal, turns_the_matrix_into_its_bands) {
    RandomStream stream{1, "tridiagonal"};
    for (const std::size_t n : {1u, 2u, 3u, 7u, 8u, 9u, 17u, 40u, 61u}) {
        const auto a = made_matrix(n, stream);
        const Tridiagonal found{a, n};
        // Q' A Q = Q' (Q' A)': A is symmetric.
        std::vector<double> once = a, twice(n * n);
        found.turn(once.data(), n);
        for (std::size_t i = 0; i < n; ++i)
            for (std::size_t j = 0; j < n; ++j) twice[j * n + i] = once[i * n + j];
        found.turn(twice.data(), n);
        for (std::size_t i = 0; i < n; ++i)
            for (std::size_t j = 0; j < n; ++j) {
                const double band = i == j       ? found.diagonal()[i]
                                    : i + 1 == j ? found.off()[i]
                                    : j + 1 == i ? found.off()[j]
                                                 : 0;
                EXPECT_NEAR(twice[i * n + j], band, 1e-13 * static_cast<double>(n)) << n;
            }
        double before = 0, after = 0;
        for (const double value : a) before += value * value;
        for (const double value : once) after += value * value;
        EXPECT_NEAR(after / before, 1, 1e-13);
    }
}

TEST(Tridiagonal, has_the_same_bits_at_every_width) {
    RandomStream stream{2, "tridiagonal"};
    for (const std::size_t n : {2u, 5u, 8u, 23u, 50u}) {
        const auto a = made_matrix(n, stream);
        const Tridiagonal two{a, n, Width::two};
        std::vector<double> plain(n * 13);
        for (double& value : plain) value = normal_draw(stream);
        const auto before = plain;
        two.turn(plain.data(), 13);
        for (const Width width : {Width::four, Width::eight}) {
            if (width > widest_lanes()) continue;
            const Tridiagonal wide{a, n, width};
            EXPECT_EQ(wide.diagonal(), two.diagonal());
            EXPECT_EQ(wide.off(), two.off());
            auto turned = before;
            wide.turn(turned.data(), 13);
            EXPECT_EQ(turned, plain);
        }
    }
}

}  // namespace
}  // namespace sinew::numerics
