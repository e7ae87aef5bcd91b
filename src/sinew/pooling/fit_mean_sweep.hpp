// One pass over the studies when there is nothing but a mean: the kernel of every pooled estimate. Allocates nothing.
#pragma once

#include <sinew/pooling/fit_sums.hpp>

#include <cstddef>
#include <span>

namespace sinew::pooling {

/// The sums of fit_sums.hpp for a design of one column of ones. `weights` is working memory, one number a study.
class MeanSweep {
public:
    MeanSweep(std::span<const double> yi, std::span<const double> vi,
              std::span<double> weights) noexcept
        : y_{yi.data()}, v_{vi.data()}, w_{weights.data()}, studies_{yi.size()} {}

    [[nodiscard]] std::size_t studies() const noexcept { return studies_; }
    [[nodiscard]] static constexpr std::size_t coefficients() noexcept { return 1; }
    [[nodiscard]] std::span<const double> yi() const noexcept { return {y_, studies_}; }
    [[nodiscard]] std::span<const double> vi() const noexcept { return {v_, studies_}; }
    [[nodiscard]] std::span<const double> weights() const noexcept { return {w_, studies_}; }

    /// Weights 1 / (v + tau2).
    const Sums& at(double tau2) noexcept {
        for (std::size_t i = 0; i < studies_; ++i) w_[i] = 1.0 / (v_[i] + tau2);
        return sum();
    }
    /// Every study alike.
    const Sums& equal() noexcept {
        for (std::size_t i = 0; i < studies_; ++i) w_[i] = 1.0;
        return sum();
    }

    [[nodiscard]] double mean() const noexcept { return mean_; }
    /// Logarithm of det X'W X.
    [[nodiscard]] double log_cross() const noexcept { return std::log(sums_.weight); }
    /// Logarithm of det X'X.
    [[nodiscard]] double log_design() const noexcept {
        return std::log(static_cast<double>(studies_));
    }

    [[nodiscard]] VarianceSums variance_sums() const noexcept {
        double wv = 0, w2v = 0, w2v2 = 0, w3v = 0, w3v2 = 0;
        for (std::size_t i = 0; i < studies_; ++i) {
            const double product = w_[i] * v_[i];
            wv += product;
            w2v += w_[i] * product;
            w2v2 += product * product;
            w3v += w_[i] * w_[i] * product;
            w3v2 += w_[i] * product * product;
        }
        const double s = sums_.weight;
        const double share = w2v / s;
        return {wv - share, w2v2 - 2 * w3v2 / s + share * share,
                w2v - 2 * w3v / s + share * (sums_.weight_squared / s)};
    }

private:
    const Sums& sum() noexcept {
        double s1 = 0, s2 = 0, s3 = 0, s1y = 0;
        for (std::size_t i = 0; i < studies_; ++i) {
            const double w = w_[i];
            const double square = w * w;
            s1 += w;
            s2 += square;
            s3 += square * w;
            s1y += w * y_[i];
        }
        mean_ = s1y / s1;
        double rest = 0, squared = 0, cubed = 0, cross = 0;
        for (std::size_t i = 0; i < studies_; ++i) {
            const double w = w_[i];
            const double r = y_[i] - mean_;
            const double pull = w * r;
            rest += pull * r;
            squared += pull * pull;
            cubed += pull * pull * w;
            cross += pull * w;
        }
        const double mean_weight = s2 / s1;
        sums_ = {rest,
                 squared,
                 cubed - cross * cross / s1,
                 s1 - mean_weight,
                 s2 - 2 * s3 / s1 + mean_weight * mean_weight,
                 s1,
                 s2};
        return sums_;
    }

    const double* y_;
    const double* v_;
    double* w_;
    std::size_t studies_;
    double mean_ = 0;
    Sums sums_;
};

}  // namespace sinew::pooling
