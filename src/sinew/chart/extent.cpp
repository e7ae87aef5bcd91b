#include <sinew/chart/extent.hpp>

#include <algorithm>
#include <cmath>

namespace sinew::chart {
namespace {

struct Taker {
    Extents& all;

    void place(double x, double y) const {
        if (!std::isfinite(x) || !std::isfinite(y)) return;
        all.x.take(x);
        all.y.take(y);
        all.has_values = true;
    }
    void operator()(const LineMark& line) const {
        for (const Place& p : line.places) place(p.x, p.y);
    }
    void operator()(const PointsMark& points) const {
        for (const Place& p : points.places) place(p.x, p.y);
    }
    void operator()(const BandMark& band) const {
        const std::size_t count = std::min({band.x.size(), band.low.size(), band.high.size()});
        for (std::size_t i = 0; i < count; ++i) {
            place(band.x[i], band.low[i]);
            place(band.x[i], band.high[i]);
        }
    }
    void operator()(const BarsMark& bars) const {
        for (const Place& p : bars.places) {
            if (!std::isfinite(p.y)) continue;
            place(p.x - bars.width / 2, p.y);
            place(p.x + bars.width / 2, bars.base);
        }
    }
    void operator()(const RangesMark& mark) const {
        const bool upright = mark.direction == Direction::vertical;
        for (const auto& range : mark.ranges)
            for (const double end : {range.low, range.high})
                upright ? place(range.at, end) : place(end, range.at);
    }
    void operator()(const RuleMark& rule) const {
        if (rule.widens) (rule.direction == Direction::horizontal ? all.y : all.x).take(rule.value);
    }
    void operator()(const RegionMark&) const {}
    void operator()(const OutlineMark& outline) const {
        for (const Place& p : outline.places) place(p.x, p.y);
    }
    void operator()(const NoteMark&) const {}
};

}  // namespace

void Extent::take(double value) noexcept {
    if (!std::isfinite(value) || (positive_ && value <= 0)) return;
    low_ = any_ ? std::min(low_, value) : value;
    high_ = any_ ? std::max(high_, value) : value;
    any_ = true;
}

Extents extents_of(const Panel& panel) {
    Extents all{Extent{panel.x}, Extent{panel.y}};
    for (const Mark& mark : panel.marks) std::visit(Taker{all}, mark);
    all.has_values = all.has_values && all.x.any() && all.y.any();
    return all;
}

Span span_of(const Axis& axis, const Extent& extent, int most) {
    if (axis.kind == AxisKind::categories && !axis.categories.empty())
        return {-0.5, static_cast<double>(axis.categories.size()) - 0.5};
    double low = extent.any() ? extent.low() : 0, high = extent.any() ? extent.high() : 1;
    const bool logarithmic = axis.kind == AxisKind::logarithmic;
    if (axis.zero && !logarithmic) {
        low = std::min(low, 0.0);
        high = std::max(high, 0.0);
    }
    const auto usable = [&](std::optional<double> end) {
        return end && std::isfinite(*end) && (!logarithmic || *end > 0);
    };
    if (usable(axis.from)) low = *axis.from;
    if (usable(axis.to)) high = *axis.to;
    if (logarithmic) {
        // Factors instead of differences; what is left of a double at its lower end cannot be divided further.
        low = std::clamp(low, 1e-280, 1e280);
        high = std::clamp(high, low, 1e281);
        if (high < low * 1.0001) return {low / 2, high * 2};
    }
    const Span open = logarithmic ? Span{low, high} : workable(low, high);
    if (axis.ends == Ends::tight || (usable(axis.from) && usable(axis.to))) return open;
    const Span round = rounded_out(axis, open, most);
    return {usable(axis.from) ? open.low : round.low, usable(axis.to) ? open.high : round.high};
}

}  // namespace sinew::chart
