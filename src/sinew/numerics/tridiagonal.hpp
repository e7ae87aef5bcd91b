// A symmetric matrix as Q T Q' with T tridiagonal, by reflections: one pass over the triangle a step.
#pragma once

#include <sinew/numerics/register_width.hpp>

#include <cstddef>
#include <span>
#include <vector>

namespace sinew::numerics {

/// Householder's reduction. The bits do not depend on the width of a register.
/// @pre  the sum of squares of a column is a double: neither lost below its range nor above it
class Tridiagonal {
public:
    /// @param symmetric  n x n; the lower triangle by columns (or the upper one by rows) is read
    explicit Tridiagonal(std::span<const double> symmetric, std::size_t n,
                         Width width = widest_lanes());

    [[nodiscard]] const std::vector<double>& diagonal() const noexcept { return diagonal_; }
    [[nodiscard]] const std::vector<double>& off() const noexcept { return off_; }  ///< n - 1

    /// Q' A of an n x `columns` matrix kept row by row, in place.
    void turn(double* rows, std::size_t columns) const;

private:
    std::size_t n_ = 0, stride_ = 0;
    Width width_ = Width::two;
    std::vector<double> values_;  ///< below the subdiagonal: the reflections, each with its 1
    std::vector<double> diagonal_, off_, tau_;
};

}  // namespace sinew::numerics
