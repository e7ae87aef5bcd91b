#include <sinew/hrv/histogram.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

namespace sinew::hrv {
namespace {

/// Best foot of one side of the triangle: bins away from the tip, 1 .. reach. `height(k)` is the bin k steps away from the tip.
template <class Height>
std::size_t best_foot(std::size_t reach, double tip, const Height& height) {
    std::size_t best = 1;
    double least = HUGE_VAL;
    for (std::size_t foot = 1; foot <= reach + 1; ++foot) {
        double error = 0;
        for (std::size_t k = 1; k < foot; ++k) {
            const double line = tip * (1 - static_cast<double>(k) / static_cast<double>(foot));
            error += (line - height(k)) * (line - height(k));
        }
        for (std::size_t k = foot; k <= reach; ++k) error += height(k) * height(k);
        if (error < least) {
            least = error;
            best = foot;
        }
    }
    return best;
}

}  // namespace

HistogramShape histogram_shape(std::span<const double> nn_ms, double bin_ms) {
    const auto [least, most] = std::minmax_element(nn_ms.begin(), nn_ms.end());
    const double first = std::floor(*least / bin_ms);
    std::vector<double> bins(static_cast<std::size_t>(std::floor(*most / bin_ms) - first) + 1);
    for (const double nn : nn_ms)
        bins[static_cast<std::size_t>(std::floor(nn / bin_ms) - first)] += 1;
    const auto tip =
        static_cast<std::size_t>(std::max_element(bins.begin(), bins.end()) - bins.begin());
    HistogramShape shape;
    shape.triangular_index = static_cast<double>(nn_ms.size()) / bins[tip];
    if (bins.size() < 2) return shape;
    const std::size_t left =
        best_foot(tip, bins[tip], [&](std::size_t k) { return bins[tip - k]; });
    const std::size_t right =
        best_foot(bins.size() - 1 - tip, bins[tip], [&](std::size_t k) { return bins[tip + k]; });
    shape.tinn_ms = static_cast<double>(left + right) * bin_ms;
    return shape;
}

}  // namespace sinew::hrv
