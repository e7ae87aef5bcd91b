#include <sinew/numerics/laplace_inversion.hpp>
#include <sinew/pooling/fit_basis.hpp>
#include <sinew/pooling/intervals.hpp>

#include <algorithm>
#include <cmath>
#include <complex>

namespace sinew::pooling {

using Complex = std::complex<double>;

Result<GeneralisedQ> GeneralisedQ::of(std::span<const double> vi, const numerics::Matrix& design,
                                      QWeights weights) {
    GeneralisedQ made;
    made.studies_ = vi.size();
    made.columns_ = design.columns;
    made.v_.assign(vi.begin(), vi.end());
    for (const double v : vi)
        made.a_.push_back(weights == QWeights::inverse_variance ? 1 / v : 1 / std::sqrt(v));
    // Columns that are orthonormal under the weights: those of sqrt(A) X, divided by sqrt(A) again.
    numerics::Matrix scaled = design;
    for (std::size_t i = 0; i < made.studies_; ++i)
        for (std::size_t j = 0; j < design.columns; ++j) scaled.at(i, j) *= std::sqrt(made.a_[i]);
    SINEW_TRY(Basis basis, basis_of(scaled));
    made.z_ = std::move(basis.q);
    for (std::size_t i = 0; i < made.studies_; ++i)
        for (std::size_t j = 0; j < design.columns; ++j)
            made.z_[i * design.columns + j] /= std::sqrt(made.a_[i]);
    return made;
}

double GeneralisedQ::value(std::span<const double> yi) const {
    std::vector<double> fitted(columns_, 0.0);
    for (std::size_t i = 0; i < studies_; ++i)
        for (std::size_t j = 0; j < columns_; ++j)
            fitted[j] += a_[i] * z_[i * columns_ + j] * yi[i];
    double sum = 0;
    for (std::size_t i = 0; i < studies_; ++i) {
        double rest = yi[i];
        for (std::size_t j = 0; j < columns_; ++j) rest -= z_[i * columns_ + j] * fitted[j];
        sum += a_[i] * rest * rest;
    }
    return sum;
}

// Q = y'(A - A z z'A) y with y of variance S = V + tau2: E exp(-s Q) = det(1 + 2 s (D - U U'))^(-1/2), D = A S diagonal,
// U = sqrt(S) A z. The determinant is that of 1 + 2 s D times a p x p one; the logarithm of each pivot of it stays on its
// main branch because the eigenvalues of D and D - U U' interlace.
template <class Number>
Number GeneralisedQ::log_transform(Number s, double tau2) const {
    const std::size_t p = columns_;
    std::vector<Number> small(p * p, Number{});
    for (std::size_t j = 0; j < p; ++j) small[j * p + j] = 1;
    Number logs{};
    for (std::size_t i = 0; i < studies_; ++i) {
        const double variance = v_[i] + tau2;
        const Number factor = 1.0 + 2.0 * s * (a_[i] * variance);
        logs += std::log(factor);
        const Number weight = 2.0 * s * (a_[i] * a_[i] * variance) / factor;
        for (std::size_t j = 0; j < p; ++j)
            for (std::size_t l = 0; l <= j; ++l)
                small[j * p + l] -= weight * (z_[i * p + j] * z_[i * p + l]);
    }
    for (std::size_t j = 0; j < p; ++j) {
        const Number pivot = small[j * p + j];
        logs += std::log(pivot);
        for (std::size_t i = j + 1; i < p; ++i)
            for (std::size_t l = j + 1; l <= i; ++l)
                small[i * p + l] -= small[i * p + j] * small[l * p + j] / pivot;
    }
    return -0.5 * logs;
}

GeneralisedQ::Tilt GeneralisedQ::tilt(double q, double tau2) const {
    // P(Q <= q) <= exp(s q) E exp(-s Q) for every s above 0; the least of these bounds is at the tilt that makes q the mean.
    double least = 0, at = 0;
    for (double s = 1e-3 / q; s < 1e12 / q; s *= 2) {
        const double bound = s * q + log_transform(s, tau2);
        if (bound > least) break;
        least = bound;
        at = s;
    }
    if (least < -32 || at == 0) return {at, least < -32, 0};
    const double h = 1e-3 * at;
    const double curvature =
        (log_transform(at + h, tau2) - 2 * log_transform(at, tau2) + log_transform(at - h, tau2)) /
        (h * h);
    return {at, false, 0.5 * curvature};
}

double GeneralisedQ::terms(double q, double tau2) const {
    // Mean and half the variance of Q: the sums of its eigenvalues and of their squares.
    const std::size_t p = columns_;
    double mean = 0, squares = 0;
    std::vector<double> small(p * p, 0.0);  // U'U
    for (std::size_t i = 0; i < studies_; ++i) {
        const double variance = v_[i] + tau2;
        const double d = a_[i] * variance;
        mean += d;
        squares += d * d;
        for (std::size_t j = 0; j < p; ++j) {
            const double own = a_[i] * d * z_[i * p + j] * z_[i * p + j];
            mean -= own;
            squares -= 2 * d * own;
            for (std::size_t l = 0; l < p; ++l)
                small[j * p + l] += a_[i] * d * z_[i * p + j] * z_[i * p + l];
        }
    }
    for (const double value : small) squares += value * value;
    return mean * mean / squares * std::min(1.0, mean / q);
}

double GeneralisedQ::probability_below(double q, double tau2) const {
    if (!(q > 0)) return 0;
    const Tilt tilted = tilt(q, tau2);
    if (tilted.negligible) return 0;
    const auto transform = [&](Complex s) { return std::exp(log_transform(s, tau2)) / s; };
    // As many nodes as half the equal terms that would vary as much: of Q itself, or of Q tilted down to q.
    const int points =
        32 + static_cast<int>(0.5 * (tilted.squares > 0 ? q * q / tilted.squares : terms(q, tau2)));
    return std::clamp(numerics::inverse_laplace(transform, q, points), 0.0, 1.0);
}

}  // namespace sinew::pooling
