// From a table to effects: the question (what to measure, how to read the columns) and the answer.
#pragma once

#include <sinew/domain/study_table.hpp>
#include <sinew/effect/effects.hpp>
#include <sinew/effect/measure_settings.hpp>

#include <optional>
#include <string>

namespace sinew::effect {

/// How a table is to be read. Every default is metafor's.
struct EffectsQuestion {
    Renames renames = {};
    std::optional<Measure> measure = {};  ///< nothing: the column `measure`, else GEN
    std::optional<Shape> shape = {};      ///< nothing: told from the columns
    std::optional<Direction> align =
        {};                ///< rows of the other direction are multiplied by -1, and named
    bool convert = false;  ///< odds ratios and standardised differences may stand in one table
    MeasureSettings settings = {};
    std::optional<std::string> control = {};  ///< treatment of the control arms (shape `arm`)
    std::size_t fewest = 1;                   ///< effects; with fewer the table is refused
};

/// @errors every fault of the table at once, each with row and column; mixed measures or directions; no effect left
[[nodiscard]] Checked<Effects> effects_of(const domain::StudyTable& table,
                                          const EffectsQuestion& question);

}  // namespace sinew::effect
