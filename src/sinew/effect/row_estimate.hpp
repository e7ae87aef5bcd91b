// One row -> one estimate with its variance, on the analysis scale.
#pragma once

#include <sinew/effect/columns.hpp>
#include <sinew/effect/estimate.hpp>
#include <sinew/effect/measure_settings.hpp>
#include <sinew/effect/shape.hpp>
#include <sinew/effect/two_counts.hpp>

#include <optional>
#include <string>
#include <vector>

namespace sinew::effect {

/// What reading a row leaves behind for the whole table.
struct Remarks {
    std::vector<std::string> warnings;    ///< sentences that name their row
    std::vector<std::string> steps;       ///< sentences for the methods paragraph; each once
    std::vector<std::string> references;  ///< keys of citations; each once

    void step(const std::string& sentence, const std::string& reference = {});
};

/// Everything that reading one row takes.
struct RowReading {
    RowCells& cells;
    Measure measure = Measure::GEN;
    const MeasureSettings& settings;
    bool any_zero =
        false;  ///< a table of counts with a cell of nothing stands somewhere in the whole
    Remarks& remarks;
    std::optional<FourCells> people = {};  ///< the counts as read
    std::optional<TwoRates> rates = {};
    std::string left_out =
        {};  ///< set when the row gives no effect for a reason other than a missing cell
};

/// The estimate that a row of the shape `effect` states: `yi` with `vi`, `sei` or an interval, or a printed ratio with its
/// interval. Of several the first that is there. Nothing when a cell is missing or at fault (then noted in `cells`).
/// @errors (into the row's faults) a negative or zero variance, an estimate outside its own interval
[[nodiscard]] std::optional<Estimate> stated_estimate(RowCells& cells, Remarks& remarks);

/// Whether the row holds means, medians or means before and after; else it may hold a test statistic.
[[nodiscard]] bool has_means(const RowCells& cells);

/// Two groups by their means and SDs, or by what stands in place of them.
[[nodiscard]] std::optional<Estimate> means_estimate(RowReading& row);
/// Two groups by events of people, of person-time, or observed less expected events.
[[nodiscard]] std::optional<Estimate> counts_estimate(RowReading& row);
[[nodiscard]] std::optional<Estimate> rates_estimate(RowReading& row);
[[nodiscard]] std::optional<Estimate> hazard_estimate(RowReading& row);
/// One group.
[[nodiscard]] std::optional<Estimate> one_group_estimate(RowReading& row);

/// The estimate of a row of any shape that holds one effect (`effect`, `two_group`, `one_group`), clusters and periods of
/// a crossover allowed for.
[[nodiscard]] std::optional<Estimate> row_estimate(Shape shape, RowReading& row);

/// Whether any row of the table has a cell of nothing among its counts.
[[nodiscard]] bool any_zero_count(const Columns& columns, Measure measure);

}  // namespace sinew::effect
