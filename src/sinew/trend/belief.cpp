#include <sinew/numerics/distributions.hpp>
#include <sinew/trend/belief.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

namespace sinew::trend {
namespace {

/// Parts that hold less than this move no figure that is shown.
constexpr double kNegligible = 1e-9;
/// A chance this far from another is on its side of it, whatever rounding did to either.
constexpr double kBeyondRounding = 1e-12;

/// Where a chance that only grows is known to lie below and above a stated one.
struct Bounds {
    double p;
    double below, above;  ///< the largest and the smallest value of which that is known

    double note(double value, double chance) noexcept {
        if (chance < p - kBeyondRounding) below = std::max(below, value);
        if (chance > p + kBeyondRounding) above = std::min(above, value);
        return chance - p;
    }
};

/// Narrows what is known by the line through the ends, an end that stays counting half each time (the Illinois rule), then
/// asks a little to either side of where that came to rest. Nothing depends on how well it does but the time.
void ask_close_by(const Belief& belief, double low, double high, Bounds& known) {
    constexpr int kMost = 12;
    const double close = 1e-9 * (high - low);
    double at_low = known.note(low, belief.cdf(low));
    double at_high = known.note(high, belief.cdf(high));
    int side = 0;
    for (int step = 0; step < kMost && at_low < 0 && at_high > 0; ++step) {
        const double value = (low * at_high - high * at_low) / (at_high - at_low);
        if (!(value > low && value < high)) return;
        const double at = known.note(value, belief.cdf(value));
        if (std::abs(at) < 1e-10) {
            known.note(value - close, belief.cdf(value - close));
            known.note(value + close, belief.cdf(value + close));
            return;
        }
        const int now = at < 0 ? -1 : 1;
        (now < 0 ? low : high) = value;
        (now < 0 ? at_low : at_high) = at;
        if (now == side) (now < 0 ? at_high : at_low) /= 2;
        side = now;
    }
}

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
    // The answer is that of halving the interval until it is small enough. Most halves are known without asking, once a few
    // values have been asked close by.
    constexpr double kFar = std::numeric_limits<double>::infinity();
    Bounds known{p, -kFar, kFar};
    if (high - low > enough) ask_close_by(*this, low, high, known);
    for (int step = 0; step < 200 && high - low > enough; ++step) {
        const double middle = low + (high - low) / 2;
        const bool less =
            middle <= known.below || (middle < known.above && known.note(middle, cdf(middle)) < 0);
        (less ? low : high) = middle;
    }
    return low + (high - low) / 2;
}

Interval Belief::interval(double level) const {
    const double tail = (1 - level) / 2;
    return {quantile(tail), quantile(1 - tail)};
}

}  // namespace sinew::trend
