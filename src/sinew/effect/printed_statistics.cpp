#include <sinew/effect/printed_statistics.hpp>
#include <sinew/numerics/distributions.hpp>

#include <cmath>
#include <limits>

namespace sinew::effect {

double d_from_t(double t, double n1, double n2) noexcept { return t * std::sqrt(1 / n1 + 1 / n2); }

double d_from_f(double f, double n1, double n2) noexcept { return d_from_t(std::sqrt(f), n1, n2); }

double d_from_p(double signed_p, double n1, double n2) {
    const double p = std::abs(signed_p);
    if (!(p > 0) || !(p < 1)) return std::numeric_limits<double>::quiet_NaN();
    // The lower tail keeps its digits when p is small.
    const double t = -numerics::student_quantile(p / 2, n1 + n2 - 2);
    return std::copysign(d_from_t(t, n1, n2), signed_p);
}

double f_from_partial_eta_squared(double eta_squared, double degrees) noexcept {
    return eta_squared / (1 - eta_squared) * degrees;
}

double d_from_partial_eta_squared(double eta_squared) noexcept {
    return 2 * std::sqrt(eta_squared / (1 - eta_squared));
}

double sd_of_change_from_paired_t(double mean_change, double t, double n) noexcept {
    return std::abs(mean_change) * std::sqrt(n) / std::abs(t);
}

double implied_correlation(double sd1, double sd2, double sd_of_change) noexcept {
    return (sd1 * sd1 + sd2 * sd2 - sd_of_change * sd_of_change) / (2 * sd1 * sd2);
}

double standard_error_of_interval(double low, double high, double level) {
    return (high - low) / (2 * numerics::normal_quantile(0.5 + level / 200));
}

double two_sided_p(double z) noexcept { return 2 * numerics::normal_cdf(-std::abs(z)); }

}  // namespace sinew::effect
