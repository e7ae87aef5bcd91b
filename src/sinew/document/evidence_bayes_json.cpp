#include <sinew/base/text.hpp>
#include <sinew/document/evidence_bayes_json.hpp>
#include <sinew/document/evidence_json.hpp>

#include <fmt/format.h>

namespace sinew::document {
namespace {

using bayes::Posterior;
using bayes::Summary;

std::string_view name_of(bayes::Benefit benefit) {
    return benefit == bayes::Benefit::lower ? "lower" : "higher";
}

void add_interval(OrderedJson& json, const std::string& low, const std::string& high,
                  const bayes::Interval& interval) {
    json[low] = number_or_null(interval.low);
    json[high] = number_or_null(interval.high);
}

/// mu and what follows from it; the names that `pool` uses where the quantity is the same.
void add_effect(OrderedJson& json, const Posterior& posterior) {
    json["b"] = number_or_null(posterior.mu.mean);
    json["se"] = number_or_null(posterior.mu.sd);
    json["median"] = posterior.mu.median;
    add_interval(json, "ci_lb", "ci_ub", posterior.mu.central);
    add_interval(json, "hpd_lb", "hpd_ub", posterior.mu.shortest);
    std::optional<double> second;
    if (posterior.tau.mean && posterior.tau.sd)
        second = *posterior.tau.sd * *posterior.tau.sd + *posterior.tau.mean * *posterior.tau.mean;
    json["tau2"] = number_or_null(second);
    json["tau"] = number_or_null(posterior.tau.mean);
    json["tau_sd"] = number_or_null(posterior.tau.sd);
    json["tau_median"] = posterior.tau.median;
    json["tau_mode"] = posterior.tau_mode;
    add_interval(json, "tau_lb", "tau_ub", posterior.tau.central);
    add_interval(json, "tau_hpd_lb", "tau_hpd_ub", posterior.tau.shortest);
    add_interval(json, "pi_lb", "pi_ub", posterior.predictive.central);
    json["p_benefit"] = posterior.mu_chances.benefit;
    json["p_mid"] = number_or_null(posterior.mu_chances.important);
    json["p_benefit_new"] = posterior.predictive_chances.benefit;
    json["p_mid_new"] = number_or_null(posterior.predictive_chances.important);
    json["log_marginal"] = number_or_null(posterior.log_marginal);
    json["bf_no_effect"] = number_or_null(posterior.bayes_factor_no_effect);
    json["bf_no_heterogeneity"] = number_or_null(posterior.bayes_factor_no_heterogeneity);
}

std::string words_of(const bayes::TauPrior& prior) {
    using bayes::TauShape;
    const std::string scale = number_text(prior.scale);
    switch (prior.shape) {
        case TauShape::half_normal: return "a half-normal prior of scale " + scale;
        case TauShape::half_t:
            return prior.degrees == 1
                       ? "a half-Cauchy prior of scale " + scale
                       : fmt::format("a half-t prior of scale {} with {} degrees of freedom", scale,
                                     number_text(prior.degrees));
        case TauShape::log_normal:
            return fmt::format("a log-normal prior (mean {} and standard deviation {} of log tau)",
                               number_text(prior.location), scale);
        case TauShape::uniform: return "a uniform prior from 0 to " + scale;
        case TauShape::exponential: return "an exponential prior of mean " + scale;
        case TauShape::fixed: break;
    }
    return "the known value " + number_text(prior.location);
}

std::string words_of(const bayes::NormalPrior& prior) {
    if (prior.flat) return "a flat prior";
    return fmt::format("a normal prior (mean {}, standard deviation {})", number_text(prior.mean),
                       number_text(prior.sd));
}

void say_mid(std::vector<std::string>& sentences, const bayes::Questions& questions) {
    sentences.push_back(fmt::format("Benefit means a {} value.", name_of(questions.benefit)));
    if (questions.minimal_important)
        sentences.push_back(fmt::format("The minimal important difference was {}.",
                                        number_text(*questions.minimal_important)));
}

std::string methods_of(const effect::Effects& effects, const Posterior& posterior,
                       const knowledge::Citations& citations) {
    std::vector<std::string> sentences = effects.steps;
    sentences.push_back(
        fmt::format("{} {} combined under the Bayesian normal-normal model: each observed effect "
                    "is normal about its "
                    "study's true effect with its sampling variance known, true effects are normal "
                    "with mean mu and "
                    "standard deviation tau.",
                    posterior.k, posterior.k == 1 ? "study was" : "studies were"));
    sentences.push_back(fmt::format("mu had {}, tau {}.", words_of(posterior.prior.mu),
                                    words_of(posterior.prior.tau)));
    sentences.push_back(fmt::format(
        "Posteriors were computed by adaptive quadrature over tau, not by sampling; intervals hold "
        "{} % "
        "of the posterior with equal tails, and shortest intervals are given beside them.",
        number_text(posterior.questions.level)));
    sentences.push_back(
        "The prediction is the posterior of the true effect in a new study; study effects are "
        "shrunk "
        "towards mu.");
    say_mid(sentences, posterior.questions);
    sentences.push_back("The analysis was repeated with the prior of tau half and twice as wide.");
    std::vector<std::string> keys = effects.references;
    keys.insert(keys.end(), {"roever2020", "higgins2009"});
    return methods_paragraph(sentences, keys, citations);
}

std::string network_methods(const care::BayesNetworkAnswer& answer,
                            const knowledge::Citations& citations) {
    const auto& posterior = answer.posterior;
    const auto& sampler = posterior.questions.sampler;
    std::vector<std::string> sentences, keys;
    sentences.push_back(
        fmt::format("A random-effects network of {} treatments in {} studies was analysed in a "
                    "Bayesian way, all against {}; effects of "
                    "one study are correlated by one half of tau^2.",
                    posterior.treatments.size(), posterior.studies, posterior.treatments[0]));
    sentences.push_back(fmt::format("Each effect against the reference had {}, tau {}.",
                                    words_of(posterior.prior.mu), words_of(posterior.prior.tau)));
    if (posterior.exact) {
        sentences.push_back(
            fmt::format("With normal errors of known covariance the posterior was computed by "
                        "quadrature over tau; ranks come from {} independent "
                        "draws (seed {}).",
                        sampler.chains * sampler.each, sampler.seed));
        keys = {"roever2020", "higgins2009"};
    } else {
        sentences.push_back(
            fmt::format("Events were binomial with a logit link, log odds in the base arms had a "
                        "normal prior (mean 0, standard deviation 10); the "
                        "posterior was sampled by the No-U-Turn sampler ({} chains, {} draws each "
                        "after {} of warm-up, seed {}).",
                        sampler.chains, sampler.each, sampler.warm_up, sampler.seed));
        sentences.push_back(
            "Convergence was judged by rank-normalised split R-hat and by bulk and tail effective "
            "sample sizes.");
        keys = {"hoffman2014", "betancourt2017", "vehtari2021"};
    }
    say_mid(sentences, posterior.questions.of_effects);
    return methods_paragraph(sentences, keys, citations);
}

}  // namespace

OrderedJson bayes_json(const effect::Effects& effects, const care::BayesAnswer& answer,
                       const knowledge::Citations& citations) {
    const Posterior& posterior = answer.posterior;
    const auto& questions = posterior.questions;
    OrderedJson json{{"k", posterior.k},
                     {"method", "Bayes"},
                     {"measure", effect::spec_of(effects.measure).code},
                     {"mu_prior", name_of(posterior.prior.mu)},
                     {"tau_prior", name_of(posterior.prior.tau)},
                     {"level", questions.level},
                     {"benefit", name_of(questions.benefit)},
                     {"mid", number_or_null(questions.minimal_important)}};
    add_effect(json, posterior);
    json["studies"] = OrderedJson::array();
    for (std::size_t i = 0; i < posterior.studies.size(); ++i) {
        const auto& [shrunk, pull] = posterior.studies[i];
        OrderedJson one{{"row", effects.rows[i].row},
                        {"study", effects.rows[i].study},
                        {"label", effects.rows[i].label},
                        {"yi", effects.yi[i]},
                        {"vi", effects.vi[i]},
                        {"b", number_or_null(shrunk.mean)},
                        {"se", number_or_null(shrunk.sd)}};
        add_interval(one, "ci_lb", "ci_ub", shrunk.central);
        one["pull"] = pull;
        json["studies"].push_back(std::move(one));
    }
    json["priors"] = OrderedJson::array();
    for (const Posterior& other : answer.priors) {
        OrderedJson one{{"tau_prior", name_of(other.prior.tau)}};
        add_effect(one, other);
        json["priors"].push_back(std::move(one));
    }
    add_rows_and_warnings(json, effects, posterior.warnings);
    if (posterior.prior.mu.flat)
        json["warnings"].push_back(
            "log_marginal and bf_no_effect are null: under a flat prior of mu they have no "
            "meaning.");
    json["methods_text"] = methods_of(effects, posterior, citations);
    return json;
}

OrderedJson bayes_network_json(const care::BayesNetworkAnswer& answer,
                               const knowledge::Citations& citations) {
    const auto& posterior = answer.posterior;
    const auto& questions = posterior.questions.of_effects;
    const auto& sampler = posterior.questions.sampler;
    OrderedJson json{{"k", posterior.studies},
                     {"rows", posterior.rows},
                     {"method", posterior.exact ? "Bayes, quadrature" : "Bayes, sampled"},
                     {"treatments", posterior.treatments},
                     {"reference", posterior.treatments[0]},
                     {"effect_prior", name_of(posterior.prior.mu)},
                     {"tau_prior", name_of(posterior.prior.tau)},
                     {"level", questions.level},
                     {"benefit", name_of(questions.benefit)},
                     {"mid", number_or_null(questions.minimal_important)},
                     {"tau", number_or_null(posterior.tau.mean)},
                     {"tau_sd", number_or_null(posterior.tau.sd)},
                     {"tau_median", posterior.tau.median}};
    add_interval(json, "tau_lb", "tau_ub", posterior.tau.central);
    json["log_marginal"] = number_or_null(posterior.log_marginal);
    json["pairs"] = OrderedJson::array();
    for (const auto& pair : posterior.pairs) {
        OrderedJson one{{"treatment", posterior.treatments[pair.treatment]},
                        {"against", posterior.treatments[pair.against]},
                        {"b", number_or_null(pair.effect.mean)},
                        {"se", number_or_null(pair.effect.sd)},
                        {"median", pair.effect.median}};
        add_interval(one, "ci_lb", "ci_ub", pair.effect.central);
        add_interval(one, "pi_lb", "pi_ub", pair.new_study);
        one["p_benefit"] = pair.chances.benefit;
        one["p_mid"] = number_or_null(pair.chances.important);
        json["pairs"].push_back(std::move(one));
    }
    json["ranks"] = OrderedJson::array();
    for (std::size_t t = 0; t < posterior.ranks.size(); ++t)
        json["ranks"].push_back({{"treatment", posterior.treatments[t]},
                                 {"mean_rank", posterior.ranks[t].mean},
                                 {"sucra", posterior.ranks[t].sucra},
                                 {"chance_of_rank", posterior.ranks[t].chance}});
    json["draws"] = {{"chains", sampler.chains},
                     {"each", sampler.each},
                     {"warm_up", posterior.exact ? 0 : sampler.warm_up},
                     {"seed", sampler.seed},
                     {"divergences", posterior.divergences},
                     {"cut_short", posterior.cut_short}};
    json["diagnostics"] = OrderedJson::array();
    for (const auto& [name, found] : posterior.parameters)
        json["diagnostics"].push_back({{"parameter", name},
                                       {"mean", number_or_null(found.mean)},
                                       {"sd", number_or_null(found.sd)},
                                       {"mcse", number_or_null(found.mcse_mean)},
                                       {"rhat", number_or_null(found.rhat)},
                                       {"ess_bulk", number_or_null(found.ess_bulk)},
                                       {"ess_tail", number_or_null(found.ess_tail)}});
    effect::Effects ledger;
    for (const std::size_t row : answer.rows.rows_used) {
        effect::EffectRow used;
        used.row = row;
        ledger.rows.push_back(std::move(used));
    }
    ledger.rows_left_out = answer.rows.rows_left_out;
    add_rows_and_warnings(json, ledger, posterior.warnings);
    json["methods_text"] = network_methods(answer, citations);
    return json;
}

}  // namespace sinew::document
