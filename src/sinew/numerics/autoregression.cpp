#include <sinew/numerics/autoregression.hpp>

#include <algorithm>
#include <array>
#include <cmath>

namespace sinew::numerics {
namespace {

// Sums run in eight stripes that are folded in a fixed order: the same bits whatever the register's width.
constexpr std::size_t kStripes = 8;
using Stripes = std::array<double, kStripes>;

double fold(Stripes sums) noexcept {
    for (std::size_t width = kStripes / 2; width > 0; width /= 2)
        for (std::size_t k = 0; k < width; ++k) sums[k] += sums[k + width];
    return sums[0];
}

double product_sum(const double* a, const double* b, std::size_t n) noexcept {
    Stripes sums{};
    std::size_t i = 0;
    for (; i + kStripes <= n; i += kStripes)
        for (std::size_t k = 0; k < kStripes; ++k) sums[k] += a[i + k] * b[i + k];
    for (; i < n; ++i) sums[i % kStripes] += a[i] * b[i];
    return fold(sums);
}

/// One step of the lattice on n pairs of errors, and the sum of the products that the next step needs: each forward error
/// with the backward one before it.
double step_errors(double* f, double* b, std::size_t n, double reflection) noexcept {
    Stripes sums{};
    double last_back = 0;  // the one before the first is not there
    std::size_t i = 0;
    for (; i + kStripes <= n; i += kStripes) {
        Stripes ahead, back;
        for (std::size_t k = 0; k < kStripes; ++k) {
            ahead[k] = f[i + k] + reflection * b[i + k];
            back[k] = b[i + k] + reflection * f[i + k];
        }
        for (std::size_t k = 0; k < kStripes; ++k) {
            f[i + k] = ahead[k];
            b[i + k] = back[k];
        }
        sums[0] += ahead[0] * last_back;
        for (std::size_t k = 1; k < kStripes; ++k) sums[k] += ahead[k] * back[k - 1];
        last_back = back[kStripes - 1];
    }
    for (; i < n; ++i) {
        const double ahead = f[i] + reflection * b[i], back = b[i] + reflection * f[i];
        f[i] = ahead;
        b[i] = back;
        sums[i % kStripes] += ahead * last_back;
        last_back = back;
    }
    return fold(sums);
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
        product = step_errors(f, b, count, reflection);
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
    for (std::size_t begin = 0; begin < count; begin += kStripes) {
        Stripes c, s, real{}, imaginary{};
        for (std::size_t k = 0; k < kStripes; ++k) {
            const double angle = 2 * M_PI * static_cast<double>(begin + k) * step_hz / sampling_hz;
            c[k] = std::cos(angle);
            s[k] = std::sin(angle);
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
