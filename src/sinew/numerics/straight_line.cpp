#include <sinew/numerics/straight_line.hpp>

#include <cstddef>

namespace sinew::numerics {

StraightLine fit_line(std::span<const double> x, std::span<const double> y) noexcept {
    const auto n = static_cast<double>(x.size());
    double mean_x = 0, mean_y = 0, squares = 0, products = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        mean_x += x[i];
        mean_y += y[i];
    }
    mean_x /= n;
    mean_y /= n;
    for (std::size_t i = 0; i < x.size(); ++i) {
        squares += (x[i] - mean_x) * (x[i] - mean_x);
        products += (x[i] - mean_x) * (y[i] - mean_y);
    }
    const double slope = squares > 0 ? products / squares : 0;
    return {mean_y - slope * mean_x, slope};
}

}  // namespace sinew::numerics
