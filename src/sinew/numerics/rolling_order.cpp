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

/// The third of five in order, without a branch.
double middle_of(double a, double b, double c, double d, double e) noexcept {
    const double low = std::max(std::min(a, b), std::min(c, d));   // the larger of the two smaller
    const double high = std::min(std::max(a, b), std::max(c, d));  // the smaller of the two larger
    return std::max(std::min(low, high), std::min(std::max(low, high), e));
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
    if (width == 5 && values.size() >= 5) {
        const std::size_t n = values.size();
        for (std::size_t i = 2; i + 2 < n; ++i)
            medians[i] =
                middle_of(values[i - 2], values[i - 1], values[i], values[i + 1], values[i + 2]);
        for (const std::size_t i : {std::size_t{0}, std::size_t{1}, n - 2, n - 1}) {
            RollingOrder window{width};
            for (std::size_t k = i < 2 ? 0 : i - 2; k < std::min(n, i + 3); ++k)
                window.put(values[k]);
            medians[i] = window.quantile(0.5);
        }
        return;
    }
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
