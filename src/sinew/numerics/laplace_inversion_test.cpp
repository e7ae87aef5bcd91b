#include <sinew/numerics/distributions.hpp>
#include <sinew/numerics/laplace_inversion.hpp>

#include <gtest/gtest.h>

#include <cmath>

namespace sinew::numerics {
namespace {

using Complex = std::complex<double>;

TEST(InverseLaplace, KnowsExponentialsAndSteps) {
    for (const double t : {0.01, 0.5, 1.0, 3.0, 20.0}) {
        EXPECT_NEAR(inverse_laplace([](Complex s) { return 1.0 / (s + 1.0); }, t), std::exp(-t),
                    1e-12);
        EXPECT_NEAR(inverse_laplace([](Complex s) { return 1.0 / s; }, t), 1.0, 1e-12);
        EXPECT_NEAR(inverse_laplace([](Complex s) { return 1.0 / (s * s); }, t), t, 1e-12 * t);
    }
}

/// The distribution function of chi-squared is the inverse of (1 + 2 s)^(-n/2) / s.
TEST(InverseLaplace, KnowsChiSquaredInBothTails) {
    for (const double degrees : {1.0, 2.0, 7.0, 40.0, 199.0}) {
        const int points = 32 + static_cast<int>(degrees / 2);
        for (const double p : {1e-6, 0.025, 0.5, 0.975, 0.999999}) {
            const double x = chi_squared_quantile(p, degrees);
            const double below = inverse_laplace(
                [&](Complex s) { return std::exp(-0.5 * degrees * std::log(1.0 + 2.0 * s)) / s; },
                x, points);
            EXPECT_NEAR(below, p, 1e-11) << degrees;
        }
    }
}

}  // namespace
}  // namespace sinew::numerics
