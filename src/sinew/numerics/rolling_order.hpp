// Order statistics of a window that moves along a series.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace sinew::numerics {

/// A window of values kept in order. Putting one in or taking one out costs the window's length at worst; no allocation
/// below the capacity. Values must not be NaN.
class RollingOrder {
public:
    explicit RollingOrder(std::size_t capacity) { sorted_.reserve(capacity); }

    void put(double value);
    void take(double value);  ///< one equal value must be there (contract)
    [[nodiscard]] std::size_t size() const noexcept { return sorted_.size(); }
    /// Type 7, as quantile_of; NaN when empty.
    [[nodiscard]] double quantile(double p) const noexcept;

private:
    std::vector<double> sorted_;
};

/// The median of the `width` values around each (odd; fewer at the ends, where the window is cut off).
void rolling_median(std::span<const double> values, std::size_t width, std::span<double> medians);

/// Half the distance between the quartiles of the `width` values around each, cut off at the ends likewise.
void rolling_quartile_deviation(std::span<const double> values, std::size_t width,
                                std::span<double> deviations);

}  // namespace sinew::numerics
