// What the marks of a panel cover.
#pragma once

#include <sinew/chart/chart.hpp>
#include <sinew/chart/ticks.hpp>

#include <optional>

namespace sinew::chart {

/// Lowest and highest value that can be shown on one axis.
class Extent {
public:
    explicit Extent(const Axis& axis) noexcept : positive_{axis.kind == AxisKind::logarithmic} {}
    void take(double value) noexcept;
    [[nodiscard]] bool any() const noexcept { return any_; }
    [[nodiscard]] double low() const noexcept { return low_; }
    [[nodiscard]] double high() const noexcept { return high_; }

private:
    bool positive_, any_ = false;
    double low_ = 0, high_ = 0;
};

struct Extents {
    Extent x, y;
    /// Rules, regions and notes alone are no values: a panel with nothing else says that there are none.
    bool has_values = false;
};

[[nodiscard]] Extents extents_of(const Panel& panel);

/// The span an axis shows: fixed ends, else the extent, opened where it is a single value and rounded as the axis wants.
/// @param most  ticks that fit
[[nodiscard]] Span span_of(const Axis& axis, const Extent& extent, int most);

}  // namespace sinew::chart
