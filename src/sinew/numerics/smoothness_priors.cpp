#include <sinew/numerics/smoothness_priors.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace sinew::numerics {

// The matrix has diagonal 1 + s (1, 5, 6, 6, ..., 6, 5, 1), beside it s (-2, -4, -4, ..., -4, -2), and s two away.
// Its factorisation is L D L' with unit lower L; a row of L follows from the two before it.
SmoothnessPriors::Row SmoothnessPriors::next_row(double diagonal, double beside, const Row& last,
                                                 const Row& before) const noexcept {
    Row row;
    row.second = square_ * before.one_over_pivot;
    const double coupled = beside - row.second * last.first / before.one_over_pivot;
    row.first = coupled * last.one_over_pivot;
    row.one_over_pivot = 1 / (diagonal - row.first * coupled - row.second * square_);
    return row;
}

void SmoothnessPriors::prepare(std::size_t rows) {
    constexpr double kSettled = 4e-16;  // two units in the last place
    while (rows_.size() < rows && !settled_) {
        const std::size_t i = rows_.size();
        if (i == 0) {
            rows_.push_back({0, 0, 1 / (1 + square_)});
        } else if (i == 1) {
            const double first = -2 * square_ * rows_[0].one_over_pivot;
            rows_.push_back({first, 0, 1 / (1 + 5 * square_ + 2 * square_ * first)});
        } else {
            rows_.push_back(next_row(1 + 6 * square_, -4 * square_, rows_[i - 1], rows_[i - 2]));
            const Row &now = rows_[i], &last = rows_[i - 1];
            settled_ = i > 2 &&
                       std::abs(now.one_over_pivot - last.one_over_pivot) <=
                           kSettled * now.one_over_pivot &&
                       std::abs(now.first - last.first) <= kSettled * std::abs(now.first);
        }
    }
}

void SmoothnessPriors::to_trend(std::span<double> values) {
    const std::size_t n = values.size();
    if (n < 3) return;
    Row last_but_one, last;
    const auto row = [&](std::size_t i) -> const Row& {
        if (i + 1 == n) return last;
        if (i + 2 == n) return last_but_one;
        return rows_[std::min(i, rows_.size() - 1)];
    };
    if (n == 3) {  // rows 1 and 2 of three: the diagonal is 1, 4, 1 there
        prepare(1);
        last_but_one.first = -2 * square_ * rows_[0].one_over_pivot;
        last_but_one.one_over_pivot = 1 / (1 + 4 * square_ + 2 * square_ * last_but_one.first);
        last = next_row(1 + square_, -2 * square_, last_but_one, rows_[0]);
    } else {
        prepare(n - 2);
        const Row &a = row(n - 4), &b = row(n - 3);
        last_but_one = next_row(1 + 5 * square_, -4 * square_, b, a);
        last = next_row(1 + square_, -2 * square_, last_but_one, b);
    }
    // Rows before `settled` differ; those up to the last two are all alike.
    const std::size_t settled = std::min(rows_.size() - 1, n - 2);
    const Row same = rows_.back();
    values[1] -= row(1).first * values[0];
    for (std::size_t i = 2; i < settled; ++i)
        values[i] -= rows_[i].first * values[i - 1] + rows_[i].second * values[i - 2];
    // Each step waits for the one before it: what does not need that one is subtracted first.
    for (std::size_t i = std::max<std::size_t>(settled, 2); i < n - 2; ++i)
        values[i] = (values[i] - same.second * values[i - 2]) - same.first * values[i - 1];
    for (std::size_t i = std::max<std::size_t>(n - 2, 2); i < n; ++i)
        values[i] -= row(i).first * values[i - 1] + row(i).second * values[i - 2];

    for (std::size_t k = 0; k < settled; ++k) values[k] *= rows_[k].one_over_pivot;
    for (std::size_t k = settled; k < n - 2; ++k) values[k] *= same.one_over_pivot;
    values[n - 2] *= last_but_one.one_over_pivot;
    values[n - 1] *= last.one_over_pivot;
    for (std::size_t i = n - 1; i-- > 0 && i + 4 >= n;)
        values[i] -=
            row(i + 1).first * values[i + 1] + (i + 2 < n ? row(i + 2).second * values[i + 2] : 0);
    if (n < 5) return;
    std::size_t i = n - 4;
    for (; i-- > settled;)
        values[i] = (values[i] - same.second * values[i + 2]) - same.first * values[i + 1];
    for (++i; i-- > 0;)
        values[i] -= row(i + 1).first * values[i + 1] + row(i + 2).second * values[i + 2];
}

}  // namespace sinew::numerics
