#include <sinew/numerics/distributions.hpp>
#include <sinew/pooling/heterogeneity.hpp>

#include <algorithm>

namespace sinew::pooling {

Heterogeneity heterogeneity_of(const Sums& at_zero, std::size_t k, std::size_t p, Method method,
                               double tau2) {
    if (k <= p) return {};
    const double df = static_cast<double>(k - p);
    Heterogeneity made;
    made.QE = std::max(0.0, at_zero.residual);
    made.QEp = numerics::chi_squared_upper_tail(made.QE, df);
    made.typical_variance = df / at_zero.trace;
    if (method == Method::common) {
        made.I2 = made.QE > df ? 100 * (made.QE - df) / made.QE : 0.0;
        made.H2 = made.QE / df;
    } else {
        made.I2 = 100 * tau2 / (made.typical_variance + tau2);
        made.H2 = tau2 / made.typical_variance + 1;
    }
    return made;
}

}  // namespace sinew::pooling
