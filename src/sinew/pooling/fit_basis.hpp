// A design made orthonormal once, so that years and doses in any units cost no digits: X = Q R with Q'Q = 1.
#pragma once

#include <sinew/base/result.hpp>
#include <sinew/numerics/matrix.hpp>

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace sinew::pooling {

struct Basis {
    std::size_t studies = 0, columns = 0;
    std::vector<double> q = {};  ///< row by row, studies * columns
    std::vector<double> r = {};  ///< upper triangle, columns * columns
    bool intercept = false;      ///< a column of the design is the same number in every row, not 0
    std::size_t intercept_column = 0;

    /// Logarithm of det X'X.
    [[nodiscard]] double log_design() const noexcept;
    /// b with R b = coefficients of Q.
    [[nodiscard]] std::vector<double> back(std::span<const double> coefficients) const;
    /// R^-1 C R^-T for a covariance C of the coefficients of Q.
    [[nodiscard]] numerics::Matrix back_covariance(std::span<const double> covariance) const;
};

/// Gram-Schmidt, twice for each column. `names`, one a column, are for the message only and may be empty.
/// @errors bad_input  more columns than rows; a column that the ones before it already determine (what is left of it is
///         less than 1e-7 of its length), named with its place in the order
[[nodiscard]] Result<Basis> basis_of(const numerics::Matrix& design,
                                     std::span<const std::string> names = {});

}  // namespace sinew::pooling
