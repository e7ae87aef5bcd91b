#include <sinew/chart/scale.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

namespace sinew::chart {

Scale::Scale(bool logarithmic, Span span, double start, double end) noexcept
    : logarithmic_{logarithmic}, span_{span}, start_{start} {
    const double low = logarithmic ? std::log10(span.low) : span.low;
    const double high = logarithmic ? std::log10(span.high) : span.high;
    origin_ = low;
    per_unit_ = (end - start) / (high - low);
}

double Scale::at(double value) const noexcept {
    if (!std::isfinite(value) || (logarithmic_ && value <= 0))
        return std::numeric_limits<double>::quiet_NaN();
    // Far off the page is far enough: lines that lead there can still be cut at its edge.
    constexpr double kFarOff = 1e7;
    return std::clamp(start_ + ((logarithmic_ ? std::log10(value) : value) - origin_) * per_unit_,
                      -kFarOff, kFarOff);
}

}  // namespace sinew::chart
