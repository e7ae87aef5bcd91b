// The sentences of a cell: why this verdict, how sure, and what would change it.
#pragma once

#include <sinew/evidence/cell.hpp>

#include <vector>

namespace sinew::evidence {

/// Fills reasons and would_change from verdict, rows and counts.
void give_reasons(const std::vector<Finding>& findings, const knowledge::SynthesisRules& rules,
                  Cell& cell);

/// Rates the five domains of a cell that has rows; leaves a cell with nothing found unrated.
void rate_cell(const std::vector<Finding>& findings, const knowledge::SynthesisRules& rules,
               Cell& cell);

}  // namespace sinew::evidence
