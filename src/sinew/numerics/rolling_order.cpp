#include <sinew/base/ensure.hpp>
#include <sinew/numerics/rolling_order.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

namespace sinew::numerics {
namespace {

/// Calls `at(i, window)` with the values around i, for each i.
template <class At>
void roll(std::span<const double> values, std::size_t width, const At& at) {
    const std::size_t half = width / 2;
    RollingOrder window{width + 1};
    for (std::size_t i = 0; i < std::min(half, values.size()); ++i) window.put(values[i]);
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (i + half < values.size()) window.put(values[i + half]);
        if (i > half) window.take(values[i - half - 1]);
        at(i, window);
    }
}

}  // namespace

void RollingOrder::put(double value) {
    sorted_.insert(std::upper_bound(sorted_.begin(), sorted_.end(), value), value);
}

void RollingOrder::take(double value) {
    const auto found = std::lower_bound(sorted_.begin(), sorted_.end(), value);
    SINEW_ENSURE(found != sorted_.end() && *found == value, "the value was put in before");
    sorted_.erase(found);
}

double RollingOrder::quantile(double p) const noexcept {
    if (sorted_.empty()) return std::numeric_limits<double>::quiet_NaN();
    const double place = p * static_cast<double>(sorted_.size() - 1);
    const auto below = static_cast<std::size_t>(place);
    const double share = place - static_cast<double>(below);
    if (share == 0) return sorted_[below];
    return sorted_[below] + share * (sorted_[below + 1] - sorted_[below]);
}

void rolling_median(std::span<const double> values, std::size_t width, std::span<double> medians) {
    roll(values, width,
         [&](std::size_t i, const RollingOrder& window) { medians[i] = window.quantile(0.5); });
}

void rolling_quartile_deviation(std::span<const double> values, std::size_t width,
                                std::span<double> deviations) {
    roll(values, width, [&](std::size_t i, const RollingOrder& window) {
        deviations[i] = (window.quantile(0.75) - window.quantile(0.25)) / 2;
    });
}

}  // namespace sinew::numerics
