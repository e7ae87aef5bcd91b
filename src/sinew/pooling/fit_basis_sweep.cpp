#include <sinew/base/ensure.hpp>
#include <sinew/pooling/fit_basis_sweep.hpp>

#include <algorithm>
#include <cmath>

namespace sinew::pooling {

BasisSweep::BasisSweep(const Basis& basis, std::span<const double> yi, std::span<const double> vi)
    : basis_{&basis},
      y_{yi},
      v_{vi},
      studies_{basis.studies},
      width_{basis.columns},
      q_{basis.q},
      w_(studies_),
      rest_(studies_),
      solution_(width_),
      inverse_(width_ * width_),
      cross1_(width_ * width_),
      cross2_(width_ * width_),
      cross3_(width_ * width_),
      product_(width_ * width_),
      factor_(width_ * width_),
      pull_(width_) {
    SINEW_ENSURE(yi.size() == studies_ && vi.size() == studies_,
                 "a row of the design for each study");
}

const Sums& BasisSweep::at(double tau2) {
    for (std::size_t i = 0; i < studies_; ++i) w_[i] = 1.0 / (v_[i] + tau2);
    return sum();
}

const Sums& BasisSweep::equal() {
    std::fill(w_.begin(), w_.end(), 1.0);
    return sum();
}

const Sums& BasisSweep::with(std::span<const double> weights) {
    std::copy(weights.begin(), weights.end(), w_.begin());
    return sum();
}

void BasisSweep::order(std::span<const std::size_t> order) {
    for (std::size_t i = 0; i < studies_; ++i)
        for (std::size_t j = 0; j < width_; ++j)
            q_[i * width_ + j] = basis_->q[order[i] * width_ + j];
}

void BasisSweep::invert() {
    const std::size_t p = width_;
    // Lower triangle L with L L' = Q'W Q.
    log_cross_ = 0;
    for (std::size_t j = 0; j < p; ++j) {
        double pivot = cross1_[j * p + j];
        for (std::size_t l = 0; l < j; ++l) pivot -= factor_[j * p + l] * factor_[j * p + l];
        const double root = std::sqrt(pivot);
        factor_[j * p + j] = root;
        log_cross_ += 2 * std::log(root);
        for (std::size_t i = j + 1; i < p; ++i) {
            double rest = cross1_[i * p + j];
            for (std::size_t l = 0; l < j; ++l) rest -= factor_[i * p + l] * factor_[j * p + l];
            factor_[i * p + j] = rest / root;
        }
    }
    for (std::size_t column = 0; column < p; ++column) {
        for (std::size_t i = 0; i < p; ++i) pull_[i] = i == column ? 1.0 : 0.0;
        for (std::size_t i = 0; i < p; ++i) {
            for (std::size_t l = 0; l < i; ++l) pull_[i] -= factor_[i * p + l] * pull_[l];
            pull_[i] /= factor_[i * p + i];
        }
        for (std::size_t i = p; i-- > 0;) {
            for (std::size_t l = i + 1; l < p; ++l) pull_[i] -= factor_[l * p + i] * pull_[l];
            pull_[i] /= factor_[i * p + i];
        }
        for (std::size_t i = 0; i < p; ++i) inverse_[i * p + column] = pull_[i];
    }
}

double BasisSweep::trace_with(const std::vector<double>& matrix) const {
    double sum = 0;
    for (std::size_t i = 0; i < matrix.size(); ++i) sum += inverse_[i] * matrix[i];
    return sum;
}

const Sums& BasisSweep::sum() {
    const std::size_t p = width_;
    std::fill(cross1_.begin(), cross1_.end(), 0.0);
    std::fill(cross2_.begin(), cross2_.end(), 0.0);
    std::fill(cross3_.begin(), cross3_.end(), 0.0);
    std::fill(product_.begin(), product_.end(), 0.0);
    double s1 = 0, s2 = 0;
    // The lower triangles, and Q'W y in the first row of `product_`.
    for (std::size_t i = 0; i < studies_; ++i) {
        const double w = w_[i];
        const double square = w * w;
        s1 += w;
        s2 += square;
        const double* row = &q_[i * p];
        for (std::size_t j = 0; j < p; ++j) {
            const double one = w * row[j];
            const double two = square * row[j];
            const double three = square * one;
            product_[j] += one * y_[i];
            for (std::size_t l = 0; l <= j; ++l) {
                cross1_[j * p + l] += one * row[l];
                cross2_[j * p + l] += two * row[l];
                cross3_[j * p + l] += three * row[l];
            }
        }
    }
    for (std::size_t j = 0; j < p; ++j)
        for (std::size_t l = 0; l < j; ++l) {
            cross1_[l * p + j] = cross1_[j * p + l];
            cross2_[l * p + j] = cross2_[j * p + l];
            cross3_[l * p + j] = cross3_[j * p + l];
        }
    invert();
    for (std::size_t i = 0; i < p; ++i) {
        solution_[i] = 0;
        for (std::size_t j = 0; j < p; ++j) solution_[i] += inverse_[i * p + j] * product_[j];
    }
    std::fill(pull_.begin(), pull_.end(), 0.0);
    double residual = 0, squared = 0, cubed = 0;
    for (std::size_t i = 0; i < studies_; ++i) {
        const double* row = &q_[i * p];
        double rest = y_[i];
        for (std::size_t j = 0; j < p; ++j) rest -= row[j] * solution_[j];
        rest_[i] = rest;
        const double one = w_[i] * rest;
        residual += one * rest;
        squared += one * one;
        cubed += one * one * w_[i];
        for (std::size_t j = 0; j < p; ++j) pull_[j] += w_[i] * one * row[j];
    }
    for (std::size_t i = 0; i < p; ++i)
        for (std::size_t j = 0; j < p; ++j) cubed -= pull_[i] * inverse_[i * p + j] * pull_[j];
    double repeated = 0;  // tr (Q'WQ)^-1 Q'W^2Q (Q'WQ)^-1 Q'W^2Q
    for (std::size_t i = 0; i < p; ++i)
        for (std::size_t j = 0; j < p; ++j) {
            product_[i * p + j] = 0;
            for (std::size_t l = 0; l < p; ++l)
                product_[i * p + j] += inverse_[i * p + l] * cross2_[l * p + j];
        }
    for (std::size_t i = 0; i < p; ++i)
        for (std::size_t j = 0; j < p; ++j) repeated += product_[i * p + j] * product_[j * p + i];
    sums_ = {
        residual, squared, cubed, s1 - trace_with(cross2_), s2 - 2 * trace_with(cross3_) + repeated,
        s1,       s2};
    return sums_;
}

void BasisSweep::cross(std::span<const double> u, std::vector<double>& into) const {
    const std::size_t p = width_;
    into.assign(p * p, 0.0);
    for (std::size_t i = 0; i < studies_; ++i)
        for (std::size_t j = 0; j < p; ++j)
            for (std::size_t l = 0; l < p; ++l)
                into[j * p + l] += u[i] * q_[i * p + j] * q_[i * p + l];
}

VarianceSums BasisSweep::variance_sums() const {
    const std::size_t p = width_;
    VarianceSums sums;
    std::vector<double> u(studies_), w2v, w3v, w3v2;
    for (std::size_t i = 0; i < studies_; ++i) {
        const double product = w_[i] * v_[i];
        sums.pv += product;
        sums.pvpv += product * product;
        sums.pvp += w_[i] * product;
        u[i] = w_[i] * product;
    }
    cross(u, w2v);
    for (std::size_t i = 0; i < studies_; ++i) u[i] = w_[i] * w_[i] * w_[i] * v_[i];
    cross(u, w3v);
    for (std::size_t i = 0; i < studies_; ++i) u[i] *= v_[i];
    cross(u, w3v2);
    sums.pv -= trace_with(w2v);
    sums.pvpv -= 2 * trace_with(w3v2);
    sums.pvp -= 2 * trace_with(w3v);
    for (std::size_t i = 0; i < p; ++i)
        for (std::size_t j = 0; j < p; ++j) {
            double first = 0, second = 0, weights = 0;
            for (std::size_t l = 0; l < p; ++l) {
                first += inverse_[i * p + l] * w2v[l * p + j];
                second += inverse_[j * p + l] * w2v[l * p + i];
                weights += inverse_[j * p + l] * cross2_[l * p + i];
            }
            sums.pvpv += first * second;
            sums.pvp += first * weights;
        }
    return sums;
}

}  // namespace sinew::pooling
