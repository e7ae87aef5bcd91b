#include <sinew/numerics/symmetric_eigen.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace sinew::numerics {
namespace {

/// Makes the entry (p, q) nothing.
void rotate(Matrix& a, Matrix& v, std::size_t p, std::size_t q) {
    const double apq = a.at(p, q);
    if (apq == 0) return;
    const double theta = (a.at(q, q) - a.at(p, p)) / (2 * apq);
    const double t = (theta >= 0 ? 1 : -1) / (std::abs(theta) + std::sqrt(theta * theta + 1));
    const double c = 1 / std::sqrt(t * t + 1), s = t * c;
    const std::size_t n = a.rows;
    for (std::size_t k = 0; k < n; ++k) {
        const double akp = a.at(k, p), akq = a.at(k, q);
        a.at(k, p) = c * akp - s * akq;
        a.at(k, q) = s * akp + c * akq;
    }
    for (std::size_t k = 0; k < n; ++k) {
        const double apk = a.at(p, k), aqk = a.at(q, k);
        a.at(p, k) = c * apk - s * aqk;
        a.at(q, k) = s * apk + c * aqk;
        const double vkp = v.at(k, p), vkq = v.at(k, q);
        v.at(k, p) = c * vkp - s * vkq;
        v.at(k, q) = s * vkp + c * vkq;
    }
}

}  // namespace

SymmetricEigen symmetric_eigen(Matrix a) {
    const std::size_t n = a.rows;
    Matrix v{n, n};
    for (std::size_t i = 0; i < n; ++i) v.at(i, i) = 1;
    constexpr int kSweeps = 60;  // ten are usual
    for (int sweep = 0; sweep < kSweeps; ++sweep) {
        double off = 0, whole = 0;
        for (std::size_t p = 0; p < n; ++p)
            for (std::size_t q = 0; q < n; ++q) {
                whole += a.at(p, q) * a.at(p, q);
                if (p != q) off += a.at(p, q) * a.at(p, q);
            }
        if (off <= 1e-32 * whole) break;
        for (std::size_t p = 0; p + 1 < n; ++p)
            for (std::size_t q = p + 1; q < n; ++q) rotate(a, v, p, q);
    }
    std::vector<std::size_t> order(n);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t i, std::size_t k) { return a.at(i, i) > a.at(k, k); });
    SymmetricEigen eigen{{}, Matrix{n, n}};
    for (std::size_t i = 0; i < n; ++i) {
        eigen.values.push_back(a.at(order[i], order[i]));
        for (std::size_t k = 0; k < n; ++k) eigen.vectors.at(k, i) = v.at(k, order[i]);
    }
    return eigen;
}

}  // namespace sinew::numerics
