// Tests that assume no distribution: what the statistic would be if effects had fallen on the studies by chance.
#pragma once

#include <sinew/pooling/fit.hpp>

#include <cstdint>

namespace sinew::pooling {

struct PermutationSettings {
    std::uint64_t seed = 1;
    std::size_t permutations =
        10000;  ///< all of them are taken instead when there are no more than this
    double tolerance =
        1.4901161193847656e-8;  ///< a statistic this much below the observed one counts as equal to it
};

struct Permutation {
    std::vector<double> pval;  ///< one a coefficient, two-sided in the size of its statistic
    double QMp = 1;
    std::size_t permutations = 0;  ///< that were fitted, the observed order included
    std::size_t failed = 0;        ///< left out because they did not converge
    bool exact = false;            ///< every arrangement once
};

/// With moderators the rows of the design change places; with an intercept alone the effects change signs at random.
/// @errors as fit; bad_input for own weights
/// Counts as metafor 3.8 does.
/// @source follmann1999 (signs), higgins2004 (rows)
[[nodiscard]] Result<Permutation> permutation_test(std::span<const double> yi,
                                                   std::span<const double> vi,
                                                   const numerics::Matrix& design,
                                                   const Settings& settings = {},
                                                   const PermutationSettings& how = {});

}  // namespace sinew::pooling
