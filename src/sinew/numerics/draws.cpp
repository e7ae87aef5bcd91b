#include <sinew/base/ensure.hpp>
#include <sinew/numerics/distributions.hpp>
#include <sinew/numerics/draws.hpp>

#include <cmath>

namespace sinew::numerics {
namespace {

/// Uniform on the open interval: the middle of one of 2^53 steps.
double open_uniform(RandomStream& stream) noexcept { return stream.uniform() + 0x1.0p-54; }

}  // namespace

double normal_draw(RandomStream& stream) { return normal_quantile(open_uniform(stream)); }

double NormalPairs::draw(RandomStream& stream) {
    if (has_kept_) {
        has_kept_ = false;
        return kept_;
    }
    for (;;) {
        const double x = 2 * stream.uniform() - 1, y = 2 * stream.uniform() - 1;
        const double square = x * x + y * y;
        if (square >= 1 || square == 0) continue;
        const double stretch = std::sqrt(-2 * std::log(square) / square);
        kept_ = y * stretch;
        has_kept_ = true;
        return x * stretch;
    }
}

double chi_squared_draw(RandomStream& stream, double degrees) {
    SINEW_ENSURE(degrees >= 1, "a chi-squared number needs a degree of freedom");
    // Shapes below 1 are drawn one higher and brought back by a power of a uniform number.
    const double shape = degrees / 2;
    const double raised = shape < 1 ? shape + 1 : shape;
    const double d = raised - 1.0 / 3.0;
    const double c = 1 / std::sqrt(9 * d);
    for (;;) {
        const double x = normal_draw(stream);
        const double root = 1 + c * x;
        if (root <= 0) continue;
        const double v = root * root * root;
        const double u = open_uniform(stream);
        if (std::log(u) >= 0.5 * x * x + d - d * v + d * std::log(v)) continue;
        const double gamma = d * v;
        return 2 * (shape < 1 ? gamma * std::pow(open_uniform(stream), 1 / shape) : gamma);
    }
}

}  // namespace sinew::numerics
