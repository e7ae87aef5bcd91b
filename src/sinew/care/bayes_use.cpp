#include <sinew/base/refused.hpp>
#include <sinew/care/bayes_use.hpp>

#include <algorithm>
#include <array>

namespace sinew::care {
namespace {

/// A prior of half a unit says something only where the unit is known: standard deviations or logarithms of ratios.
bool default_prior_suits(effect::Measure measure) {
    using effect::Measure;
    constexpr auto kOwnUnit = std::to_array({Measure::MD, Measure::RD, Measure::IRD, Measure::MC,
                                             Measure::MN, Measure::PR, Measure::IR});
    return std::find(kOwnUnit.begin(), kOwnUnit.end(), measure) == kOwnUnit.end();
}

Error no_default(std::string_view scale) {
    return {
        ErrorCode::bad_input,
        "the default prior of tau is for standardised differences and log ratios, not for " +
            std::string{scale},
        "--tau-prior",
        "say how far true effects may differ in the unit of your effects, such as half-normal:5"};
}

template <class T>
Checked<T> checked(Result<T> result) {
    if (result) return *std::move(result);
    return refused(std::move(result).error());
}

}  // namespace

Result<BayesAnswer> bayes_of(const effect::Effects& effects, const BayesQuestion& question) {
    if (!question.tau_prior_given && !default_prior_suits(effects.measure))
        return fail(no_default("differences in the unit of the scale"));
    SINEW_TRY(auto priors, bayes::sensitivity(effects.yi, effects.vi, question.prior,
                                              question.of_effects, question.also));
    bayes::Posterior given = priors[1];
    return BayesAnswer{std::move(given), std::move(priors)};
}

Checked<BayesNetworkAnswer> bayes_network_of(const domain::StudyTable& table,
                                             const effect::Renames& renames,
                                             const BayesQuestion& question) {
    SINEW_TRY(BayesRows rows, bayes_rows(table, renames));
    if (rows.kind == NetworkRows::mean_arms && !question.tau_prior_given) {
        return refused(no_default("means in the unit of the scale"));
    }
    const bayes::NetworkQuestions questions{question.of_effects, question.sampler};
    if (rows.kind == NetworkRows::event_arms) {
        SINEW_TRY(const auto network, bayes::event_network(rows.events, question.reference));
        bayes::EventPriors priors;
        priors.effect = question.prior.mu;
        priors.tau = question.prior.tau;
        SINEW_TRY(auto posterior,
                  checked(bayes::event_network_posterior(network, priors, questions)));
        return BayesNetworkAnswer{std::move(rows), std::move(posterior)};
    }
    SINEW_TRY(const auto network, bayes::contrast_network(rows.contrasts, question.reference));
    SINEW_TRY(auto posterior, checked(bayes::normal_network(network, question.prior, questions)));
    return BayesNetworkAnswer{std::move(rows), std::move(posterior)};
}

}  // namespace sinew::care
