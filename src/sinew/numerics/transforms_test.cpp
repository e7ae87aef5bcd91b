// Transforms, solves and models against definitions, and against answers known in closed form.
#include <sinew/base/random_stream.hpp>
#include <sinew/numerics/autoregression.hpp>
#include <sinew/numerics/cubic_spline.hpp>
#include <sinew/numerics/fourier.hpp>
#include <sinew/numerics/lomb_scargle.hpp>
#include <sinew/numerics/smoothness_priors.hpp>
#include <sinew/numerics/straight_line.hpp>

#include <gtest/gtest.h>
#include <cmath>
#include <complex>
#include <vector>

namespace sinew::numerics {
namespace {

std::vector<double> noise(std::uint64_t seed, std::size_t count) {
    RandomStream stream{seed, "noise"};
    std::vector<double> values(count);
    for (double& value : values)
        value = stream.uniform() + stream.uniform() + stream.uniform() - 1.5;
    return values;
}

TEST(FourierTransform, is_the_sum_it_is_defined_as) {
    for (const std::size_t n : {1U, 2U, 3U, 7U, 8U, 30U, 480U}) {
        const std::vector<double> real = noise(n, n), imaginary = noise(n + 1000, n);
        std::vector<std::complex<double>> x(n), fast(n);
        for (std::size_t i = 0; i < n; ++i) x[i] = {real[i], imaginary[i]};
        Fourier{n}.forward(x, fast);
        double energy = 0, spectrum = 0;
        for (std::size_t k = 0; k < n; ++k) {
            std::complex<double> sum = 0;
            for (std::size_t j = 0; j < n; ++j)
                sum += x[j] * std::polar(1.0, -2 * M_PI * static_cast<double>(j * k % n) /
                                                  static_cast<double>(n));
            EXPECT_LT(std::abs(sum - fast[k]), 1e-12 * static_cast<double>(n + 1)) << n << " " << k;
            energy += std::norm(x[k]);
            spectrum += std::norm(fast[k]);
        }
        EXPECT_NEAR(spectrum / static_cast<double>(n), energy, 1e-12 * energy)
            << "Parseval, n = " << n;
    }
}

TEST(FourierTransform, handy_sizes_are_close_above) {
    for (std::size_t n = 4; n < 5000; ++n) {
        EXPECT_GE(handy_size(n), n);
        EXPECT_LE(static_cast<double>(handy_size(n)), 1.34 * static_cast<double>(n) + 1);
    }
}

TEST(CubicSpline, goes_through_its_points_and_keeps_a_line_straight) {
    const std::vector<double> x{0, 0.5, 1.5, 2, 3.5, 4}, line{1, 2, 4, 5, 8, 9};
    const std::vector<double> values = resample_spline(x, line, 0.25);
    ASSERT_EQ(values.size(), 17U);
    for (std::size_t k = 0; k < values.size(); ++k)
        EXPECT_NEAR(values[k], 1 + 2 * 0.25 * static_cast<double>(k), 1e-12);
    const std::vector<double> bent{3, -1, 4, 1, -5, 9}, through = resample_spline(x, bent, 0.5);
    EXPECT_NEAR(through[0], 3, 1e-12);
    EXPECT_NEAR(through[1], -1, 1e-12);
    EXPECT_NEAR(through[3], 4, 1e-12);
    EXPECT_NEAR(through[7], -5, 1e-12);
    EXPECT_NEAR(through[8], 9, 1e-12);
    EXPECT_EQ(resample_spline(std::vector<double>{5}, std::vector<double>{2}, 1),
              std::vector<double>{2});
    EXPECT_EQ(resample_spline(std::vector<double>{0, 2}, std::vector<double>{0, 2}, 1),
              (std::vector<double>{0, 1, 2}));
}

TEST(CubicSpline, follows_a_sine) {
    std::vector<double> x, y;
    for (int i = 0; i <= 200; ++i) {
        x.push_back(0.05 * i + 0.01 * std::sin(i));
        y.push_back(std::sin(x.back()));
    }
    const std::vector<double> values = resample_spline(x, y, 0.01);
    for (std::size_t k = 100; k + 100 < values.size(); ++k)
        EXPECT_NEAR(values[k], std::sin(x[0] + 0.01 * static_cast<double>(k)), 1e-6);
}

/// The system the trend solves, row by row: (I + lambda^2 D'D) trend = values.
void expect_solved(const std::vector<double>& trend, const std::vector<double>& values,
                   double lambda) {
    const std::size_t n = values.size();
    std::vector<double> left = trend;
    for (std::size_t r = 0; r + 2 < n; ++r) {
        const double bend = lambda * lambda * (trend[r] - 2 * trend[r + 1] + trend[r + 2]);
        left[r] += bend;
        left[r + 1] -= 2 * bend;
        left[r + 2] += bend;
    }
    for (std::size_t i = 0; i < n; ++i)
        ASSERT_NEAR(left[i], values[i], 1e-9 * (1 + lambda))
            << "row " << i << " of " << n << ", lambda " << lambda;
}

TEST(SmoothnessPriorsTrend, solves_its_system) {
    for (const double lambda : {0.0, 1.0, 10.0, 500.0}) {
        SmoothnessPriors priors{lambda};
        for (const std::size_t n :
             {3U, 4U, 5U, 6U, 20U, 1200U, 5U, 3000U}) {  // long after short and short after long
            std::vector<double> values = noise(n, n);
            for (std::size_t i = 0; i < n; ++i) values[i] += 0.01 * static_cast<double>(i);
            std::vector<double> trend = values;
            priors.to_trend(trend);
            expect_solved(trend, values, lambda);
        }
    }
}

TEST(SmoothnessPriorsTrend, a_line_is_its_own_trend) {
    std::vector<double> line(500);
    for (std::size_t i = 0; i < line.size(); ++i) line[i] = 3 + 0.5 * static_cast<double>(i);
    std::vector<double> trend = line;
    SmoothnessPriors{500}.to_trend(trend);
    for (std::size_t i = 0; i < line.size(); ++i) EXPECT_NEAR(trend[i], line[i], 1e-7);
}

TEST(Autoregressive, finds_the_process_that_made_a_series) {
    const std::vector<double> driving = noise(99, 200'000);
    std::vector<double> x(driving.size());
    for (std::size_t t = 2; t < x.size(); ++t) x[t] = 1.2 * x[t - 1] - 0.7 * x[t - 2] + driving[t];
    for (const Autoregression& model : {burg(x, 2), yule_walker(x, 2)}) {
        EXPECT_NEAR(model.coefficients[0], -1.2, 0.01);
        EXPECT_NEAR(model.coefficients[1], 0.7, 0.01);
        EXPECT_NEAR(model.noise_variance, 0.25, 0.005);  // three uniform variables: 3 / 12
    }
}

TEST(Autoregressive, yule_walker_solves_its_equations) {
    const std::vector<double> x = noise(5, 300);
    const std::size_t order = 16;
    const Autoregression model = yule_walker(x, order);
    std::vector<double> covariance(order + 1, 0.0);
    for (std::size_t lag = 0; lag <= order; ++lag)
        for (std::size_t i = 0; i + lag < x.size(); ++i) covariance[lag] += x[i] * x[i + lag];
    for (std::size_t row = 1; row <= order; ++row) {
        double sum = covariance[row];
        for (std::size_t k = 1; k <= order; ++k)
            sum += model.coefficients[k - 1] * covariance[row > k ? row - k : k - row];
        EXPECT_NEAR(sum, 0, 1e-9 * covariance[0]);
    }
}

TEST(Autoregressive, density_holds_the_variance) {
    const Autoregression model{{-0.9}, 0.19};  // variance 0.19 / (1 - 0.81) = 1
    const std::vector<double> density = density_of(model, 4, 1e-4, 20'001);
    double sum = 0;
    for (const double value : density) sum += value;
    EXPECT_NEAR((sum - (density.front() + density.back()) / 2) * 1e-4, 1, 1e-6);
}

TEST(Autoregressive, silence_has_no_noise) {
    const std::vector<double> silence(100, 0.0);
    EXPECT_EQ(burg(silence, 16).noise_variance, 0);
    EXPECT_EQ(yule_walker(silence, 16).noise_variance, 0);
}

TEST(LombScargle, fast_is_the_definition) {
    for (const std::size_t n : {3U, 20U, 350U, 1000U}) {
        RandomStream stream{n, "times"};
        std::vector<double> times(n), values = noise(n, n);
        double t = 17;
        for (double& time : times) time = t += 0.5 + stream.uniform();
        const double step = 0.7 / (times.back() - times.front());
        const auto count = static_cast<std::size_t>(0.5 / step);
        FourierPlans plans;
        const std::vector<double> fast = lomb_scargle(times, values, step, count, plans);
        const std::vector<double> plain = lomb_scargle_reference(times, values, step, count);
        for (std::size_t k = 0; k < count; ++k)
            EXPECT_NEAR(fast[k], plain[k], 1e-7 * plain[k] + 1e-14) << "n " << n << " k " << k;
    }
}

TEST(LombScargle, a_sine_has_its_power_where_it_is) {
    RandomStream stream{4, "times"};
    std::vector<double> times(400), values;
    double t = 0;
    for (double& time : times) {
        time = t += 0.6 + 0.4 * stream.uniform();
        values.push_back(3 * std::sin(2 * M_PI * 0.1 * time + 0.4));
    }
    FourierPlans plans;
    const std::vector<double> power = lomb_scargle(times, values, 0.01, 50, plans);
    EXPECT_NEAR(power[9], 400 * 9.0 / 4, 40);
    EXPECT_EQ(std::max_element(power.begin(), power.end()) - power.begin(), 9);
}

TEST(StraightLineFit, known_lines) {
    const std::vector<double> x{1, 2, 3, 4}, y{3, 5, 7, 9}, still{2, 2, 2, 2};
    EXPECT_DOUBLE_EQ(fit_line(x, y).slope, 2);
    EXPECT_DOUBLE_EQ(fit_line(x, y).intercept, 1);
    EXPECT_EQ(fit_line(still, y).slope, 0);
}

}  // namespace
}  // namespace sinew::numerics
