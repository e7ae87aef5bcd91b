// Where an axis is marked and what the marks say.
#pragma once

#include <sinew/chart/axis.hpp>

#include <string>
#include <vector>

namespace sinew::chart {

struct Tick {
    double value = 0;
    std::string label;  ///< may be empty: a small mark only
};

/// An interval of an axis, low < high, both finite.
struct Span {
    double low = 0, high = 1;
    friend bool operator==(Span, Span) noexcept = default;
};

/// A span that can be divided: not finite -> 0 to 1; equal ends -> opened by a twentieth of the value, or by 1 at zero; too
/// wide for a double's arithmetic -> cut to +-1e300.
[[nodiscard]] Span workable(double low, double high) noexcept;

/// The smallest round step (1, 2 or 5 times a power of ten) that needs at most `most` ticks from below `low` to above `high`.
/// @param most  at least 2
[[nodiscard]] double round_step(Span span, int most) noexcept;

/// The span moved out to round ends of the axis's kind. Categories, days and clocks stay as they are.
[[nodiscard]] Span rounded_out(const Axis& axis, Span span, int most);

/// At most `most` ticks, ascending, all inside the span (ends included); 1-2-5 steps, decades, clock or calendar steps.
/// The labels have the decimals that the step needs and no more.
[[nodiscard]] std::vector<Tick> ticks_of(const Axis& axis, Span span, int most);

/// "s", "min:s" or "h:min": what a clock axis of this span counts in, for its title.
[[nodiscard]] std::string clock_unit(Span span);

}  // namespace sinew::chart
