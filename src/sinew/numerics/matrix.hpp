// A dense matrix as a value: what rooms hand to each other when a span is not enough.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace sinew::numerics {

/// Row-major doubles. An empty matrix has no rows and no columns.
struct Matrix {
    std::size_t rows = 0, columns = 0;
    std::vector<double> values = {};  ///< rows * columns

    Matrix() = default;
    Matrix(std::size_t row_count, std::size_t column_count, double fill = 0.0)
        : rows{row_count}, columns{column_count}, values(row_count * column_count, fill) {}

    [[nodiscard]] double& at(std::size_t row, std::size_t column) noexcept {
        return values[row * columns + column];
    }
    [[nodiscard]] double at(std::size_t row, std::size_t column) const noexcept {
        return values[row * columns + column];
    }
    [[nodiscard]] std::span<const double> row(std::size_t index) const noexcept {
        return {values.data() + index * columns, columns};
    }
};

}  // namespace sinew::numerics
