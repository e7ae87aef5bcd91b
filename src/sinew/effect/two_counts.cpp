#include <sinew/effect/two_counts.hpp>

#include <cmath>
#include <limits>
#include <numbers>

namespace sinew::effect {
namespace {

constexpr Estimate kNone{std::numeric_limits<double>::quiet_NaN(),
                         std::numeric_limits<double>::quiet_NaN()};

double square(double value) noexcept { return value * value; }

Estimate log_odds_ratio(const FourCells& x) noexcept {
    return {std::log(x.a / x.b) - std::log(x.c / x.d), 1 / x.a + 1 / x.b + 1 / x.c + 1 / x.d};
}

/// Observed less expected events over their hypergeometric variance.
Estimate peto(const FourCells& x) noexcept {
    const double n1 = x.a + x.b, n2 = x.c + x.d, n = n1 + n2, events = x.a + x.c,
                 others = x.b + x.d;
    const double variance = events * others * (n1 / n) * (n2 / n) / (n - 1);
    return {(x.a - events * n1 / n) / variance, 1 / variance};
}

Estimate scaled(const Estimate& estimate, double factor) noexcept {
    return {factor * estimate.yi, square(factor) * estimate.vi};
}

/// What goes to the cells of this table.
double share(bool has_zero, bool any_zero, double add, ZeroCellsTo to) noexcept {
    switch (to) {
        case ZeroCellsTo::only0: return has_zero ? add : 0;
        case ZeroCellsTo::all: return add;
        case ZeroCellsTo::if0all: return any_zero ? add : 0;
        case ZeroCellsTo::none: return 0;
    }
    return 0;
}

}  // namespace

FourCells corrected(const FourCells& cells, Measure measure, const ZeroCells& zero,
                    bool any_zero) noexcept {
    const double add = share(cells.has_zero(), any_zero, added_to(measure, zero), zero.to);
    return {cells.a + add, cells.b + add, cells.c + add, cells.d + add};
}

Estimate from_four_cells(Measure measure, const FourCells& x,
                         const MeasureSettings& settings) noexcept {
    const double n1 = x.a + x.b, n2 = x.c + x.d, p1 = x.a / n1, p2 = x.c / n2;
    const double less = settings.form == VarianceForm::UB ? 1 : 0;
    if (measure == Measure::RR)
        return {std::log(p1) - std::log(p2), 1 / x.a - 1 / n1 + 1 / x.c - 1 / n2};
    if (measure == Measure::OR) return log_odds_ratio(x);
    if (measure == Measure::RD)
        return {p1 - p2, p1 * (1 - p1) / (n1 - less) + p2 * (1 - p2) / (n2 - less)};
    if (measure == Measure::AS)
        return {std::asin(std::sqrt(p1)) - std::asin(std::sqrt(p2)), 1 / (4 * n1) + 1 / (4 * n2)};
    if (measure == Measure::PETO) return peto(x);
    if (measure == Measure::OR2DL)
        return scaled(log_odds_ratio(x), std::numbers::sqrt3 / std::numbers::pi);
    if (measure == Measure::OR2DN) return scaled(log_odds_ratio(x), 1 / 1.65);
    return kNone;
}

TwoRates corrected(const TwoRates& rates, Measure measure, const ZeroCells& zero,
                   bool any_zero) noexcept {
    const double add = share(rates.has_zero(), any_zero, added_to(measure, zero), zero.to);
    return {rates.x1 + add, rates.t1, rates.x2 + add, rates.t2};
}

Estimate from_two_rates(Measure measure, const TwoRates& rates) noexcept {
    const double rate1 = rates.x1 / rates.t1, rate2 = rates.x2 / rates.t2;
    if (measure == Measure::IRR)
        return {std::log(rate1) - std::log(rate2), 1 / rates.x1 + 1 / rates.x2};
    if (measure == Measure::IRD) return {rate1 - rate2, rate1 / rates.t1 + rate2 / rates.t2};
    if (measure == Measure::IRSD)
        return {std::sqrt(rate1) - std::sqrt(rate2), 1 / (4 * rates.t1) + 1 / (4 * rates.t2)};
    return kNone;
}

}  // namespace sinew::effect
