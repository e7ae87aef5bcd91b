// From a value to its place on the page.
#pragma once

#include <sinew/chart/axis.hpp>
#include <sinew/chart/ticks.hpp>

namespace sinew::chart {

class Scale {
public:
    /// @param start, end  page places of span.low and span.high, already turned round for a reversed axis
    Scale(bool logarithmic, Span span, double start, double end) noexcept;

    /// NaN for what the axis cannot show.
    [[nodiscard]] double at(double value) const noexcept;
    [[nodiscard]] bool holds(double value) const noexcept {
        return value >= span_.low && value <= span_.high;
    }
    [[nodiscard]] Span span() const noexcept { return span_; }

private:
    bool logarithmic_;
    Span span_;
    double start_, per_unit_, origin_;
};

}  // namespace sinew::chart
