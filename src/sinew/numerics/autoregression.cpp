#include <sinew/numerics/autoregression.hpp>

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
    model.noise_variance = product_sum(forward.data(), forward.data(), n) / static_cast<double>(n);
    // forward[i] and backward[i - m - 1] are the errors that meet at step m.
    for (std::size_t m = 0; m < order; ++m) {
        double *f = forward.data() + m + 1, *b = backward.data();
        const std::size_t count = n - m - 1;
        const double both = product_sum(f, f, count) + product_sum(b, b, count);
        if (both <= 0) break;
        const double reflection = -2 * product_sum(f, b, count) / both;
        extend(model.coefficients, m, reflection);
        for (std::size_t i = 0; i < count; ++i) {
            const double ahead = f[i];
            f[i] = ahead + reflection * b[i];
            b[i] = b[i] + reflection * ahead;
        }
        model.noise_variance *= 1 - reflection * reflection;
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
    for (std::size_t i = 0; i < count; ++i) {
        const double angle = 2 * M_PI * static_cast<double>(i) * step_hz / sampling_hz;
        const double c = std::cos(angle), s = std::sin(angle);
        double real = 0, imaginary = 0;  // Horner's rule in exp(-i angle)
        for (std::size_t k = model.coefficients.size(); k-- > 0;) {
            const double sum = real + model.coefficients[k];
            real = sum * c + imaginary * s;
            imaginary = imaginary * c - sum * s;
        }
        density[i] = scale / ((1 + real) * (1 + real) + imaginary * imaginary);
    }
    return density;
}

}  // namespace sinew::numerics
