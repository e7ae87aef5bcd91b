#include <sinew/base/text.hpp>
#include <sinew/bayes/exact_draws.hpp>
#include <sinew/bayes/network_model.hpp>
#include <sinew/numerics/draws.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

namespace sinew::bayes {
namespace {

double effect_in(const Draws& draws, std::size_t treatment, std::size_t chain, std::size_t draw) {
    return treatment == 0 ? 0 : draws.at(treatment - 1, chain, draw);
}

std::vector<TreatmentRank> ranks_of(const Draws& draws, std::size_t treatments, Benefit benefit) {
    std::vector<TreatmentRank> made(treatments);
    for (TreatmentRank& rank : made) rank.chance.assign(treatments, 0);
    std::vector<std::size_t> order(treatments);
    std::vector<double> effect(treatments);
    for (std::size_t chain = 0; chain < draws.chains; ++chain)
        for (std::size_t draw = 0; draw < draws.each; ++draw) {
            for (std::size_t t = 0; t < treatments; ++t) {
                order[t] = t;
                effect[t] = effect_in(draws, t, chain, draw);
            }
            std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
                return benefit == Benefit::lower ? effect[a] < effect[b] : effect[a] > effect[b];
            });
            for (std::size_t place = 0; place < treatments; ++place)
                made[order[place]].chance[place] += 1;
        }
    const auto all = static_cast<double>(draws.chains * draws.each);
    for (TreatmentRank& rank : made) {
        for (std::size_t place = 0; place < treatments; ++place) {
            rank.chance[place] /= all;
            rank.mean += rank.chance[place] * static_cast<double>(place + 1);
        }
        rank.sucra =
            (static_cast<double>(treatments) - rank.mean) / (static_cast<double>(treatments) - 1);
    }
    return made;
}

/// x_a - x_b given tau as a mixture over tau.
NormalMixture difference_of(const TauPosterior& posterior, std::size_t treatment,
                            std::size_t against, bool new_study) {
    std::vector<double> weights, means, sds;
    for (const TauNode& node : posterior.nodes()) {
        const auto& covariance = node.given.covariance;
        double mean = node.given.mean[treatment - 1];
        double variance = covariance.at(treatment - 1, treatment - 1);
        if (against > 0) {
            mean -= node.given.mean[against - 1];
            variance += covariance.at(against - 1, against - 1) -
                        2 * covariance.at(treatment - 1, against - 1);
        }
        weights.push_back(node.weight);
        means.push_back(mean);
        sds.push_back(std::sqrt(variance + (new_study ? node.tau * node.tau : 0)));
    }
    return {std::move(weights), std::move(means), std::move(sds)};
}

Summary summary_of(const NormalMixture& distribution, const Questions& questions) {
    const double level = questions.level / 100;
    Summary made{distribution.mean(),
                 distribution.sd(),
                 distribution.quantile(0.5),
                 distribution.central(level),
                 {}};
    made.shortest = questions.shortest ? distribution.shortest(level) : made.central;
    return made;
}

void say_how_chains_went(NetworkPosterior& posterior) {
    double worst = 0, least = std::numeric_limits<double>::infinity();
    std::string worst_name, least_name;
    for (const auto& [name, found] : posterior.parameters) {
        if (found.rhat > worst) {
            worst = found.rhat;
            worst_name = name;
        }
        const double size = std::min(found.ess_bulk, found.ess_tail);
        if (size < least) {
            least = size;
            least_name = name;
        }
    }
    auto& said = posterior.warnings;
    if (worst > kLargestRhat)
        said.push_back(
            "THE CHAINS DO NOT AGREE: R-hat of " + worst_name + " is " +
            (worst < 100 ? fixed_text(worst, 3) : std::string{"beyond 100"}) +
            ", above 1.01. Do not use these numbers; draw more, or mend model and priors.");
    if (least < 400)
        said.push_back("Too few effective draws (" + fixed_text(least, 0) + " for " + least_name +
                       "; 400 are wanted): the last digits are chance. Raise --draws.");
    if (posterior.divergences > 0)
        said.push_back(std::to_string(posterior.divergences) +
                       " trajectories diverged: part of the posterior may not have been reached. A "
                       "tighter prior for "
                       "tau helps.");
    if (posterior.cut_short > 0)
        said.push_back(
            std::to_string(posterior.cut_short) +
            " trajectories were cut at their greatest length: draws are slow, not wrong.");
}

void say_what_is_weak(NetworkPosterior& posterior) {
    if (posterior.studies < 5)
        posterior.warnings.push_back("With " + std::to_string(posterior.studies) +
                                     " studies the answer leans on the prior for tau (" +
                                     name_of(posterior.prior.tau) + ").");
}

std::optional<Error> fault_of_level(double level) {
    if (level > 0 && level < 100) return {};
    return Error{ErrorCode::out_of_range, "the level must lie between 0 and 100 per cent", "level",
                 "95 is usual"};
}

void report_draws(NetworkPosterior& posterior) {
    for (std::size_t j = 0; j < posterior.draws.names.size(); ++j)
        posterior.parameters.push_back(
            {posterior.draws.names[j], diagnose(posterior.draws.of(j), posterior.draws.chains)});
}

}  // namespace

