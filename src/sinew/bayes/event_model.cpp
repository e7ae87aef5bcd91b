#include <sinew/bayes/event_model.hpp>
#include <sinew/bayes/tau_posterior.hpp>
#include <sinew/numerics/draws.hpp>
#include <sinew/numerics/logistic.hpp>

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
        for (const auto& arm : arms) {
            study.treatment.push_back(arm.treatment);
            events_.push_back(arm.events);
            n_.push_back(arm.n);
        }
        study.root.assign(m * m, 0);
        for (std::size_t a = 0; a < m; ++a)
            for (std::size_t b = 0; b <= a; ++b) {
                double sum = a == b ? 1 : 0.5;
                for (std::size_t c = 0; c < b; ++c)
                    sum -= study.root[a * m + c] * study.root[b * m + c];
                study.root[a * m + b] = a == b ? std::sqrt(sum) : sum / study.root[b * m + b];
            }
        studies_.push_back(std::move(study));
        own_deltas_ += static_cast<double>(m);
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
    own_deltas_ = 0;
    for (const Study& study : studies_)
        if (study.own_delta) own_deltas_ += static_cast<double>(study.treatment.size() - 1);
}

/// The deviation of arm k over tau: row k of the root times the standard scores.
double EventModel::Study::turned(const double* at, std::size_t k) const {
    const std::size_t m = treatment.size() - 1;
    if (m == 1) return at[first + 1];
    double sum = 0;
    for (std::size_t l = 1; l <= k; ++l) sum += root[(k - 1) * m + l - 1] * at[first + l];
    return sum;
}

/// Slopes against log odds become slopes against standard scores.
void EventModel::Study::turn_back(double* own_slope, double tau) const {
    const std::size_t m = treatment.size() - 1;
    for (std::size_t l = 1; l <= m; ++l) {
        double sum = 0;  // of rows from l on: those below are not needed again
        for (std::size_t k = l; k <= m; ++k) sum += root[(k - 1) * m + l - 1] * own_slope[k];
        own_slope[l] = tau * sum;
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

/// The log odds of every arm, in the place of its coordinate.
void EventModel::fill_log_odds(const double* at, double tau, double* odds) const {
    std::copy(at, at + first_effect_, odds);
    for (const Study& study : studies_) {
        if (study.own_delta) continue;
        const std::size_t m = study.treatment.size() - 1;
        const double from = at[study.first] - effect_at(at, study.treatment[0]);
        for (std::size_t k = 1; k <= m; ++k)
            odds[study.first + k] =
                from + effect_at(at, study.treatment[k]) + tau * study.turned(at, k);
    }
}

double EventModel::log_density(std::span<const double> at, std::span<double> gradient) const {
    const bool known = priors_.tau.shape == TauShape::fixed;
    Stretchable here{priors_.tau.location, 0, 0, 0};
    double sum = 0, slope_tau = 0;  // the density's slope against tau
    if (!known) {
        here = tau_at(at[dimension_ - 1]);
        sum += bayes::log_density(priors_.tau, here.tau) + here.log_slope;
        slope_tau += log_density_slope(priors_.tau, here.tau);
    }
    const double tau = here.tau, precision = 1 / (tau * tau);
    const double* const x = at.data();
    double* const slope = gradient.data();
    fill_log_odds(x, tau, slope);
    sum += numerics::binomial_slopes(events_, n_, gradient.first(first_effect_));  // in place
    const double effect_known = 1 / (priors_.effect.sd * priors_.effect.sd);
    for (std::size_t j = first_effect_; j + 1 < first_effect_ + network_.treatments.size(); ++j) {
        const double off = x[j] - priors_.effect.mean;
        sum -= 0.5 * off * off * effect_known;
        slope[j] = -off * effect_known;
    }
    const double base_known = 1 / (priors_.baseline.sd * priors_.baseline.sd);
    double unused = 0;  // where the slope of the reference goes
    const auto effect_slope = [&](std::size_t treatment) -> double& {
        return treatment == 0 ? unused : slope[first_effect_ + treatment - 1];
    };
    double squares = 0, scores = 0, bases = 0;  // of own deltas, of standard scores, of baselines
    for (const Study& study : studies_) {
        const std::size_t m = study.treatment.size() - 1;
        const double* const own = x + study.first;
        double* const own_slope = slope + study.first;
        const double off = own[0] - priors_.baseline.mean;
        bases += off * off;
        double base_slope = own_slope[0] - off * base_known, reference_slope = 0;
        if (study.own_delta) {
            const double from = own[0] - effect_at(x, study.treatment[0]);
            double total = 0, square = 0;
            for (std::size_t k = 1; k <= m; ++k) {
                const double residual = own[k] - from - effect_at(x, study.treatment[k]);
                total += residual;
                square += residual * residual;
            }
            const double shared = total / static_cast<double>(m + 1);
            squares += 2 * (square - total * shared);
            for (std::size_t k = 1; k <= m; ++k) {
                const double residual = own[k] - from - effect_at(x, study.treatment[k]);
                const double pull = -2 * (residual - shared) * precision;
                own_slope[k] += pull;
                base_slope -= pull;
                effect_slope(study.treatment[k]) -= pull;
                reference_slope += pull;
            }
        } else {
            for (std::size_t k = 1; k <= m; ++k) {
                const double g = own_slope[k];
                base_slope += g;
                effect_slope(study.treatment[k]) += g;
                reference_slope -= g;
                slope_tau += g * study.turned(x, k);
                scores += own[k] * own[k];
            }
            study.turn_back(own_slope, tau);
            for (std::size_t k = 1; k <= m; ++k) own_slope[k] -= own[k];
        }
        own_slope[0] = base_slope;
        effect_slope(study.treatment[0]) += reference_slope;
    }
    sum -= 0.5 * (squares * precision + bases * base_known + scores);
    if (own_deltas_ > 0) {
        sum -= own_deltas_ * std::log(tau);
        slope_tau += (squares * precision - own_deltas_) / tau;
    }
    if (!known) slope[dimension_ - 1] = slope_tau * here.slope + here.slope_of_log_slope;
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
