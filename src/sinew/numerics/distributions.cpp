#include <sinew/numerics/distributions.hpp>

#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/erf.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <cmath>
#include <limits>
#include <numbers>

namespace sinew::numerics {
namespace {

namespace bm = boost::math;
constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

/// No promotion to long double: the same bits on machines whose long double differs.
using Plain = bm::policies::policy<bm::policies::promote_double<false>,
                                   bm::policies::domain_error<bm::policies::ignore_error>,
                                   bm::policies::overflow_error<bm::policies::ignore_error>,
                                   bm::policies::evaluation_error<bm::policies::ignore_error>>;

bool inside(double p) noexcept { return p > 0.0 && p < 1.0; }

}  // namespace

double normal_cdf(double z) noexcept { return 0.5 * std::erfc(-z / std::numbers::sqrt2); }

double normal_quantile(double p) {
    return inside(p) ? -std::numbers::sqrt2 * bm::erfc_inv(2.0 * p, Plain{}) : kNone;
}

double student_cdf(double t, double degrees) {
    if (!(degrees > 0.0) || std::isnan(t)) return kNone;
    // t^2 / (degrees + t^2) has a beta distribution; the form without cancellation is taken on each side.
    const double square = t * t;
    const double tail =
        std::isinf(square) ? 0.0
        : square < degrees
            ? 0.5 * bm::ibetac(0.5, degrees / 2, square / (degrees + square), Plain{})
            : 0.5 * bm::ibeta(degrees / 2, 0.5, degrees / (degrees + square), Plain{});
    return t > 0 ? 1.0 - tail : tail;
}

double student_quantile(double p, double degrees) {
    if (!(degrees > 0.0) || !inside(p)) return kNone;
    if (p == 0.5) return 0.0;
    double rest = 0;  // 1 - share, without cancellation
    const double share =
        bm::ibeta_inv(degrees / 2, 0.5, 2.0 * (p < 0.5 ? p : 1.0 - p), &rest, Plain{});
    const double size = std::sqrt(degrees * rest / share);
    return p < 0.5 ? -size : size;
}

double chi_squared_upper_tail(double x, double degrees) {
    if (!(degrees > 0.0) || !(x >= 0.0)) return kNone;
    return bm::gamma_q(degrees / 2, x / 2, Plain{});
}

double normal_density(double z) noexcept {
    return std::exp(-0.5 * z * z) * std::numbers::inv_sqrtpi / std::numbers::sqrt2;
}

double student_log_density(double t, double degrees) {
    if (!(degrees > 0.0) || std::isnan(t)) return kNone;
    return bm::lgamma((degrees + 1) / 2, Plain{}) - bm::lgamma(degrees / 2, Plain{}) -
           0.5 * std::log(degrees * std::numbers::pi) -
           0.5 * (degrees + 1) * std::log1p(t * t / degrees);
}

double chi_squared_quantile(double p, double degrees) {
    if (!(degrees > 0.0) || !inside(p)) return kNone;
    return 2 * bm::gamma_p_inv(degrees / 2, p, Plain{});
}

double fisher_upper_tail(double x, double upper, double lower) {
    if (!(upper > 0.0) || !(lower > 0.0) || !(x >= 0.0)) return kNone;
    if (std::isinf(x)) return 0.0;
    // upper x / (lower + upper x) has a beta distribution; the smaller argument keeps its digits.
    const double scaled = upper * x;
    return scaled < lower ? bm::ibetac(upper / 2, lower / 2, scaled / (lower + scaled), Plain{})
                          : bm::ibeta(lower / 2, upper / 2, lower / (lower + scaled), Plain{});
}

double fisher_quantile(double p, double upper, double lower) {
    if (!(upper > 0.0) || !(lower > 0.0) || !inside(p)) return kNone;
    double rest = 0;
    const double share = bm::ibeta_inv(upper / 2, lower / 2, p, &rest, Plain{});
    return lower * share / (upper * rest);
}

double binomial_cdf(int k, int trials, double p) {
    if (trials < 0 || !(p >= 0.0 && p <= 1.0)) return kNone;
    if (k < 0) return 0.0;
    if (k >= trials) return 1.0;
    return bm::ibetac(static_cast<double>(k) + 1.0, static_cast<double>(trials - k), p, Plain{});
}

double beta_quantile(double p, double a, double b) {
    if (!(a > 0.0) || !(b > 0.0) || !(p >= 0.0 && p <= 1.0)) return kNone;
    return bm::ibeta_inv(a, b, p, Plain{});
}

}  // namespace sinew::numerics
