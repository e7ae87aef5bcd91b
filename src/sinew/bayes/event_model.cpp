#include <sinew/bayes/event_model.hpp>
#include <sinew/bayes/tau_posterior.hpp>
#include <sinew/numerics/draws.hpp>

#include <algorithm>
#include <cmath>

namespace sinew::bayes {
namespace {

/// Events and non-events, a half added to each: finite log odds and variances for a first look.
double rough_logit(const EventNetwork::Arm& arm) {
    return std::log((arm.events + 0.5) / (arm.n - arm.events + 0.5));
}
double rough_variance(const EventNetwork::Arm& arm) {
    return 1 / (arm.events + 0.5) + 1 / (arm.n - arm.events + 0.5);
}

std::vector<ContrastRow> rough_contrasts(const EventNetwork& network) {
    std::vector<ContrastRow> rows;
    for (std::size_t s = 0; s < network.studies.size(); ++s) {
        const auto& arms = network.studies[s];
        for (std::size_t k = 1; k < arms.size(); ++k)
            rows.push_back({std::to_string(s), network.treatments[arms[0].treatment],
                            network.treatments[arms[k].treatment],
                            rough_logit(arms[k]) - rough_logit(arms[0]),
                            rough_variance(arms[k]) + rough_variance(arms[0]),
                            rough_variance(arms[0]), rows.size() + 1});
    }
    return rows;
}

}  // namespace

EventModel::EventModel(EventNetwork network, const EventPriors& priors)
    : network_{std::move(network)}, priors_{priors} {
    for (const auto& arms : network_.studies) {
        Study study{first_effect_, true};
        const std::size_t m = arms.size() - 1;
        study.root.assign(m * m, 0);
        for (std::size_t a = 0; a < m; ++a)
            for (std::size_t b = 0; b <= a; ++b) {
                double sum = a == b ? 1 : 0.5;
                for (std::size_t c = 0; c < b; ++c)
                    sum -= study.root[a * m + c] * study.root[b * m + c];
                study.root[a * m + b] = a == b ? std::sqrt(sum) : sum / study.root[b * m + b];
            }
        studies_.push_back(std::move(study));
        first_effect_ += arms.size();
    }
    const bool known = priors_.tau.shape == TauShape::fixed;
    dimension_ = first_effect_ + network_.treatments.size() - 1 + (known ? 0 : 1);
}

Result<EventModel> EventModel::make(EventNetwork network, const EventPriors& priors) {
    if (auto fault = fault_of(priors.tau, "prior for tau")) return fail(*std::move(fault));
    for (const NormalPrior& prior : {priors.baseline, priors.effect}) {
        if (auto fault = fault_of(prior, "prior for effects")) return fail(*std::move(fault));
        if (prior.flat)
            return fail(
                {ErrorCode::out_of_range,
                 "counts need a proper prior: arms without events leave a flat one improper",
                 "prior for effects", "write it like normal:0:10"});
    }
    if (priors.tau.shape == TauShape::fixed && !(priors.tau.location > 0))
        return fail({ErrorCode::out_of_range, "counts with tau known to be 0 are not sampled here",
                     "prior for tau", "give a small tau such as fixed:0.001"});
    EventModel model{std::move(network), priors};
    model.choose_forms();
    return model;
}

/// The normal approximation gives a first tau; a study whose contrasts are known better than that keeps its own delta.
void EventModel::choose_forms() {
    if (priors_.tau.shape == TauShape::fixed) {
        guess_ = priors_.tau.location;
    } else {
        const auto rough = contrast_network(rough_contrasts(network_), network_.treatments[0]);
        if (!rough) return;
        auto rows = rows_of(rough->y, rough->x, rough->sampling, rough->between);
        if (!rows) return;
        auto model = GivenTau::make(*std::move(rows),
                                    std::vector<NormalPrior>(rough->x.columns, priors_.effect));
        if (!model) return;
        guess_ = std::max(TauPosterior::of(*std::move(model), priors_.tau).quantile(0.5), 1e-3);
    }
    for (std::size_t s = 0; s < studies_.size(); ++s) {
        const auto& arms = network_.studies[s];
        double known = 0;
        for (std::size_t k = 1; k < arms.size(); ++k)
            known += 1 / (rough_variance(arms[k]) + rough_variance(arms[0]));
        studies_[s].own_delta = static_cast<double>(arms.size() - 1) / known < guess_ * guess_;
    }
}

EventModel::Stretchable EventModel::tau_at(double x) const {
    if (priors_.tau.shape == TauShape::uniform) {
        const double share = 1 / (1 + std::exp(-x)),
                     slope = priors_.tau.scale * share * (1 - share);
        return {priors_.tau.scale * share, slope, std::log(slope), 1 - 2 * share};
    }
    const double tau = std::exp(x);
    return {tau, tau, x, 1};
}

double EventModel::log_density(std::span<const double> at, std::span<double> gradient) const {
    std::fill(gradient.begin(), gradient.end(), 0.0);
    const bool known = priors_.tau.shape == TauShape::fixed;
    Stretchable here{priors_.tau.location, 0, 0, 0};
    double sum = 0, slope_tau = 0;  // the density's slope against tau
    if (!known) {
        here = tau_at(at[dimension_ - 1]);
        sum += bayes::log_density(priors_.tau, here.tau) + here.log_slope;
        slope_tau += log_density_slope(priors_.tau, here.tau);
    }
    const double tau = here.tau, log_tau = std::log(tau), precision = 1 / (tau * tau);
    const auto effect = [&](std::size_t treatment) {
        return treatment == 0 ? 0 : at[first_effect_ + treatment - 1];
    };
    const auto slope_of_effect = [&](std::size_t treatment, double slope) {
        if (treatment > 0) gradient[first_effect_ + treatment - 1] += slope;
    };
    for (std::size_t j = 0; j + 1 < network_.treatments.size(); ++j) {
        const double off = at[first_effect_ + j] - priors_.effect.mean;
        const double known_by = 1 / (priors_.effect.sd * priors_.effect.sd);
        sum -= 0.5 * off * off * known_by;
        gradient[first_effect_ + j] -= off * known_by;
    }
    // One arm: its log likelihood, and the slope against its log odds.
    const auto arm_slope = [&](const EventNetwork::Arm& arm, double logit) {
        const double small = std::exp(-std::abs(logit));
        sum += arm.events * logit - arm.n * (std::max(logit, 0.0) + std::log(1 + small));
        const double chance = (logit > 0 ? 1 : small) / (1 + small);
        return arm.events - arm.n * chance;
    };
    for (std::size_t s = 0; s < studies_.size(); ++s) {
        const Study& study = studies_[s];
        const auto& arms = network_.studies[s];
        const std::size_t m = arms.size() - 1;
        const double* coordinate = at.data() + study.first;
        double* slope = gradient.data() + study.first;
        const double baseline = coordinate[0];
        const double off = baseline - priors_.baseline.mean;
        const double known_by = 1 / (priors_.baseline.sd * priors_.baseline.sd);
        sum -= 0.5 * off * off * known_by;
        slope[0] += arm_slope(arms[0], baseline) - off * known_by;
        if (study.own_delta) {
            double total = 0, squares = 0;
            for (std::size_t k = 1; k <= m; ++k) {
                const double residual = coordinate[k] - baseline - effect(arms[k].treatment) +
                                        effect(arms[0].treatment);
                total += residual;
                squares += residual * residual;
            }
            const double shared = total / static_cast<double>(m + 1);
            const double form = 2 * (squares - total * shared);
            sum -= 0.5 * form * precision + static_cast<double>(m) * log_tau;
            slope_tau += form * precision / tau - static_cast<double>(m) / tau;
            for (std::size_t k = 1; k <= m; ++k) {
                const double residual = coordinate[k] - baseline - effect(arms[k].treatment) +
                                        effect(arms[0].treatment);
                const double pull = -2 * (residual - shared) * precision;
                slope[k] += arm_slope(arms[k], coordinate[k]) + pull;
                slope[0] -= pull;
                slope_of_effect(arms[k].treatment, -pull);
                slope_of_effect(arms[0].treatment, pull);
            }
            continue;
        }
        for (std::size_t k = 1; k <= m; ++k) {
            double turned = 0;
            for (std::size_t l = 1; l <= k; ++l)
                turned += study.root[(k - 1) * m + l - 1] * coordinate[l];
            const double g = arm_slope(arms[k], baseline + effect(arms[k].treatment) -
                                                    effect(arms[0].treatment) + tau * turned);
            slope[0] += g;
            slope_of_effect(arms[k].treatment, g);
            slope_of_effect(arms[0].treatment, -g);
            slope_tau += g * turned;
            for (std::size_t l = 1; l <= k; ++l)
                slope[l] += g * tau * study.root[(k - 1) * m + l - 1];
            sum -= 0.5 * coordinate[k] * coordinate[k];
            slope[k] -= coordinate[k];
        }
    }
    if (!known) gradient[dimension_ - 1] = slope_tau * here.slope + here.slope_of_log_slope;
    return sum;
}

std::vector<double> EventModel::start(RandomStream& stream) const {
    std::vector<double> at(dimension_);
    for (std::size_t s = 0; s < studies_.size(); ++s)
        for (std::size_t k = 0; k < network_.studies[s].size(); ++k)
            at[studies_[s].first + k] =
                (k == 0 || studies_[s].own_delta ? rough_logit(network_.studies[s][k]) : 0) +
                0.5 * numerics::normal_draw(stream);
    for (std::size_t j = first_effect_; j < dimension_; ++j)
        at[j] = 0.5 * numerics::normal_draw(stream);
    if (priors_.tau.shape == TauShape::uniform) {
        const double share = std::clamp(guess_ / priors_.tau.scale, 0.05, 0.95);
        at.back() += std::log(share / (1 - share));
    } else if (priors_.tau.shape != TauShape::fixed) {
        at.back() += std::log(guess_);
    }
    return at;
}

std::vector<std::string> EventModel::names() const {
    std::vector<std::string> made(network_.treatments.begin() + 1, network_.treatments.end());
    made.emplace_back("tau");
    return made;
}

void EventModel::report(std::span<const double> at, std::span<double> kept) const {
    const std::size_t effects = network_.treatments.size() - 1;
    for (std::size_t j = 0; j < effects; ++j) kept[j] = at[first_effect_ + j];
    kept[effects] = priors_.tau.shape == TauShape::fixed ? priors_.tau.location
                                                         : tau_at(at[dimension_ - 1]).tau;
}

}  // namespace sinew::bayes
