// Whether chains agree with each other, and how many independent draws theirs are worth.
#pragma once

#include <cstddef>
#include <span>

namespace sinew::bayes {

/// NaN where a number has no meaning: chains that never move, fewer than four draws each.
struct ChainDiagnostics {
    double rhat = 0;       ///< rank-normalised, split, the larger of the plain and the folded one
    double ess_bulk = 0;   ///< of the rank-normalised draws: for means and medians
    double ess_tail = 0;   ///< the smaller of those of the 5 % and the 95 % quantile
    double ess_mean = 0;   ///< of the draws as they are
    double mcse_mean = 0;  ///< SD / sqrt(ess_mean)
    double mean = 0, sd = 0;
};

/// @param values  all of chain 0, then all of chain 1 ..; chains of equal length
/// @source vehtari2021 (definitions), geyer1992 (initial monotone sequence)
[[nodiscard]] ChainDiagnostics diagnose(std::span<const double> values, std::size_t chains);

/// Chains above this have not come together.
inline constexpr double kLargestRhat = 1.01;

}  // namespace sinew::bayes
