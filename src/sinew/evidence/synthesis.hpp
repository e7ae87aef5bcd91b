// Our own synthesis: every cell of knowledge/trials with its verdict, estimate, published neighbours, prior and certainty.
#pragma once

#include <sinew/evidence/cell.hpp>
#include <sinew/evidence/pack_checks.hpp>

#include <optional>
#include <string>
#include <vector>

namespace sinew::evidence {

/// Only cells of this outcome, or of this modality ("yijinjing" too).
struct SynthesisFilter {
    std::optional<std::string> outcome = {}, modality = {};
};

/// Points into the trials and rules it was made from: they must outlive it.
struct Synthesis {
    std::vector<Finding> findings;
    std::vector<Cell> cells;  ///< by outcome in the order of the rules, then by key
    std::vector<PackFlag> flags;
    std::vector<SubgroupTest> subgroup_tests;

    [[nodiscard]] const Cell* cell(const CellKey& key) const noexcept;
};

/// The cells that exist: each outcome's margin and its margin for every modality and YiJinJing, found or not; then, where there
/// are rows, modality by comparator, by substance and by intensity, the comparator alone, and the full cells.
[[nodiscard]] Synthesis synthesise(const knowledge::Trials& trials,
                                   const knowledge::SynthesisRules& rules,
                                   const SynthesisFilter& filter = {});

/// Which of the cell's rows are pooled: usable ones, one for the same people (preferred rows first, then the order of the
/// table), of the measure that most of them have.
void choose_rows(const std::vector<Finding>& findings, Cell& cell);

/// Trials by direction, the same people counted once.
[[nodiscard]] Directions count_directions(const std::vector<Finding>& findings,
                                          const std::vector<CellRow>& rows);

}  // namespace sinew::evidence
