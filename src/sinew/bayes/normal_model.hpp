// Studies y_i ~ N(theta_i, v_i), theta_i ~ N(mu, tau^2): everything a reader asks of mu and tau, without sampling.
#pragma once

#include <sinew/bayes/normal_mixture.hpp>
#include <sinew/bayes/prior.hpp>
#include <sinew/bayes/tau_posterior.hpp>

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace sinew::bayes {

enum class Benefit : unsigned char { lower, higher };

/// What is asked of a posterior.
struct Questions {
    double level = 95;                 ///< per cent, of every interval
    Benefit benefit = Benefit::lower;  ///< the direction in which an effect helps
    /// The minimal important difference on the effects' scale, with its sign (-0.2 where lower is better).
    std::optional<double> minimal_important = {};
    bool shortest = true;  ///< shortest intervals too
    QuadratureSettings quadrature = {};
};

/// One quantity's posterior. Mean and SD are absent where their integrals are infinite.
struct Summary {
    std::optional<double> mean, sd;
    double median = 0;
    Interval central, shortest;  ///< shortest = central where it was not asked for
};

struct Chances {
    double benefit = 0;                    ///< the effect is on the side that helps
    std::optional<double> important = {};  ///< it helps by the minimal important difference or more
};

/// The effect in study i, drawn towards the others.
struct Shrunk {
    Summary effect;
    double pull = 0;  ///< mean share of the common mean in it, 0 (left alone) to 1 (replaced)
};

struct Posterior {
    Prior prior;
    Questions questions;
    std::size_t k = 0;
    Summary mu, tau, predictive;  ///< predictive: the true effect in a new study
    double tau_mode = 0;
    Chances mu_chances, predictive_chances;
    std::vector<Shrunk> studies;
    /// log p(y); absent under a flat prior for mu, where it has no meaning.
    std::optional<double> log_marginal;
    /// Evidence for mu = 0 against the prior's mu, as a ratio; absent under a flat prior.
    std::optional<double> bayes_factor_no_effect;
    /// Evidence for tau = 0; absent where the prior excludes or fixes it.
    std::optional<double> bayes_factor_no_heterogeneity;
    bool settled = true;                ///< the quadrature met its tolerance
    std::vector<std::string> warnings;  ///< whole sentences for a reader of tables, English

    /// For pictures: the distributions themselves.
    NormalMixture mu_mixture, predictive_mixture;
    std::vector<NormalMixture> study_mixtures;
    TauPosterior tau_posterior;
};

/// @errors bad_input, out_of_range  from rows_of; a prior that cannot be used; a level outside (0, 100)
/// @source roever2020 (the model and the averaging over tau), higgins2009 (prediction, shrinkage)
[[nodiscard]] Result<Posterior> normal_model(std::span<const double> yi, std::span<const double> vi,
                                             const Prior& prior, const Questions& questions = {});

/// The tau posterior alone: for simulations and for rooms that average something of their own over it.
[[nodiscard]] Result<TauPosterior> fit_tau(std::span<const double> yi, std::span<const double> vi,
                                           const Prior& prior,
                                           const QuadratureSettings& settings = {});

/// Coefficient j as a mixture over tau; `extra` = true adds tau^2 to its variance (the effect in a new study).
[[nodiscard]] NormalMixture coefficient_of(const TauPosterior& posterior, std::size_t j,
                                           bool new_study = false);

/// The true effect in the study that reported y with variance v: between y and the common mean, tau deciding how far.
[[nodiscard]] NormalMixture study_effect_of(const TauPosterior& posterior, double y, double v);

/// Chances of benefit of any distribution.
[[nodiscard]] Chances chances_of(const NormalMixture& distribution, const Questions& questions);

/// The same studies under three priors for tau: as given, half as wide, twice as wide; then those in `also`.
/// @errors as normal_model
[[nodiscard]] Result<std::vector<Posterior>> sensitivity(std::span<const double> yi,
                                                         std::span<const double> vi,
                                                         const Prior& prior,
                                                         const Questions& questions = {},
                                                         std::span<const TauPrior> also = {});

}  // namespace sinew::bayes
