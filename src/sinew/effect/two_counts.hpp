// Two groups, each with its events: tables of two by two, and events over person-time.
#pragma once

#include <sinew/effect/estimate.hpp>
#include <sinew/effect/measure_settings.hpp>

namespace sinew::effect {

/// Events and the others, group by group: a and b are the first group's. Counts are real numbers; some tables hold estimates.
struct FourCells {
    double a = 0, b = 0, c = 0, d = 0;

    [[nodiscard]] bool has_zero() const noexcept { return a == 0 || b == 0 || c == 0 || d == 0; }
    /// No events, or nothing else, in both groups: the table says nothing of a ratio.
    [[nodiscard]] bool without_contrast() const noexcept {
        return (a == 0 && c == 0) || (b == 0 && d == 0);
    }
};

/// First group against second, the cells as they are. Measures: RR OR RD AS PETO OR2DL OR2DN.
/// @source yusuf1985 (PETO), rucker2009 (AS), chinn2000 (OR2DL)
[[nodiscard]] Estimate from_four_cells(Measure measure, const FourCells& cells,
                                       const MeasureSettings& settings = {}) noexcept;

/// The cells after `settings.zero`. @param any_zero  whether any table of the whole has a cell of nothing (for if0all)
[[nodiscard]] FourCells corrected(const FourCells& cells, Measure measure, const ZeroCells& zero,
                                  bool any_zero) noexcept;

/// Events x over person-time t, group by group.
struct TwoRates {
    double x1 = 0, t1 = 0, x2 = 0, t2 = 0;

    [[nodiscard]] bool has_zero() const noexcept { return x1 == 0 || x2 == 0; }
    [[nodiscard]] bool without_contrast() const noexcept { return x1 == 0 && x2 == 0; }
};

/// Measures: IRR IRD IRSD.
[[nodiscard]] Estimate from_two_rates(Measure measure, const TwoRates& rates) noexcept;
[[nodiscard]] TwoRates corrected(const TwoRates& rates, Measure measure, const ZeroCells& zero,
                                 bool any_zero) noexcept;

}  // namespace sinew::effect
