// Runs the code of an instrument over its registers.
#pragma once

#include <sinew/knowledge/score_code.hpp>

#include <span>
#include <vector>

namespace sinew::measure {

/// Every step once, in order. Null is NaN and propagates through arithmetic and comparison; a division by zero, a root
/// of a negative number and a logarithm of nothing are null. `and`/`or` are decided by one side where it decides.
/// @param lists    list registers; those of inputs are set
/// @param buffers  room for made lists, one a list register; grows, never shrinks
void run_code(const knowledge::ScoreCode& code, std::span<double> scalars,
              std::span<std::span<const double>> lists, std::span<std::vector<double>> buffers);

}  // namespace sinew::measure
