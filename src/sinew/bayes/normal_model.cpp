#include <sinew/base/text.hpp>
#include <sinew/bayes/normal_model.hpp>
#include <sinew/numerics/distributions.hpp>

#include <cmath>

namespace sinew::bayes {
namespace {

Summary summary_of(const NormalMixture& distribution, const Questions& questions, bool has_mean,
                   bool has_sd) {
    Summary made;
    if (has_mean) made.mean = distribution.mean();
    if (has_sd) made.sd = distribution.sd();
    made.median = distribution.quantile(0.5);
    made.central = distribution.central(questions.level / 100);
    made.shortest =
        questions.shortest ? distribution.shortest(questions.level / 100) : made.central;
    return made;
}

Summary summary_of(const TauPosterior& posterior, const Questions& questions) {
    Summary made;
    made.mean = posterior.moment(1);
    if (const auto second = posterior.moment(2); second && made.mean)
        made.sd = std::sqrt(std::max(0.0, *second - *made.mean * *made.mean));
    made.median = posterior.quantile(0.5);
    made.central = posterior.central(questions.level / 100);
    made.shortest = questions.shortest ? posterior.shortest(questions.level / 100) : made.central;
    return made;
}

void say_what_is_weak(Posterior& posterior) {
    auto& said = posterior.warnings;
    const std::string prior = name_of(posterior.prior.tau);
    if (posterior.k == 1 && posterior.prior.mu.flat)
        said.push_back(
            "One study says nothing about the differences between studies: tau is its prior (" +
            prior + ") unchanged, and the prediction rests on it.");
    else if (posterior.k == 1)
        said.push_back(
            "One study says next to nothing about the differences between studies: tau is "
            "hardly more than its prior (" +
            prior + "), and the prediction rests on it.");
    else if (posterior.k < 5)
        said.push_back("With " + std::to_string(posterior.k) +
                       " studies the answer leans on the prior for tau (" + prior +
                       "): read the table of priors beside it.");
    if (!posterior.mu.sd || !posterior.predictive.sd || !posterior.tau.sd)
        said.push_back("The prior " + prior +
                       " has so heavy a tail that some means or SDs are infinite with " +
                       std::to_string(posterior.k) + (posterior.k == 1 ? " study" : " studies") +
                       "; they are left empty, medians and intervals hold.");
    if (!posterior.settled)
        said.push_back(
            "The quadrature over tau did not reach its tolerance; the last digits may be wrong.");
}

}  // namespace

NormalMixture study_effect_of(const TauPosterior& posterior, double y, double v) {
    std::vector<double> weights, means, sds;
    for (const TauNode& node : posterior.nodes()) {
        const double tau_squared = node.tau * node.tau;
        const double common = v / (v + tau_squared);
        weights.push_back(node.weight);
        means.push_back(common * node.given.mean[0] + (1 - common) * y);
        sds.push_back(
            std::sqrt((1 - common) * v + common * common * node.given.covariance.at(0, 0)));
    }
    return {std::move(weights), std::move(means), std::move(sds)};
}

Chances chances_of(const NormalMixture& distribution, const Questions& questions) {
    const auto beyond = [&](double mark) {
        const double below = distribution.cdf(mark);
        return questions.benefit == Benefit::lower ? below : 1 - below;
    };
    Chances made;
    made.benefit = beyond(0);
    if (questions.minimal_important) made.important = beyond(*questions.minimal_important);
    return made;
}

Result<TauPosterior> fit_tau(std::span<const double> yi, std::span<const double> vi,
                             const Prior& prior, const QuadratureSettings& settings) {
    if (auto fault = fault_of(prior.tau, "prior for tau")) return fail(*std::move(fault));
    if (auto fault = fault_of(prior.mu, "prior for the effect")) return fail(*std::move(fault));
    SINEW_TRY(IndependentRows rows, rows_of(yi, vi));
    SINEW_TRY(GivenTau model, GivenTau::make(std::move(rows), {prior.mu}));
    return TauPosterior::of(std::move(model), prior.tau, settings);
}

NormalMixture coefficient_of(const TauPosterior& posterior, std::size_t j, bool new_study) {
    std::vector<double> weights, means, sds;
    for (const TauNode& node : posterior.nodes()) {
        weights.push_back(node.weight);
        means.push_back(node.given.mean[j]);
        sds.push_back(
            std::sqrt(node.given.covariance.at(j, j) + (new_study ? node.tau * node.tau : 0)));
    }
    return {std::move(weights), std::move(means), std::move(sds)};
}

Result<Posterior> normal_model(std::span<const double> yi, std::span<const double> vi,
                               const Prior& prior, const Questions& questions) {
    if (!(questions.level > 0 && questions.level < 100))
        return fail({ErrorCode::out_of_range, "the level must lie between 0 and 100 per cent",
                     "level", "95 is usual"});
    SINEW_TRY(TauPosterior tau, fit_tau(yi, vi, prior, questions.quadrature));
    Posterior made{.prior = prior,
                   .questions = questions,
                   .k = yi.size(),
                   .mu = {},
                   .tau = {},
                   .predictive = {},
                   .tau_mode = tau.mode(),
                   .mu_chances = {},
                   .predictive_chances = {},
                   .studies = {},
                   .log_marginal = tau.log_marginal(),
                   .bayes_factor_no_effect = {},
                   .bayes_factor_no_heterogeneity = {},
                   .settled = tau.settled(),
                   .warnings = {},
                   .mu_mixture = {},
                   .predictive_mixture = {},
                   .study_mixtures = {},
                   .tau_posterior = tau};
    const bool first = tau.moment(1).has_value(), second = tau.moment(2).has_value();
    made.mu_mixture = coefficient_of(tau, 0);
    made.predictive_mixture = coefficient_of(tau, 0, true);
    // Under a flat prior the variance of mu grows with tau^2; under a normal prior it is bounded.
    const bool bounded = !prior.mu.flat;
    made.mu = summary_of(made.mu_mixture, questions, first || bounded, second || bounded);
    made.predictive = summary_of(made.predictive_mixture, questions, first, second);
    made.tau = summary_of(tau, questions);
    made.mu_chances = chances_of(made.mu_mixture, questions);
    made.predictive_chances = chances_of(made.predictive_mixture, questions);
    for (std::size_t i = 0; i < yi.size(); ++i) {
        auto distribution = study_effect_of(tau, yi[i], vi[i]);
        double pull = 0;
        for (const TauNode& node : tau.nodes())
            pull += node.weight * vi[i] / (vi[i] + node.tau * node.tau);
        made.studies.push_back({summary_of(distribution, questions, true, true), pull});
        made.study_mixtures.push_back(std::move(distribution));
    }
    if (!prior.mu.flat) {
        const double z = prior.mu.mean / prior.mu.sd;
        made.bayes_factor_no_effect =
            made.mu_mixture.density(0) / (numerics::normal_density(z) / prior.mu.sd);
    }
    if (prior.tau.shape != TauShape::fixed && prior.tau.shape != TauShape::log_normal)
        made.bayes_factor_no_heterogeneity = tau.density(0) / std::exp(log_density(prior.tau, 0));
    say_what_is_weak(made);
    return made;
}

Result<std::vector<Posterior>> sensitivity(std::span<const double> yi, std::span<const double> vi,
                                           const Prior& prior, const Questions& questions,
                                           std::span<const TauPrior> also) {
    std::vector<TauPrior> priors{stretched(prior.tau, 0.5), prior.tau, stretched(prior.tau, 2)};
    priors.insert(priors.end(), also.begin(), also.end());
    std::vector<Posterior> made;
    for (const TauPrior& tau : priors) {
        SINEW_TRY(Posterior one, normal_model(yi, vi, {prior.mu, tau}, questions));
        made.push_back(std::move(one));
    }
    return made;
}

}  // namespace sinew::bayes
