#include <sinew/numerics/order_statistics.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

namespace sinew::numerics {

double quantile_of(std::span<double> values, double p) noexcept {
    if (values.empty()) return std::numeric_limits<double>::quiet_NaN();
    const double place = std::clamp(p, 0.0, 1.0) * static_cast<double>(values.size() - 1);
    const auto below = static_cast<std::size_t>(std::floor(place));
    const auto at = values.begin() + static_cast<std::ptrdiff_t>(below);
    std::nth_element(values.begin(), at, values.end());
    const double share = place - std::floor(place);
    if (share == 0) return *at;
    return *at + share * (*std::min_element(at + 1, values.end()) - *at);
}

double median_of(std::span<double> values) noexcept {
    if (values.empty()) return std::numeric_limits<double>::quiet_NaN();
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    if (values.size() % 2 == 1) return *middle;
    return (*std::max_element(values.begin(), middle) + *middle) / 2;
}

double median_absolute_deviation(std::span<double> values) noexcept {
    const double centre = median_of(values);
    for (double& value : values) value = std::abs(value - centre);
    return median_of(values);
}

}  // namespace sinew::numerics
