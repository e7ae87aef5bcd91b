#include <sinew/network/connection.hpp>
#include <sinew/network/consistency.hpp>
#include <sinew/numerics/distributions.hpp>

#include <algorithm>
#include <cmath>

namespace sinew::network {
namespace {

double cell(const numerics::Matrix& covariance, std::size_t i, std::size_t j) {
    return i == 0 || j == 0 ? 0.0 : covariance.at(i - 1, j - 1);
}

}  // namespace

Comparison comparison_of(double b, double se, double tau2, std::size_t df,
                         const FitSettings& settings) {
    const double upper = 0.5 + settings.level / 2;
    const auto degrees = static_cast<double>(df);
    const bool student = settings.test == Test::t;
    const double quantile =
        student ? numerics::student_quantile(upper, degrees) : numerics::normal_quantile(upper);
    Comparison made;
    made.b = b;
    made.se = se;
    made.stat = se > 0 ? b / se : 0.0;
    const double tail = student ? numerics::student_cdf(-std::abs(made.stat), degrees)
                                : numerics::normal_cdf(-std::abs(made.stat));
    made.pval = 2 * tail;
    made.ci_lb = b - quantile * se;
    made.ci_ub = b + quantile * se;
    const double reach = settings.prediction == Prediction::hts
                             ? numerics::student_quantile(upper, degrees - 1)
                             : quantile;
    if (df > 0 && std::isfinite(reach)) {
        const double spread = std::sqrt(tau2 + se * se);
        made.pi_lb = b - reach * spread;
        made.pi_ub = b + reach * spread;
    }
    return made;
}

double NetworkFit::effect(std::size_t treatment, std::size_t other) const {
    return (treatment == 0 ? 0.0 : b[treatment - 1]) - (other == 0 ? 0.0 : b[other - 1]);
}

double NetworkFit::variance(std::size_t treatment, std::size_t other) const {
    if (treatment == other) return 0;
    return std::max(0.0, cell(covariance, treatment, treatment) + cell(covariance, other, other) -
                             2 * cell(covariance, treatment, other));
}

Comparison NetworkFit::compare(std::size_t treatment, std::size_t other) const {
    return comparison_of(effect(treatment, other), std::sqrt(variance(treatment, other)), tau2, df,
                         settings);
}

numerics::Matrix consistency_design(const Trial& trial, std::size_t treatments) {
    numerics::Matrix design{trial.y.size(), treatments - 1};
    for (std::size_t i = 0; i < trial.y.size(); ++i) {
        if (trial.treatments[i + 1] > 0) design.at(i, trial.treatments[i + 1] - 1) += 1;
        if (trial.treatments[0] > 0) design.at(i, trial.treatments[0] - 1) -= 1;
    }
    return design;
}

std::vector<Block> consistency_blocks(const Network& network) {
    std::vector<Block> blocks;
    blocks.reserve(network.trials.size());
    for (const Trial& trial : network.trials)
        blocks.push_back(
            {trial.y, &trial.covariance, consistency_design(trial, network.treatments.size())});
    return blocks;
}

Result<NetworkFit> fit_network(const Network& network, const FitSettings& settings) {
    if (!connection_of(network).connected())
        return fail({ErrorCode::bad_input, "the network is not connected", "",
                     "analyse one sub-network, or join them by components"});
    const auto blocks = consistency_blocks(network);
    SINEW_TRY(BlockFit fitted, fit_blocks(blocks, settings.method));
    NetworkFit fit;
    fit.settings = settings;
    fit.tau2 = fitted.tau2;
    fit.b = std::move(fitted.b);
    fit.covariance = std::move(fitted.covariance);
    fit.Q = fitted.Q;
    fit.studies = network.trials.size();
    fit.contrasts = fitted.effects;
    fit.df = fitted.effects - fit.b.size();
    fit.log_likelihood = fitted.log_likelihood;
    fit.several_maxima = fitted.several_maxima;
    if (fit.df > 0) {
        const auto df = static_cast<double>(fit.df);
        fit.Qp = numerics::chi_squared_upper_tail(std::max(fit.Q, 0.0), df);
        fit.I2 = fit.Q > df ? 100 * (fit.Q - df) / fit.Q : 0.0;
    } else {
        fit.Q = 0;
    }
    return fit;
}

}  // namespace sinew::network
