#include <sinew/bayes/normal_model.hpp>
#include <sinew/evidence/own_estimate.hpp>
#include <sinew/pooling/fit.hpp>

#include <cmath>

namespace sinew::evidence {
namespace {

constexpr double kNormal975 = 1.959963984540054;

/// The prior's scale is in SD (or log ratio) units: points of a scale have none.
std::optional<BayesEstimate> bayes_of(std::span<const double> yi, std::span<const double> vi,
                                      bool lower_is_better, double important, double scale) {
    bayes::Questions questions;
    questions.benefit = lower_is_better ? bayes::Benefit::lower : bayes::Benefit::higher;
    questions.minimal_important = lower_is_better ? -important : important;
    questions.shortest = false;
    const auto posterior = bayes::normal_model(
        yi, vi, {bayes::NormalPrior::nothing(), bayes::TauPrior::half_normal(scale)}, questions);
    if (!posterior || !posterior->mu.mean || !posterior->mu.sd) return {};
    BayesEstimate out;
    out.mean = *posterior->mu.mean;
    out.sd = *posterior->mu.sd;
    out.ci_lb = posterior->mu.central.low;
    out.ci_ub = posterior->mu.central.high;
    out.tau_median = posterior->tau.median;
    out.tau_ci_lb = posterior->tau.central.low;
    out.tau_ci_ub = posterior->tau.central.high;
    out.pi_lb = posterior->predictive.central.low;
    out.pi_ub = posterior->predictive.central.high;
    out.chance_benefit = posterior->mu_chances.benefit;
    out.chance_important = posterior->mu_chances.important.value_or(0);
    out.tau_prior_scale = scale;
    return out;
}

std::optional<RemlEstimate> reml_of(std::span<const double> yi, std::span<const double> vi) {
    pooling::Settings settings;
    settings.test = pooling::WaldTest::knha;
    const auto fit = pooling::pooled_mean(yi, vi, settings);
    if (!fit) return {};
    RemlEstimate out;
    out.mean = {fit->mean.b, fit->mean.se, fit->mean.ci_lb, fit->mean.ci_ub};
    out.tau2 = fit->tau2.value;
    out.I2 = fit->heterogeneity.I2;
    out.QE = fit->heterogeneity.QE;
    out.QEp = fit->heterogeneity.QEp;
    if (std::isfinite(fit->prediction.low)) {
        out.pi_lb = fit->prediction.low;
        out.pi_ub = fit->prediction.high;
    }
    return out;
}

}  // namespace

std::optional<OwnEstimate> own_estimate(std::span<const double> yi, std::span<const double> vi,
                                        bool standardised, bool lower_is_better, double important,
                                        const knowledge::SynthesisRules& rules) {
    if (yi.empty()) return {};
    OwnEstimate own;
    if (yi.size() == 1) {
        const double se = std::sqrt(vi[0]);
        own.shown = {yi[0], se, yi[0] - kNormal975 * se, yi[0] + kNormal975 * se};
        return own;
    }
    own.reml = reml_of(yi, vi);
    if (yi.size() <= 4 && standardised)
        own.bayes = bayes_of(yi, vi, lower_is_better, important, rules.tau_prior_scale);
    if (own.bayes)
        own.shown = {own.bayes->mean, own.bayes->sd, own.bayes->ci_lb, own.bayes->ci_ub};
    else if (own.reml)
        own.shown = own.reml->mean;
    else
        return {};
    return own;
}

}  // namespace sinew::evidence
