// A network of treatments under priors: every pair compared, ranks with their chances, heterogeneity.
#pragma once

#include <sinew/bayes/chain_diagnostics.hpp>
#include <sinew/bayes/event_model.hpp>
#include <sinew/bayes/normal_model.hpp>

namespace sinew::bayes {

/// How many draws and from which seed; for normal effects they serve the ranks only.
struct NetworkQuestions {
    Questions of_effects = {};
    SamplerSettings sampler = {};
};

struct ComparedPair {
    std::size_t treatment = 0, against = 0;  ///< places in `treatments`
    Summary effect;                          ///< of treatment minus against
    Interval new_study;                      ///< central, of the true effect in a new study
    Chances chances;
};

struct TreatmentRank {
    double mean = 0;             ///< 1 is best
    double sucra = 0;            ///< 1 = surely best, 0 = surely worst
    std::vector<double> chance;  ///< of rank 1, 2, ..
};

struct ParameterReport {
    std::string name;
    ChainDiagnostics diagnostics;
};

struct NetworkPosterior {
    std::vector<std::string> treatments;  ///< [0] is the reference
    std::size_t studies = 0, rows = 0;
    Prior prior;
    NetworkQuestions questions;
    bool exact = true;  ///< intervals by quadrature; false: from the sampler's draws
    Summary tau;
    std::vector<ComparedPair> pairs;   ///< every treatment against every one before it
    std::vector<TreatmentRank> ranks;  ///< one a treatment
    std::optional<double> log_marginal;
    std::vector<ParameterReport>
        parameters;  ///< of the draws: diagnostics of every effect, tau and the density
    std::size_t divergences = 0, cut_short = 0;
    std::vector<std::string> warnings;
    Draws draws;
};

/// Contrasts with normal errors: quadrature over tau, nothing sampled but the ranks.
/// @errors as GivenTau; a prior or a level that cannot be used
[[nodiscard]] Result<NetworkPosterior> normal_network(const ContrastNetwork& network,
                                                      const Prior& prior,
                                                      const NetworkQuestions& questions = {});

/// Arms with counts: sampled. Effects are log odds ratios.
/// @errors as EventModel and sample
[[nodiscard]] Result<NetworkPosterior> event_network_posterior(
    const EventNetwork& network, const EventPriors& priors, const NetworkQuestions& questions = {});

/// Mean, SD, quantiles and shortest interval of draws.
[[nodiscard]] Summary summary_of_draws(std::span<const double> values, const Questions& questions);

}  // namespace sinew::bayes
