// Numbers of the pack held against each other, and arithmetic on what reviews printed. Nothing is mended: it is listed.
#pragma once

#include <sinew/knowledge/trial_rules.hpp>
#include <sinew/knowledge/trials.hpp>

#include <string>
#include <vector>

namespace sinew::evidence {

struct PackFlag {
    std::string where;  ///< "results.csv:ZhangZhu2020.1"
    std::string
        rule;  ///< estimate_in_ci | ci_symmetric | z_and_ci | p_and_ci | eta_and_p | superseded
    std::vector<std::pair<std::string, std::string>> values;  ///< for synthesis.flag.<rule>
};

/// Estimate inside its interval; interval symmetric on the analysis scale, z and p as the interval says, each as far as rounding
/// of the last printed digit allows; partial eta-squared against p with n - 2 degrees of freedom.
[[nodiscard]] std::vector<PackFlag> checks_of(const knowledge::Trials& trials);

/// Do printed subgroups differ? Q between them, weights from their intervals.
struct SubgroupTest {
    std::string id = {};
    std::vector<std::string> rows = {};
    double mean = 0, Q = 0, p = 1;
    int df = 0;
};
/// Groups with a row that is missing or has no interval are left out.
[[nodiscard]] std::vector<SubgroupTest> subgroup_tests_of(const knowledge::Trials& trials,
                                                          const knowledge::SynthesisRules& rules);

}  // namespace sinew::evidence
