// The Bayesian use case: studies or a network of treatments under priors; also the door to the room for the edge.
#pragma once

#include <sinew/bayes/network_model.hpp>
#include <sinew/bayes/normal_model.hpp>
#include <sinew/care/bayes_rows.hpp>
#include <sinew/domain/study_table.hpp>

#include <functional>

namespace sinew::care {

struct BayesQuestion {
    bayes::Prior prior = {};
    bool tau_prior_given =
        false;  ///< false: the default of the command, which suits SMD and log ratios only
    std::vector<bayes::TauPrior> also = {};  ///< further rows of the table of priors
    bayes::Questions of_effects = {};
    bayes::SamplerSettings sampler = {};
    std::string reference = {};  ///< of a network
};

/// One table of effects.
struct BayesAnswer {
    bayes::Posterior posterior;
    std::vector<bayes::Posterior> priors;  ///< half as wide, as given, twice as wide, then `also`
};

struct BayesNetworkAnswer {
    BayesRows rows;
    bayes::NetworkPosterior posterior;
};

/// @errors a default prior on a scale that it does not suit; as bayes::normal_model
[[nodiscard]] Result<BayesAnswer> bayes_of(const effect::Effects& effects,
                                           const BayesQuestion& question);

/// @errors as bayes_rows, bayes::contrast_network, bayes::event_network and the models
[[nodiscard]] Checked<BayesNetworkAnswer> bayes_network_of(const domain::StudyTable& table,
                                                           const effect::Renames& renames,
                                                           const BayesQuestion& question);

}  // namespace sinew::care
