#include <sinew/base/ensure.hpp>
#include <sinew/numerics/integral.hpp>

#include <boost/math/quadrature/gauss_kronrod.hpp>
#include <cmath>
#include <numbers>

namespace sinew::numerics {

Integral integral_of(const std::function<double(double)>& f, double low, double high,
                     double relative_tolerance, unsigned depth) {
    Integral result;
    result.value = boost::math::quadrature::gauss_kronrod<double, 31>::integrate(
        f, low, high, depth, relative_tolerance, &result.error);
    return result;
}

GaussRule gauss_legendre(std::size_t n) {
    SINEW_ENSURE(n >= 1, "a rule has a point");
    GaussRule rule{std::vector<double>(n), std::vector<double>(n)};
    const auto order = static_cast<double>(n);
    for (std::size_t i = 0; i < (n + 1) / 2; ++i) {
        // Newton from the cosine that lies near the i-th zero of the Legendre polynomial.
        double x = std::cos(std::numbers::pi * (static_cast<double>(i) + 0.75) / (order + 0.5));
        double slope = 1;
        for (int step = 0; step < 100; ++step) {
            double value = 1, before = 0;
            for (std::size_t j = 0; j < n; ++j) {
                const auto degree = static_cast<double>(j);
                const double next = ((2 * degree + 1) * x * value - degree * before) / (degree + 1);
                before = value;
                value = next;
            }
            slope = order * (x * value - before) / (x * x - 1);
            const double move = value / slope;
            x -= move;
            if (std::abs(move) < 1e-15) break;
        }
        const double weight = 2 / ((1 - x * x) * slope * slope);
        rule.points[i] = -x;
        rule.points[n - 1 - i] = x;
        rule.weights[i] = rule.weights[n - 1 - i] = weight;
    }
    if (n % 2 == 1) rule.points[n / 2] = 0;
    return rule;
}

}  // namespace sinew::numerics
