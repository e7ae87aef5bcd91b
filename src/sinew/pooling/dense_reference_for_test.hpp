// The formulas as papers print them, with k x k matrices: slow, and the meaning of the fast ones.
#pragma once

#include <sinew/base/random_stream.hpp>
#include <sinew/numerics/draws.hpp>
#include <sinew/numerics/matrix.hpp>
#include <sinew/pooling/fit_settings.hpp>

#include <cmath>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace sinew::pooling::dense {

using numerics::Matrix;

inline Matrix product(const Matrix& a, const Matrix& b) {
    Matrix made{a.rows, b.columns};
    for (std::size_t i = 0; i < a.rows; ++i)
        for (std::size_t j = 0; j < b.columns; ++j)
            for (std::size_t l = 0; l < a.columns; ++l) made.at(i, j) += a.at(i, l) * b.at(l, j);
    return made;
}
inline Matrix transposed(const Matrix& a) {
    Matrix made{a.columns, a.rows};
    for (std::size_t i = 0; i < a.rows; ++i)
        for (std::size_t j = 0; j < a.columns; ++j) made.at(j, i) = a.at(i, j);
    return made;
}
inline Matrix diagonal(std::span<const double> values) {
    Matrix made{values.size(), values.size()};
    for (std::size_t i = 0; i < values.size(); ++i) made.at(i, i) = values[i];
    return made;
}
inline double trace(const Matrix& a) {
    double sum = 0;
    for (std::size_t i = 0; i < a.rows; ++i) sum += a.at(i, i);
    return sum;
}
/// Gauss and Jordan with the largest pivot of the column.
inline Matrix inverse(Matrix a) {
    const std::size_t n = a.rows;
    Matrix made{n, n};
    for (std::size_t i = 0; i < n; ++i) made.at(i, i) = 1;
    for (std::size_t column = 0; column < n; ++column) {
        std::size_t best = column;
        for (std::size_t i = column; i < n; ++i)
            if (std::abs(a.at(i, column)) > std::abs(a.at(best, column))) best = i;
        for (std::size_t j = 0; j < n; ++j) {
            std::swap(a.at(best, j), a.at(column, j));
            std::swap(made.at(best, j), made.at(column, j));
        }
        const double pivot = a.at(column, column);
        for (std::size_t j = 0; j < n; ++j) {
            a.at(column, j) /= pivot;
            made.at(column, j) /= pivot;
        }
        for (std::size_t i = 0; i < n; ++i) {
            if (i == column) continue;
            const double part = a.at(i, column);
            for (std::size_t j = 0; j < n; ++j) {
                a.at(i, j) -= part * a.at(column, j);
                made.at(i, j) -= part * made.at(column, j);
            }
        }
    }
    return made;
}
/// W - W X (X'W X)^-1 X'W.
inline Matrix projection(const Matrix& x, std::span<const double> weights) {
    const Matrix w = diagonal(weights);
    const Matrix wx = product(w, x);
    const Matrix bread = inverse(product(transposed(x), wx));
    Matrix made = w;
    const Matrix taken = product(product(wx, bread), transposed(wx));
    for (std::size_t i = 0; i < made.values.size(); ++i) made.values[i] -= taken.values[i];
    return made;
}
inline double form(const Matrix& a, std::span<const double> y) {
    double sum = 0;
    for (std::size_t i = 0; i < a.rows; ++i)
        for (std::size_t j = 0; j < a.columns; ++j) sum += y[i] * a.at(i, j) * y[j];
    return sum;
}
inline std::vector<double> weights_at(std::span<const double> vi, double tau2) {
    std::vector<double> made;
    for (const double v : vi) made.push_back(1 / (v + tau2));
    return made;
}

/// Made studies around a line with a spread between them.
struct Studies {
    std::vector<double> yi, vi;
    Matrix design;
};
inline Studies made_studies(std::size_t k, std::size_t columns, double tau, std::uint64_t seed,
                            std::string_view name = "studies") {
    RandomStream stream{seed, name};
    Studies made{{}, {}, Matrix{k, columns, 1.0}};
    for (std::size_t i = 0; i < k; ++i) {
        made.vi.push_back(0.02 + 0.3 * stream.uniform());
        double mean = 0.4;
        for (std::size_t j = 1; j < columns; ++j) {
            made.design.at(i, j) = 1950 + 40 * stream.uniform();
            mean += 0.01 * static_cast<double>(j) * (made.design.at(i, j) - 1970);
        }
        made.yi.push_back(mean + std::sqrt(tau * tau + made.vi[i]) * numerics::normal_draw(stream));
    }
    return made;
}

}  // namespace sinew::pooling::dense
