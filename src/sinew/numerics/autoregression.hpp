// An even series as a filter of noise: coefficients by Burg's method or from the Yule-Walker equations. @source kay1988
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace sinew::numerics {

/// x_t + a_1 x_{t-1} + ... + a_p x_{t-p} = noise.
struct Autoregression {
    std::vector<double> coefficients;  ///< a_1 .. a_p
    double noise_variance = 0;
};

/// @param values  more than `order` of them, mean taken off by the caller
/// A series that is zero throughout, or explained wholly by fewer terms, has zeros for the rest.
[[nodiscard]] Autoregression burg(std::span<const double> values, std::size_t order);

/// With the biased autocovariance (divisor n), solved by Levinson's recursion.
[[nodiscard]] Autoregression yule_walker(std::span<const double> values, std::size_t order);

/// One-sided density at 0, step, 2 step, ... (`count` values), in the square of the values' unit per Hz.
[[nodiscard]] std::vector<double> density_of(const Autoregression& model, double sampling_hz,
                                             double step_hz, std::size_t count);

}  // namespace sinew::numerics
