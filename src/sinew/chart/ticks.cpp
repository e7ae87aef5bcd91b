#include <sinew/chart/calendar_ticks.hpp>
#include <sinew/chart/number_label.hpp>
#include <sinew/chart/ticks.hpp>

#include <algorithm>
#include <cmath>

namespace sinew::chart {
namespace {

constexpr double kFarthest = 1e300;  ///< beyond it differences overflow

/// A round step kept as whole numbers, so that 3 steps of 0.1 are exactly the double 0.3.
struct RoundStep {
    int mantissa = 1;  ///< 1, 2 or 5
    int exponent = 0;

    [[nodiscard]] double times(double count) const noexcept {
        const double whole = count * mantissa;
        return exponent >= 0 ? whole * std::pow(10.0, exponent) : whole / std::pow(10.0, -exponent);
    }
    [[nodiscard]] double value() const noexcept { return times(1); }
    [[nodiscard]] RoundStep next() const noexcept {
        if (mantissa == 1) return {2, exponent};
        if (mantissa == 2) return {5, exponent};
        return {1, exponent + 1};
    }
    [[nodiscard]] int decimals() const noexcept { return std::max(0, -exponent); }
};

/// First and last multiple of the step; a multiple a hair outside the span counts as its end.
struct Multiples {
    double first = 0, last = 0;
    [[nodiscard]] double count() const noexcept { return last - first + 1; }
};
constexpr double kHair = 1e-9;

Multiples around(Span span, const RoundStep& step) {
    return {std::floor(span.low / step.value() + kHair),
            std::ceil(span.high / step.value() - kHair)};
}
Multiples within(Span span, const RoundStep& step) {
    // A hair of the step, and never more than a hair of the span itself.
    const double hair = kHair * std::min(1.0, (span.high - span.low) / step.value());
    return {std::ceil(span.low / step.value() - hair), std::floor(span.high / step.value() + hair)};
}

RoundStep start_step(Span span, int most, bool whole_numbers) {
    const double raw = (span.high - span.low) / std::max(most, 2);
    RoundStep step{1, static_cast<int>(std::floor(std::log10(raw)))};
    if (whole_numbers && step.exponent < 0) step.exponent = 0;
    return step;
}

RoundStep step_around(Span span, int most, bool whole_numbers = false) {
    RoundStep step = start_step(span, most, whole_numbers);
    while (around(span, step).count() > std::max(most, 2)) step = step.next();
    return step;
}
RoundStep step_within(Span span, int most, bool whole_numbers) {
    RoundStep step = start_step(span, most, whole_numbers);
    while (within(span, step).count() > std::max(most, 1)) step = step.next();
    return step;
}

std::vector<Tick> linear_ticks(const Axis& axis, Span span, int most) {
    const RoundStep step = step_within(span, most, axis.whole_numbers);
    const Multiples range = within(span, step);
    std::vector<Tick> ticks;
    // Counted, not compared: no span can make this endless.
    for (int i = 0; i < most && range.first + i <= range.last; ++i) {
        const double value = step.times(range.first + i);
        ticks.push_back({value, number_label(value, step.decimals())});
    }
    return ticks;
}

/// Decades when there are two or more, thinned to `most`; else 1, 2 and 5 of each; else steps as on a linear axis.
std::vector<Tick> log_ticks(const Axis& axis, Span span, int most) {
    const double low = std::log10(span.low), high = std::log10(span.high);
    const double first = std::ceil(low - kHair), last = std::floor(high + kHair);
    std::vector<Tick> ticks;
    if (last - first >= 1) {
        const double each = std::max(1.0, std::ceil((last - first + 1) / std::max(most, 1)));
        const bool fine = (high - low) * 3 + 2 <= most && each == 1;
        for (double decade = std::floor(low); decade <= last; ++decade)
            for (const double part : {1.0, 2.0, 5.0}) {
                if (part != 1 && !fine) continue;
                if (part == 1 && std::fmod(decade - first, each) != 0 && !fine) continue;
                const double value =
                    decade >= 0 ? part * std::pow(10.0, decade) : part / std::pow(10.0, -decade);
                if (value >= span.low * (1 - kHair) && value <= span.high * (1 + kHair))
                    ticks.push_back({value, power_label(value)});
            }
        return ticks;
    }
    static const std::vector<std::vector<double>> kParts{{1, 2, 3, 5, 7}, {1, 2, 5}, {1, 3}};
    for (const auto& parts : kParts) {
        ticks.clear();
        for (double decade = std::floor(low); decade <= high; ++decade)
            for (const double part : parts) {
                const double value =
                    decade >= 0 ? part * std::pow(10.0, decade) : part / std::pow(10.0, -decade);
                if (value >= span.low * (1 - kHair) && value <= span.high * (1 + kHair))
                    ticks.push_back({value, power_label(value)});
            }
        if (ticks.size() >= 2 && ticks.size() <= static_cast<std::size_t>(most)) return ticks;
    }
    return linear_ticks(axis, span, most);
}

std::vector<Tick> category_ticks(const Axis& axis, Span span, int most) {
    std::vector<Tick> ticks;
    const std::size_t count = axis.categories.size();
    const std::size_t each =
        std::max<std::size_t>(1, (count + static_cast<std::size_t>(std::max(most, 1)) - 1) /
                                     static_cast<std::size_t>(std::max(most, 1)));
    for (std::size_t i = 0; i < count; i += each) {
        const double at = static_cast<double>(i);
        if (at >= span.low && at <= span.high) ticks.push_back({at, axis.categories[i]});
    }
    return ticks;
}

}  // namespace

Span workable(double low, double high) noexcept {
    if (!std::isfinite(low) || !std::isfinite(high) || low > high) return {0, 1};
    low = std::clamp(low, -kFarthest, kFarthest);
    high = std::clamp(high, -kFarthest, kFarthest);
    const double size = std::max(std::abs(low), std::abs(high));
    if (high - low > size * 1e-9 && high - low > 1e-290) return {low, high};
    const double opening = size > 1e-280 ? size / 20 : 1;
    return {low - opening, high + opening};
}

double round_step(Span span, int most) noexcept { return step_around(span, most).value(); }

Span rounded_out(const Axis& axis, Span span, int most) {
    switch (axis.kind) {
        case AxisKind::clock:
        case AxisKind::days:
        case AxisKind::categories: return span;
        case AxisKind::logarithmic: {
            const double low = std::floor(std::log10(span.low) + kHair),
                         high = std::ceil(std::log10(span.high) - kHair);
            if (high - low > 2) return {std::pow(10.0, low), std::pow(10.0, high)};
            return {span.low / 1.1, span.high * 1.1};
        }
        case AxisKind::linear: break;
    }
    const RoundStep step = step_around(span, most, axis.whole_numbers);
    const Multiples range = around(span, step);
    return {std::min(span.low, step.times(range.first)),
            std::max(span.high, step.times(range.last))};
}

std::vector<Tick> ticks_of(const Axis& axis, Span span, int most) {
    switch (axis.kind) {
        case AxisKind::linear: return linear_ticks(axis, span, most);
        case AxisKind::logarithmic: return log_ticks(axis, span, most);
        case AxisKind::clock: return clock_ticks(span, most);
        case AxisKind::days: return day_ticks(axis.day_words, span, most);
        case AxisKind::categories: return category_ticks(axis, span, most);
    }
    return {};
}

}  // namespace sinew::chart
