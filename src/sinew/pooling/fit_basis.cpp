#include <sinew/pooling/fit_basis.hpp>

#include <cmath>
#include <utility>

namespace sinew::pooling {
namespace {

/// What is left of a determined column is rounding: far below this part of its length.
constexpr double kLeast = 1e-7;

double dot(const Basis& basis, std::size_t left, std::size_t right) {
    double sum = 0;
    for (std::size_t row = 0; row < basis.studies; ++row)
        sum += basis.q[row * basis.columns + left] * basis.q[row * basis.columns + right];
    return sum;
}

}  // namespace

Result<Basis> basis_of(const numerics::Matrix& design, std::span<const std::string> names) {
    Basis basis;
    basis.studies = design.rows;
    basis.columns = design.columns;
    const std::size_t width = design.columns;
    if (width == 0 || design.rows < width)
        return fail(
            {ErrorCode::bad_input, "fewer studies than coefficients",
             std::to_string(design.rows) + " studies, " + std::to_string(width) + " coefficients",
             "take fewer moderators"});
    basis.q = design.values;
    basis.r.assign(width * width, 0.0);
    for (std::size_t column = 0; column < width; ++column) {
        const double before = std::sqrt(dot(basis, column, column));
        bool constant = design.at(0, column) != 0;
        for (std::size_t row = 1; row < design.rows && constant; ++row)
            constant = design.at(row, column) == design.at(0, column);
        if (constant && !basis.intercept) {
            basis.intercept = true;
            basis.intercept_column = column;
        }
        // The second round takes off what rounding of the first one left.
        for (int round = 0; round < 2; ++round)
            for (std::size_t other = 0; other < column; ++other) {
                const double part = dot(basis, other, column);
                basis.r[other * width + column] += part;
                for (std::size_t row = 0; row < design.rows; ++row)
                    basis.q[row * width + column] -= part * basis.q[row * width + other];
            }
        const double length = std::sqrt(dot(basis, column, column));
        if (!(length > kLeast * before)) {
            const std::string name =
                column < names.size() ? names[column] : "column " + std::to_string(column + 1);
            return fail({ErrorCode::bad_input,
                         "the moderator says nothing that the ones before it do not say already",
                         name, "leave it out, or one of those that determine it"});
        }
        basis.r[column * width + column] = length;
        for (std::size_t row = 0; row < design.rows; ++row) basis.q[row * width + column] /= length;
    }
    return basis;
}

double Basis::log_design() const noexcept {
    double sum = 0;
    for (std::size_t column = 0; column < columns; ++column)
        sum += 2 * std::log(r[column * columns + column]);
    return sum;
}

std::vector<double> Basis::back(std::span<const double> coefficients) const {
    std::vector<double> b(coefficients.begin(), coefficients.end());
    for (std::size_t i = columns; i-- > 0;) {
        for (std::size_t j = i + 1; j < columns; ++j) b[i] -= r[i * columns + j] * b[j];
        b[i] /= r[i * columns + i];
    }
    return b;
}

numerics::Matrix Basis::back_covariance(std::span<const double> covariance) const {
    // R^-1 C column by column, then the same from the other side.
    numerics::Matrix half{columns, columns}, whole{columns, columns};
    std::vector<double> one(columns);
    for (std::size_t j = 0; j < columns; ++j) {
        for (std::size_t i = 0; i < columns; ++i) one[i] = covariance[i * columns + j];
        const std::vector<double> solved = back(one);
        for (std::size_t i = 0; i < columns; ++i) half.at(i, j) = solved[i];
    }
    for (std::size_t i = 0; i < columns; ++i) {
        for (std::size_t j = 0; j < columns; ++j) one[j] = half.at(i, j);
        const std::vector<double> solved = back(one);
        for (std::size_t j = 0; j < columns; ++j) whole.at(i, j) = solved[j];
    }
    return whole;
}

}  // namespace sinew::pooling
