// The estimate from a cell's own rows: the study's own, the Bayesian answer beside REML, or REML alone when there are many.
#pragma once

#include <sinew/evidence/said.hpp>
#include <sinew/knowledge/trial_rules.hpp>

#include <optional>
#include <span>
#include <vector>

namespace sinew::evidence {

struct Estimate {
    double b = 0, se = 0, ci_lb = 0, ci_ub = 0;  ///< 95 per cent
};

/// Posterior of the mean effect under a half-normal prior for tau and a flat one for the mean.
struct BayesEstimate {
    double mean = 0, sd = 0, ci_lb = 0, ci_ub = 0;
    double tau_median = 0, tau_ci_lb = 0, tau_ci_ub = 0;
    double pi_lb = 0, pi_ub = 0;  ///< the true effect in a new trial
    double chance_benefit = 0, chance_important = 0;
    double tau_prior_scale = 0;
};

/// Restricted maximum likelihood with the Knapp-Hartung test.
struct RemlEstimate {
    Estimate mean;
    double tau2 = 0, I2 = 0, QE = 0, QEp = 1;
    std::optional<double> pi_lb, pi_ub;
};

struct OwnEstimate {
    Estimate shown;  ///< k = 1: the study's; k = 2 to 4: the posterior's; above: REML
    std::optional<BayesEstimate> bayes;
    std::optional<RemlEstimate> reml;
};

/// @pre  as many variances as effects, all above zero
/// @errors nothing is returned when a fit does not converge or there is no row
[[nodiscard]] std::optional<OwnEstimate> own_estimate(std::span<const double> yi,
                                                      std::span<const double> vi, bool standardised,
                                                      bool lower_is_better, double important,
                                                      const knowledge::SynthesisRules& rules);

}  // namespace sinew::evidence
