#include <sinew/numerics/autoregression.hpp>
#include <sinew/numerics/lanes.hpp>

#include <algorithm>
#include <array>
#include <cmath>

namespace sinew::numerics {
namespace {

// Sums run in eight stripes that are folded in a fixed order: the same bits whatever the register's width.
constexpr std::size_t kStripes = 8;
using Stripes = std::array<double, kStripes>;

double product_sum(const double* a, const double* b, std::size_t n) noexcept {
    Lanes first{}, second{}, third{}, fourth{};
    std::size_t i = 0;
    for (; i + kStripes <= n; i += kStripes) {
        first += load_lanes(a + i) * load_lanes(b + i);
        second += load_lanes(a + i + 2) * load_lanes(b + i + 2);
        third += load_lanes(a + i + 4) * load_lanes(b + i + 4);
        fourth += load_lanes(a + i + 6) * load_lanes(b + i + 6);
    }
    const Lanes sums = (first + third) + (second + fourth);
    double rest = 0;
    for (; i < n; ++i) rest += a[i] * b[i];
    return (sums[0] + sums[1]) + rest;
}

/// One step of the lattice on n pairs of errors.
void step_errors(double* f, double* b, std::size_t n, double reflection) noexcept {
    std::size_t i = 0;
    for (; i + 2 <= n; i += 2) {
        const Lanes ahead = load_lanes(f + i), back = load_lanes(b + i);
        store_lanes(f + i, ahead + reflection * back);
        store_lanes(b + i, back + reflection * ahead);
    }
    if (i == n) return;
    const double ahead = f[i], back = b[i];
    f[i] = ahead + reflection * back;
    b[i] = back + reflection * ahead;
}

/// Levinson's step: coefficients of one order more, from the reflection.
void extend(std::vector<double>& coefficients, std::size_t order, double reflection) {
    for (std::size_t k = 0; k < order / 2; ++k) {
        const double a = coefficients[k], b = coefficients[order - 1 - k];
        coefficients[k] = a + reflection * b;
        coefficients[order - 1 - k] = b + reflection * a;
    }
    if (order % 2 == 1) coefficients[order / 2] *= 1 + reflection;
    coefficients[order] = reflection;
}

}  // namespace

Autoregression burg(std::span<const double> values, std::size_t order) {
    const std::size_t n = values.size();
    Autoregression model{std::vector<double>(order, 0.0), 0};
    std::vector<double> forward(values.begin(), values.end()), backward = forward;
    const double energy = product_sum(forward.data(), forward.data(), n);
    model.noise_variance = energy / static_cast<double>(n);
    // forward[i + 1] and backward[i] are the errors that meet in a step.
    double both = 2 * energy - forward[0] * forward[0] - backward[n - 1] * backward[n - 1];
    double product = product_sum(forward.data() + 1, backward.data(), n - 1);
    for (std::size_t m = 0; m < order && both > 1e-14 * energy; ++m) {
        double *f = forward.data() + m + 1, *b = backward.data();
        const std::size_t count = n - m - 1;
        const double reflection = -2 * product / both;
        extend(model.coefficients, m, reflection);
        model.noise_variance *= 1 - reflection * reflection;
        step_errors(f, b, count, reflection);
        product = product_sum(f + 1, b, count - 1);
        // What leaves at the ends is taken off, so that the energies need no second sum.
        both = (1 - reflection * reflection) * both - f[0] * f[0] - b[count - 1] * b[count - 1];
    }
    return model;
}

Autoregression yule_walker(std::span<const double> values, std::size_t order) {
    const std::size_t n = values.size();
    Autoregression model{std::vector<double>(order, 0.0), 0};
    std::vector<double> covariance(order + 1);
    for (std::size_t lag = 0; lag <= order; ++lag)
        covariance[lag] =
            product_sum(values.data(), values.data() + lag, n - lag) / static_cast<double>(n);
    model.noise_variance = covariance[0];
    for (std::size_t m = 0; m < order && model.noise_variance > 0; ++m) {
        double sum = covariance[m + 1];
        for (std::size_t k = 0; k < m; ++k) sum += model.coefficients[k] * covariance[m - k];
        const double reflection = -sum / model.noise_variance;
        extend(model.coefficients, m, reflection);
        model.noise_variance *= 1 - reflection * reflection;
    }
    return model;
}

std::vector<double> density_of(const Autoregression& model, double sampling_hz, double step_hz,
                               std::size_t count) {
    std::vector<double> density(count);
    const double scale = 2 * model.noise_variance / sampling_hz;
    const double angle = 2 * M_PI * step_hz / sampling_hz;
    const double turn_c = std::cos(static_cast<double>(kStripes) * angle),
                 turn_s = std::sin(static_cast<double>(kStripes) * angle);
    Stripes c{}, s{};
    for (std::size_t begin = 0; begin < count; begin += kStripes) {
        Stripes real{}, imaginary{};
        for (std::size_t k = 0; k < kStripes; ++k) {
            if (begin % (32 * kStripes) == 0) {  // anew from time to time, turned on in between
                c[k] = std::cos(static_cast<double>(begin + k) * angle);
                s[k] = std::sin(static_cast<double>(begin + k) * angle);
            } else {
                const double turned = c[k] * turn_c - s[k] * turn_s;
                s[k] = s[k] * turn_c + c[k] * turn_s;
                c[k] = turned;
            }
        }
        for (std::size_t a = model.coefficients.size(); a-- > 0;)  // Horner's rule in exp(-i angle)
            for (std::size_t k = 0; k < kStripes; ++k) {
                const double sum = real[k] + model.coefficients[a];
                real[k] = sum * c[k] + imaginary[k] * s[k];
                imaginary[k] = imaginary[k] * c[k] - sum * s[k];
            }
        for (std::size_t k = 0; k < std::min(kStripes, count - begin); ++k)
            density[begin + k] =
                scale / ((1 + real[k]) * (1 + real[k]) + imaginary[k] * imaginary[k]);
    }
    return density;
}

}  // namespace sinew::numerics
