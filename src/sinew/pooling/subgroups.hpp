// Pools each kind of study by itself and asks whether the kinds differ.
#pragma once

#include <sinew/pooling/fit.hpp>

#include <string>
#include <vector>

namespace sinew::pooling {

struct Subgroup {
    std::string name;
    MeanFit own;         ///< with a tau2 of its own
    Coefficient shared;  ///< with one tau2 for all groups
};

/// Whether pooled effects of the groups differ, as a chi-squared.
struct BetweenTest {
    double Q = 0, p = 1;
    std::size_t df = 0;
};

struct Subgroups {
    std::vector<Subgroup> groups;  ///< in byte order of their names
    BetweenTest separate;          ///< groups' own means with their own standard errors
    Fit shared;                    ///< regression on the groups: its QM is the test with one tau2
};

/// @pre    one label a study
/// @errors as fit; bad_input when there is only one group, or as many groups as studies with random effects
/// @source borenstein2009 (chapter 19: separate and pooled estimates of tau2)
[[nodiscard]] Result<Subgroups> subgroups(std::span<const double> yi, std::span<const double> vi,
                                          std::span<const std::string> labels,
                                          const Settings& settings = {});

/// The test of difference between estimates with standard errors: sum of (b - mean)^2 / se^2.
[[nodiscard]] BetweenTest between(std::span<const Coefficient> estimates);

}  // namespace sinew::pooling
