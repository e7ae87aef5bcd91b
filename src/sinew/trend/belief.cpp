#include <sinew/numerics/distributions.hpp>
#include <sinew/trend/belief.hpp>

#include <algorithm>
#include <cmath>

namespace sinew::trend {
namespace {

/// Parts that hold less than this move no figure that is shown.
constexpr double kNegligible = 1e-9;

}  // namespace

double Belief::centre() const noexcept {
    double sum = 0;
    for (const Part& part : parts_) sum += part.weight * part.centre;
    return sum;
}

double Belief::cdf(double value) const {
    double sum = 0;
    for (const Part& part : parts_)
        if (part.weight > kNegligible)
            sum +=
                part.weight * numerics::student_cdf((value - part.centre) / part.scale, degrees_);
    return sum;
}

double Belief::quantile(double p) const {
    // The mixture's quantile lies between the smallest and the largest of its parts' quantiles.
    const double t = numerics::student_quantile(p, degrees_);
    double low = parts_.front().centre + t * parts_.front().scale;
    double high = low;
    for (const Part& part : parts_) {
        if (part.weight <= kNegligible) continue;
        low = std::min(low, part.centre + t * part.scale);
        high = std::max(high, part.centre + t * part.scale);
    }
    const double enough = 1e-10 * (high - low + std::abs(high) * 1e-3);
    for (int step = 0; step < 200 && high - low > enough; ++step) {
        const double middle = low + (high - low) / 2;
        (cdf(middle) < p ? low : high) = middle;
    }
    return low + (high - low) / 2;
}

Interval Belief::interval(double level) const {
    const double tail = (1 - level) / 2;
    return {quantile(tail), quantile(1 - tail)};
}

}  // namespace sinew::trend