Summary summary_of_draws(std::span<const double> values, const Questions& questions) {
    std::vector<double> sorted(values.begin(), values.end());
    std::sort(sorted.begin(), sorted.end());
    const auto n = static_cast<double>(sorted.size());
    double mean = 0, squares = 0;
    for (const double value : sorted) mean += value / n;
    for (const double value : sorted) squares += (value - mean) * (value - mean);
    const auto quantile = [&](double p) {
        const double place = p * (n - 1);
        const auto low = static_cast<std::size_t>(place);
        const auto high = std::min(low + 1, sorted.size() - 1);
        return sorted[low] + (place - static_cast<double>(low)) * (sorted[high] - sorted[low]);
    };
    const double level = questions.level / 100, tail = 0.5 * (1 - level);
    Summary made{mean,
                 std::sqrt(squares / (n - 1)),
                 quantile(0.5),
                 {quantile(tail), quantile(1 - tail)},
                 {}};
    made.shortest = made.central;
    const auto inside = static_cast<std::size_t>(std::ceil(level * n));
    for (std::size_t i = 0; questions.shortest && i + inside <= sorted.size(); ++i)
        if (const Interval here{sorted[i], sorted[i + inside - 1]};
            i == 0 || here.high - here.low < made.shortest.high - made.shortest.low)
            made.shortest = here;
    return made;
}

Result<NetworkPosterior> normal_network(const ContrastNetwork& network, const Prior& prior,
                                        const NetworkQuestions& questions) {
    if (auto fault = fault_of_level(questions.of_effects.level)) return fail(*std::move(fault));
    if (auto fault = fault_of(prior.tau, "prior for tau")) return fail(*std::move(fault));
    SINEW_TRY(IndependentRows rows,
              rows_of(network.y, network.x, network.sampling, network.between));
    SINEW_TRY(GivenTau model, GivenTau::make(std::move(rows), std::vector<NormalPrior>(
                                                                  network.x.columns, prior.mu)));
    const auto posterior =
        TauPosterior::of(std::move(model), prior.tau, questions.of_effects.quadrature);
    NetworkPosterior made;
    made.treatments = network.treatments;
    made.studies = network.studies;
    made.rows = network.y.size();
    made.prior = prior;
    made.questions = questions;
    const double level = questions.of_effects.level / 100;
    made.tau = {posterior.moment(1),
                {},
                posterior.quantile(0.5),
                posterior.central(level),
                posterior.shortest(level)};
    if (const auto second = posterior.moment(2))
        made.tau.sd = std::sqrt(std::max(0.0, *second - *made.tau.mean * *made.tau.mean));
    made.log_marginal = posterior.log_marginal();
    for (std::size_t a = 1; a < network.treatments.size(); ++a)
        for (std::size_t b = 0; b < a; ++b) {
            const auto effect = difference_of(posterior, a, b, false);
            made.pairs.push_back({a, b, summary_of(effect, questions.of_effects),
                                  difference_of(posterior, a, b, true).central(level),
                                  chances_of(effect, questions.of_effects)});
        }
    std::vector<std::string> names(network.treatments.begin() + 1, network.treatments.end());
    made.draws =
        exact_draws(posterior, std::move(names), questions.sampler.chains, questions.sampler.each,
                    questions.sampler.seed, questions.sampler.threads);
    made.ranks = ranks_of(made.draws, network.treatments.size(), questions.of_effects.benefit);
    report_draws(made);
    say_what_is_weak(made);
    if (!posterior.settled())
        made.warnings.emplace_back("The quadrature over tau did not reach its tolerance.");
    return made;
}

Result<NetworkPosterior> event_network_posterior(const EventNetwork& network,
                                                 const EventPriors& priors,
                                                 const NetworkQuestions& questions) {
    if (auto fault = fault_of_level(questions.of_effects.level)) return fail(*std::move(fault));
    SINEW_TRY(const EventModel model, EventModel::make(network, priors));
    SINEW_TRY(Sampled sampled, sample(model, questions.sampler));
    NetworkPosterior made;
    made.treatments = network.treatments;
    made.studies = network.studies.size();
    for (const auto& arms : network.studies) made.rows += arms.size();
    made.prior = {priors.effect, priors.tau};
    made.questions = questions;
    made.exact = false;
    made.draws = std::move(sampled.draws);
    made.divergences = sampled.divergences;
    made.cut_short = sampled.cut_short;
    const std::size_t tau_at = network.treatments.size() - 1;
    made.tau = summary_of_draws(made.draws.of(tau_at), questions.of_effects);
    RandomStream stream{questions.sampler.seed, "new study", 0};
    for (std::size_t a = 1; a < network.treatments.size(); ++a)
        for (std::size_t b = 0; b < a; ++b) {
            std::vector<double> effect, in_new_study;
            double helps = 0, matters = 0;
            const auto& asked = questions.of_effects;
            for (std::size_t chain = 0; chain < made.draws.chains; ++chain)
                for (std::size_t draw = 0; draw < made.draws.each; ++draw) {
                    const double value = effect_in(made.draws, a, chain, draw) -
                                         effect_in(made.draws, b, chain, draw);
                    effect.push_back(value);
                    in_new_study.push_back(value + made.draws.at(tau_at, chain, draw) *
                                                       numerics::normal_draw(stream));
                    const double sign = asked.benefit == Benefit::lower ? -1 : 1;
                    helps += sign * value > 0 ? 1 : 0;
                    if (asked.minimal_important)
                        matters += sign * value >= sign * *asked.minimal_important ? 1 : 0;
                }
            const auto n = static_cast<double>(effect.size());
            ComparedPair pair{a,
                              b,
                              summary_of_draws(effect, asked),
                              summary_of_draws(in_new_study, asked).central,
                              {helps / n, {}}};
            if (asked.minimal_important) pair.chances.important = matters / n;
            made.pairs.push_back(std::move(pair));
        }
    made.ranks = ranks_of(made.draws, network.treatments.size(), questions.of_effects.benefit);
    report_draws(made);
    say_how_chains_went(made);
    say_what_is_weak(made);
    return made;
}

}  // namespace sinew::bayes
