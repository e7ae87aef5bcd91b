// How much more the effects differ than their sampling errors say: Q, I2 and H2.
#pragma once

#include <sinew/pooling/fit_settings.hpp>
#include <sinew/pooling/fit_sums.hpp>

#include <cstddef>

namespace sinew::pooling {

/// Definitions of metafor: with random effects I2 and H2 follow from tau2 and the typical variance, not from Q.
struct Heterogeneity {
    double QE = 0;                ///< weighted sum of squared residuals at tau2 = 0
    double QEp = 1;               ///< its chi-squared tail, k - p degrees of freedom
    double I2 = 0;                ///< per cent of the variance that is between studies
    double H2 = 1;                ///< total over sampling variance
    double typical_variance = 0;  ///< (k - p) / tr P at tau2 = 0; 0 when k = p
};

/// From the sums at tau2 = 0. With k = p: Q = 0, p = 1, I2 = 0, H2 = 1.
/// @source higgins2002, viechtbauer2010
[[nodiscard]] Heterogeneity heterogeneity_of(const Sums& at_zero, std::size_t k, std::size_t p,
                                             Method method, double tau2);

}  // namespace sinew::pooling
