// What trials say of one comparison by themselves: the weighted mean of their own contrasts.
#pragma once

#include <sinew/network/trials.hpp>

#include <optional>
#include <utility>
#include <vector>

namespace sinew::network {

/// The direct evidence on treatment minus other at a given heterogeneity.
struct DirectEvidence {
    struct Part {
        std::size_t trial = 0, arm = 0, other_arm = 0;
        double weight = 0;  ///< of the pooled contrast; weights add up to 1
    };
    std::size_t treatment = 0, other = 0;
    std::vector<Part> parts = {};  ///< none: no trial compares the two
    double b = 0, variance = 0;
};

/// The place of the treatment among the arms of the trial.
[[nodiscard]] std::optional<std::size_t> arm_of(const Trial& trial, std::size_t treatment);

/// Arm i minus arm j with its sampling variance.
[[nodiscard]] std::pair<double, double> arm_contrast(const Trial& trial, std::size_t i,
                                                     std::size_t j);

/// Inverse-variance weights 1 / (v + tau2).
[[nodiscard]] DirectEvidence direct_evidence(const Network& network, std::size_t treatment,
                                             std::size_t other, double tau2);

}  // namespace sinew::network
