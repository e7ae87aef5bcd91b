// Begg and Mazumdar's rank correlation of effects with their variances.
#pragma once

#include <sinew/base/result.hpp>

#include <span>

namespace sinew::pooling {

struct RankTest {
    std::size_t k = 0;
    double tau = 0;   ///< Kendall's tau-b of standardised effects and variances
    double pval = 1;  ///< two-sided
    bool exact =
        true;  ///< by counting permutations: no ties and at most 500 studies; else normal with ties allowed for
};

/// @pre    yi.size() == vi.size(); finite, variances above 0
/// @errors bad_input  fewer than 3 studies; all effects or all variances tied
/// @source begg1994, kendall1938
[[nodiscard]] Result<RankTest> rank_test(std::span<const double> yi, std::span<const double> vi);

/// P(T <= concordant) for the number of concordant pairs among `n` untied ones in random order.
[[nodiscard]] double kendall_cdf(long concordant, std::size_t n);

}  // namespace sinew::pooling
