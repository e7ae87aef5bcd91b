// One row -> one estimate with its variance, on the analysis scale.
#pragma once

#include <sinew/effect/columns.hpp>
#include <sinew/effect/measure.hpp>
#include <sinew/effect/shape.hpp>

#include <optional>
#include <string>
#include <vector>

namespace sinew::effect {

struct Estimate {
    double yi = 0;
    double vi = 0;
};

/// What reading a row leaves behind for the whole table.
struct Remarks {
    std::vector<std::string> warnings;    ///< sentences that name their row
    std::vector<std::string> steps;       ///< sentences for the methods paragraph; each once
    std::vector<std::string> references;  ///< keys of citations; each once

    void step(const std::string& sentence, const std::string& reference = {});
};

/// The estimate that a row of the shape `effect` states: `yi` with `vi`, `sei` or an interval, or a printed ratio with its
/// interval. Of several the first that is there. Nothing when a cell is missing or at fault (then noted in `cells`).
/// @errors (into the row's faults) a negative or zero variance, an estimate outside its own interval
[[nodiscard]] std::optional<Estimate> stated_estimate(RowCells& cells, Remarks& remarks);

/// The estimate of a row of any shape that holds one effect (`effect`, `two_group`, `one_group`).
[[nodiscard]] std::optional<Estimate> row_estimate(Shape shape, Measure measure, RowCells& cells,
                                                   Remarks& remarks);

}  // namespace sinew::effect
