#include <sinew/effect/quantile_summaries.hpp>
#include <sinew/numerics/distributions.hpp>

#include <algorithm>
#include <cmath>

namespace sinew::effect {
namespace {

/// How far apart the extremes, and the quartiles, of n standard normal numbers lie (Blom's approximation).
double expected_range(double n) { return 2 * numerics::normal_quantile((n - 0.375) / (n + 0.25)); }
double expected_quartile_range(double n) {
    return 2 * numerics::normal_quantile((0.75 * n - 0.125) / (n + 0.25));
}

double mean_of(const QuantileSummary& x, MedianMethod method) {
    const double n = x.n, m = x.median;
    const double middle_of_quartiles =
        x.has_quartiles() ? (*x.lower_quartile + *x.upper_quartile) / 2 : 0;
    const double middle_of_extremes = x.has_extremes() ? (*x.minimum + *x.maximum) / 2 : 0;
    double of_extremes = 0, of_quartiles = 0;  // weights; the median has the rest
    if (x.has_quartiles() && x.has_extremes()) {
        of_extremes = method == MedianMethod::wan ? 0.25 : 2.2 / (2.2 + std::pow(n, 0.75));
        of_quartiles = method == MedianMethod::wan ? 0.5 : 0.7 - 0.72 / std::pow(n, 0.55);
    } else if (x.has_extremes()) {
        of_extremes = method == MedianMethod::wan ? 0.5 : 4 / (4 + std::pow(n, 0.75));
    } else {
        of_quartiles = method == MedianMethod::wan ? 2.0 / 3 : 0.7 + 0.39 / n;
    }
    return of_extremes * middle_of_extremes + of_quartiles * middle_of_quartiles +
           (1 - of_extremes - of_quartiles) * m;
}

double sd_of(const QuantileSummary& x, MedianMethod method) {
    const double of_range = x.has_extremes() ? (*x.maximum - *x.minimum) / expected_range(x.n) : 0;
    const double of_quartiles =
        x.has_quartiles() ? (*x.upper_quartile - *x.lower_quartile) / expected_quartile_range(x.n)
                          : 0;
    double weight = x.has_extremes() ? 1 : 0;
    if (x.has_quartiles() && x.has_extremes())
        weight = method == MedianMethod::wan ? 0.5 : 1 / (1 + 0.07 * std::pow(x.n, 0.6));
    return weight * of_range + (1 - weight) * of_quartiles;
}

/// How far the median lies off the middle of two limits, in halves of their distance.
double lopsided(double low, double median, double high) noexcept {
    return std::abs(low + high - 2 * median) / (high - low);
}

}  // namespace

bool QuantileSummary::in_order() const noexcept {
    double last = minimum.value_or(lower_quartile.value_or(median));
    for (const double next :
         {lower_quartile.value_or(last), median, upper_quartile.value_or(median),
          maximum.value_or(upper_quartile.value_or(median))}) {
        if (next < last) return false;
        last = next;
    }
    return true;
}

std::optional<Group> group_of(const QuantileSummary& summary, MedianMethod method) {
    if (!summary.has_quartiles() && !summary.has_extremes()) return {};
    return Group{summary.n, mean_of(summary, method), sd_of(summary, method)};
}

bool looks_skewed(const QuantileSummary& x) noexcept {
    const double root = std::sqrt(x.n);
    const double of_quartiles =
        x.has_quartiles() ? lopsided(*x.lower_quartile, x.median, *x.upper_quartile) : 0;
    const double of_extremes = x.has_extremes() ? lopsided(*x.minimum, x.median, *x.maximum) : 0;
    if (x.has_quartiles() && x.has_extremes())
        return std::max(2.65 * std::log(0.6 * x.n) / root * of_extremes, of_quartiles) >=
               3 / root - 40 / std::pow(x.n, 3);
    if (x.has_extremes()) return of_extremes >= 1 / std::log(x.n + 9) + 2.5 / (x.n + 1);
    return of_quartiles >= 2.65 / root - 6 / (x.n * x.n);
}

}  // namespace sinew::effect
