#include <sinew/numerics/cubic_spline.hpp>

#include <cmath>
#include <cstddef>

namespace sinew::numerics {
namespace {

/// Second derivatives at the points: a tridiagonal system, solved by elimination without pivots (it is dominated by its diagonal).
std::span<const double> second_derivatives(std::span<const double> x, std::span<const double> y,
                                           SplineWorkspace& workspace) {
    const std::size_t n = x.size();
    std::vector<double>&bend = workspace.bend, &ratio = workspace.ratio;
    bend.resize(n);
    ratio.resize(n);
    bend[0] = bend[n - 1] = ratio[0] = 0;  // those between are written before they are read
    for (std::size_t i = 1; i + 1 < n; ++i) {
        const double before = x[i] - x[i - 1], after = x[i + 1] - x[i];
        const double right =
            6 * ((y[i + 1] - y[i]) / after - (y[i] - y[i - 1]) / before) - before * bend[i - 1];
        const double pivot = 2 * (before + after) - before * ratio[i - 1];
        bend[i] = right / pivot;
        ratio[i] = after / pivot;
    }
    for (std::size_t i = n - 1; i-- > 1;) bend[i] -= ratio[i] * bend[i + 1];
    return bend;
}

}  // namespace

std::vector<double> resample_spline(std::span<const double> x, std::span<const double> y,
                                    double step) {
    SplineWorkspace workspace;
    std::vector<double> values;
    resample_spline(x, y, step, workspace, values);
    return values;
}

void resample_spline(std::span<const double> x, std::span<const double> y, double step,
                     SplineWorkspace& workspace, std::vector<double>& values) {
    const std::size_t n = x.size();
    if (n == 1) {
        values.assign(1, y[0]);
        return;
    }
    const auto count = static_cast<std::size_t>(std::floor((x[n - 1] - x[0]) / step)) + 1;
    const std::span<const double> bend = second_derivatives(x, y, workspace);
    values.resize(count);
    std::size_t k = 0;
    for (std::size_t i = 0; i + 1 < n && k < count; ++i) {
        const double width = x[i + 1] - x[i];
        const double slope = (y[i + 1] - y[i]) / width - width * (2 * bend[i] + bend[i + 1]) / 6;
        const double cubic = (bend[i + 1] - bend[i]) / (6 * width), square = bend[i] / 2;
        const bool last = i + 2 == n;
        for (; k < count; ++k) {
            const double at = x[0] + static_cast<double>(k) * step;
            if (at >= x[i + 1] && !last) break;
            const double d = at - x[i];
            values[k] = y[i] + d * (slope + d * (square + d * cubic));
        }
    }
}

}  // namespace sinew::numerics
