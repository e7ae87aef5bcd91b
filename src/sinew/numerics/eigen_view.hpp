// Eigen's sight of our own values, without a copy. For .cpp files of the rooms that docs/adr/0010 names.
#pragma once

#include <sinew/numerics/matrix.hpp>

#include <Eigen/Dense>
#include <span>

namespace sinew::numerics {

using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

[[nodiscard]] inline Eigen::Map<const RowMajor> view(const Matrix& matrix) {
    return {matrix.values.data(), static_cast<Eigen::Index>(matrix.rows),
            static_cast<Eigen::Index>(matrix.columns)};
}
[[nodiscard]] inline Eigen::Map<RowMajor> view(Matrix& matrix) {
    return {matrix.values.data(), static_cast<Eigen::Index>(matrix.rows),
            static_cast<Eigen::Index>(matrix.columns)};
}
[[nodiscard]] inline Eigen::Map<const Eigen::VectorXd> view(std::span<const double> values) {
    return {values.data(), static_cast<Eigen::Index>(values.size())};
}

/// A copy as our own value.
template <class Derived>
[[nodiscard]] Matrix matrix_of(const Eigen::MatrixBase<Derived>& source) {
    Matrix made{static_cast<std::size_t>(source.rows()), static_cast<std::size_t>(source.cols())};
    view(made) = source;
    return made;
}

}  // namespace sinew::numerics
