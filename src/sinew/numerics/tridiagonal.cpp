#include <sinew/numerics/tridiagonal.hpp>
#include <sinew/numerics/wide_lanes.hpp>

#include <cmath>

namespace sinew::numerics {
namespace {

constexpr std::size_t kGroup = 8;  // numbers at once; columns end in zeros, so that no group is cut

/// a -= v w_j + w v_j; y += a x_j; dot += a x: the change still owed to a column, and its part of A x.
template <class V, std::size_t... I>
SINEW_INSIDE void change_and_multiply(double* a, const double* v, const double* w, const double* x,
                                      double* y, double v_j, double w_j, double x_j,
                                      EightLanes<V>& dot, std::index_sequence<I...>) {
    constexpr std::size_t width = EightLanes<V>::kWidth;
    const V made[] = {(load<V>(a + I * width) -
                       (load<V>(v + I * width) * w_j + load<V>(w + I * width) * v_j))...};
    (store<V>(a + I * width, made[I]), ...);
    (store<V>(y + I * width, load<V>(y + I * width) + made[I] * x_j), ...);
    ((dot.part[I] += made[I] * load<V>(x + I * width)), ...);
}

template <class V>
SINEW_INSIDE double product(const double* a, const double* b, std::size_t count) {
    EightLanes<V> sum;
    for (std::size_t i = 0; i < count; i += kGroup)
        add_products(sum, a + i, b + i, Parts<EightLanes<V>::kParts>{});
    return folded(sum);
}

/// Where the reduction keeps things: `values` by columns of `stride`, vectors as long as a column.
struct Workplace {
    std::size_t n, stride;
    double *values, *diagonal, *off, *tau;
    double *v, *w, *y;
};

template <class V>
SINEW_INSIDE void reduce(const Workplace& at) {
    using All = Parts<EightLanes<V>::kParts>;
    const std::size_t n = at.n;
    for (std::size_t k = 0; k < n; ++k) {
        double* const x = at.values + k * at.stride;
        for (std::size_t i = k; i < n; ++i) x[i] -= at.v[i] * at.w[k] + at.w[i] * at.v[k];
        at.diagonal[k] = x[k];
        if (k + 1 == n) break;
        const double first = x[k + 1], rest = product<V>(x + k + 2, x + k + 2, n - k - 2);
        double beta = first, tau = 0;
        if (rest > 0) {
            beta = first > 0 ? -std::sqrt(first * first + rest) : std::sqrt(first * first + rest);
            tau = (beta - first) / beta;
            const double scale = 1 / (first - beta);
            for (std::size_t i = k + 2; i < n; ++i) x[i] *= scale;
            x[k + 1] = 1;
        } else {
            for (std::size_t i = k + 1; i < n; ++i) x[i] = 0;
        }
        at.off[k] = beta;
        at.tau[k] = tau;
        for (std::size_t i = k + 1; i < n; ++i) at.y[i] = 0;
        for (std::size_t j = k + 1; j < n; ++j) {
            double* const column = at.values + j * at.stride;
            const double v_j = at.v[j], w_j = at.w[j], x_j = x[j];
            column[j] -= v_j * w_j + w_j * v_j;
            EightLanes<V> dot;
            for (std::size_t i = j + 1; i < n; i += kGroup)
                change_and_multiply(column + i, at.v + i, at.w + i, x + i, at.y + i, v_j, w_j, x_j,
                                    dot, All{});
            at.y[j] += column[j] * x_j + folded(dot);
        }
        const double half = 0.5 * tau * tau * product<V>(at.y + k + 1, x + k + 1, n - k - 1);
        for (std::size_t i = k + 1; i < n; ++i) {
            at.w[i] = tau * at.y[i] - half * x[i];
            at.v[i] = x[i];
        }
    }
}

/// Q' of 8, 16 or 32 columns side by side.
template <class V, std::size_t kGroups>
SINEW_INSIDE void turn_columns(const double* values, const double* tau, std::size_t n,
                               std::size_t stride, double* rows, std::size_t row_stride) {
    using All = Parts<EightLanes<V>::kParts>;
    constexpr std::size_t width = EightLanes<V>::kWidth;
    for (std::size_t k = 0; k + 1 < n; ++k) {
        if (tau[k] == 0) continue;
        const double* const v = values + k * stride;
        std::array<EightLanes<V>, kGroups> sums{};
        for (std::size_t i = k + 1; i < n; ++i) {
            const double* const row = rows + i * row_stride;
            [&]<std::size_t... G>(std::index_sequence<G...>) __attribute__((always_inline)) {
                (add_multiple(sums[G], v[i], row + G * kGroup, All{}), ...);
            }
            (Parts<kGroups>{});
        }
        std::array<double, kGroups * kGroup> moved;
        std::memcpy(moved.data(), sums.data(), sizeof moved);
        for (double& sum : moved) sum *= tau[k];
        for (std::size_t i = k + 1; i < n; ++i) {
            double* const row = rows + i * row_stride;
            for (std::size_t c = 0; c < kGroups * kGroup; c += width)
                store<V>(row + c, load<V>(row + c) - v[i] * load<V>(moved.data() + c));
        }
    }
}

template <class V>
SINEW_INSIDE void turn_all(const double* values, const double* tau, std::size_t n,
                           std::size_t stride, double* rows, std::size_t row_stride) {
    std::size_t column = 0;
    for (; column + 4 * kGroup <= row_stride; column += 4 * kGroup)
        turn_columns<V, 4>(values, tau, n, stride, rows + column, row_stride);
    for (; column + 2 * kGroup <= row_stride; column += 2 * kGroup)
        turn_columns<V, 2>(values, tau, n, stride, rows + column, row_stride);
    for (; column + kGroup <= row_stride; column += kGroup)
        turn_columns<V, 1>(values, tau, n, stride, rows + column, row_stride);
}

#if defined(__x86_64__)
[[gnu::target("avx2")]] void reduce_by_four(const Workplace& at) { reduce<Four>(at); }
[[gnu::target("avx2")]] void turn_by_four(const double* values, const double* tau, std::size_t n,
                                          std::size_t stride, double* rows,
                                          std::size_t row_stride) {
    turn_all<Four>(values, tau, n, stride, rows, row_stride);
}
[[gnu::target("avx512f")]] void turn_by_eight(const double* values, const double* tau,
                                              std::size_t n, std::size_t stride, double* rows,
                                              std::size_t row_stride) {
    turn_all<Eight>(values, tau, n, stride, rows, row_stride);
}
#endif

}  // namespace

Tridiagonal::Tridiagonal(std::span<const double> symmetric, std::size_t n, Width width)
    : n_{n},
      stride_{n + kGroup},
      width_{width},
      values_(n * stride_ + kGroup),
      diagonal_(n),
      off_(n > 0 ? n - 1 : 0),
      tau_(n) {
    for (std::size_t column = 0; column < n; ++column)
        std::memcpy(values_.data() + column * stride_ + column,
                    symmetric.data() + column * n + column, (n - column) * sizeof(double));
    std::vector<double> space(3 * stride_);
    const Workplace at{
        n,           stride_,      values_.data(),         diagonal_.data(),          off_.data(),
        tau_.data(), space.data(), space.data() + stride_, space.data() + 2 * stride_};
#if defined(__x86_64__)
    // Columns begin anywhere: registers of eight would cross two lines of the cache at every step.
    if (width != Width::two)
        reduce_by_four(at);
    else
#endif
        reduce<Two>(at);
}

void Tridiagonal::turn(double* rows, std::size_t columns) const {
    const std::size_t stride = (columns + kGroup - 1) / kGroup * kGroup;
    std::vector<double> padded(n_ * stride);
    for (std::size_t i = 0; i < n_; ++i)
        std::memcpy(padded.data() + i * stride, rows + i * columns, columns * sizeof(double));
#if defined(__x86_64__)
    if (width_ == Width::eight)
        turn_by_eight(values_.data(), tau_.data(), n_, stride_, padded.data(), stride);
    else if (width_ == Width::four)
        turn_by_four(values_.data(), tau_.data(), n_, stride_, padded.data(), stride);
    else
#endif
        turn_all<Two>(values_.data(), tau_.data(), n_, stride_, padded.data(), stride);
    for (std::size_t i = 0; i < n_; ++i)
        std::memcpy(rows + i * columns, padded.data() + i * stride, columns * sizeof(double));
}

}  // namespace sinew::numerics
