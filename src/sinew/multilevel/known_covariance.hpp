// The covariance of the sampling errors, known before any model is fitted.
#pragma once

#include <sinew/base/result.hpp>
#include <sinew/numerics/matrix.hpp>

#include <cstddef>
#include <span>
#include <vector>

namespace sinew::multilevel {

/// The covariance of two different rows, given once (row, column) or (column, row).
struct CovariancePair {
    std::size_t row = 0, column = 0;
    double value = 0;
};

/// Variances, and whatever rows have in common. Pairs that are not named are uncorrelated.
struct KnownCovariance {
    std::vector<double> variance = {};       ///< of each row, above 0
    std::vector<CovariancePair> pairs = {};  ///< each pair of rows once
    numerics::Matrix dense = {};  ///< k x k instead of `pairs`; its diagonal is `variance`
};

/// Independent rows.
[[nodiscard]] KnownCovariance independent(std::vector<double> variance);

/// Rows of one cluster share the correlation `rho`: cov = rho sqrt(v_i v_j).
[[nodiscard]] KnownCovariance correlated_in_clusters(std::vector<double> variance,
                                                     std::span<const std::size_t> cluster,
                                                     double rho);

/// Any symmetric matrix. Symmetry is checked with the model.
[[nodiscard]] KnownCovariance dense_covariance(numerics::Matrix matrix);

}  // namespace sinew::multilevel
