// The slow trend of an even series: close to the values, smooth in its second difference. @source tarvainen2002
#pragma once

#include <span>
#include <vector>

namespace sinew::numerics {

/// Solves (I + lambda^2 D'D) trend = values, D the second difference, by a banded factorisation in linear time. The factors
/// depend on lambda alone (but for the last two rows) and are kept for the next series.
class SmoothnessPriors {
public:
    explicit SmoothnessPriors(double lambda) : square_{lambda * lambda} {}  ///< lambda >= 0

    /// Overwrites the values with their trend. Fewer than three values are their own trend.
    void to_trend(std::span<double> values);

private:
    /// Rows of the lower factor: value_i = right_i - first_i z_{i-1} - second_i z_{i-2}, then divided by the pivot.
    struct Row {
        double first = 0, second = 0, one_over_pivot = 1;
    };
    [[nodiscard]] Row next_row(double diagonal, double beside, const Row& last,
                               const Row& before) const noexcept;
    void prepare(std::size_t rows);

    double square_;
    std::vector<Row> rows_;
    bool settled_ = false;  ///< the last row repeats for ever
};

}  // namespace sinew::numerics
