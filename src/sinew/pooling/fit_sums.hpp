// What every estimator asks of the studies at given weights w: sums that stand for products of k x k matrices.
// With W the diagonal of weights, P = W - W X (X'W X)^-1 X'W projects the fit away; none of it is ever formed.
#pragma once

#include <cmath>

namespace sinew::pooling {

/// At the present weights; y is the vector of effects, r its residuals, so that P y = w r.
struct Sums {
    double residual = 0;        ///< y'P y  = sum of w r^2: Cochran's Q when w = 1 / v
    double squared = 0;         ///< y'P P y
    double cubed = 0;           ///< y'P P P y
    double trace = 0;           ///< tr P
    double trace_squared = 0;   ///< tr P P
    double weight = 0;          ///< sum of w
    double weight_squared = 0;  ///< sum of w^2
};

/// The same with V, the diagonal of the sampling variances, in between.
struct VarianceSums {
    double pv = 0;    ///< tr P V
    double pvpv = 0;  ///< tr P V P V
    double pvp = 0;   ///< tr P V P
};

/// Sum of logarithms by few calls: factors are multiplied until the product nears the ends of the doubles.
class LogProduct {
public:
    void take(double factor) noexcept {
        if (factor > 1e50 || factor < 1e-50) {
            logs_ += std::log(factor);
            return;
        }
        product_ *= factor;
        if (product_ > 1e200 || product_ < 1e-200) {
            logs_ += std::log(product_);
            product_ = 1;
        }
    }
    [[nodiscard]] double value() const noexcept { return logs_ + std::log(product_); }

private:
    double product_ = 1, logs_ = 0;
};

}  // namespace sinew::pooling
