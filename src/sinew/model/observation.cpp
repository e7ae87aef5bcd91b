#include <sinew/model/craving_level.hpp>
#include <sinew/model/observation.hpp>
#include <sinew/numerics/distributions.hpp>

#include <algorithm>
#include <cmath>

namespace sinew::model {
namespace {

using knowledge::ObservationSpec;
using knowledge::ObservedAs;
using knowledge::Scatter;

double logistic(double value) noexcept { return 1 / (1 + std::exp(-value)); }
double logit(double share) noexcept { return std::log(share / (1 - share)); }

/// Adds the probabilities of the scores 0..n of a beta-binomial with mean share `mu` and precision `phi`, by their recurrence.
void add_beta_binomial(double mu, double phi, std::vector<double>& pmf) {
    const double a = mu * phi, b = (1 - mu) * phi;
    const auto n = static_cast<double>(pmf.size() - 1);
    double probability = 1;
    for (double i = 0; i < n; ++i) probability *= (b + i) / (a + b + i);
    pmf[0] += probability;
    for (std::size_t k = 1; k < pmf.size(); ++k) {
        const auto before = static_cast<double>(k - 1);
        probability *= (n - before) * (a + before) / ((before + 1) * (b + n - before - 1));
        pmf[k] += probability;
    }
}

std::vector<double> sum_score_quantiles(const ObservationSpec& spec,
                                        std::span<const double> expected,
                                        std::span<const double> p) {
    std::vector<double> pmf(static_cast<std::size_t>(std::lround(spec.highest)) + 1, 0.0);
    for (const double score : expected)
        add_beta_binomial(inner_share(spec, score), spec.spread, pmf);
    std::vector<double> quantiles;
    const auto draws = static_cast<double>(expected.size());
    for (const double level : p) {
        double below = 0;
        std::size_t score = 0;
        for (; score + 1 < pmf.size(); ++score) {
            below += pmf[score] / draws;
            if (below >= level) break;
        }
        quantiles.push_back(static_cast<double>(score));
    }
    return quantiles;
}

/// Where the mean over draws of Phi((y - centre) / spread) reaches `level`.
double normal_mixture_quantile(std::span<const double> centres, std::span<const double> spreads,
                               double level) {
    double low = centres[0], high = centres[0];
    for (std::size_t i = 0; i < centres.size(); ++i) {
        low = std::min(low, centres[i] - 8 * spreads[i]);
        high = std::max(high, centres[i] + 8 * spreads[i]);
    }
    const double width = (high - low) * 1e-7;
    while (high - low > width) {
        const double middle = (low + high) / 2;
        double below = 0;
        for (std::size_t i = 0; i < centres.size(); ++i)
            below += numerics::normal_cdf((middle - centres[i]) / spreads[i]);
        (below / static_cast<double>(centres.size()) < level ? low : high) = middle;
    }
    return (low + high) / 2;
}

}  // namespace

Result<ObservationModel> ObservationModel::bind(const ObservationSpec& spec) {
    ObservationModel model;
    model.spec_ = &spec;
    for (const auto& [symbol, loading] : spec.loads) {
        const auto member = state_named(symbol);
        if (member == nullptr)
            return fail({ErrorCode::bad_input, "the model has no state " + symbol,
                         "model/observation.csv:" + spec.id, "name a state of the slow layer"});
        model.loads_.emplace_back(member, loading);
    }
    return model;
}

double ObservationModel::sum(const SlowState& x) const noexcept {
    double total = spec_->intercept;
    for (const auto& [member, loading] : loads_) total += loading * x.*member;
    return total;
}

double ObservationModel::expected(const SlowState& x, const SlowState& start,
                                  const Parameters& p) const noexcept {
    switch (spec_->form) {
        case ObservedAs::craving: return vas_of(sum(x));
        case ObservedAs::craving_cue: return vas_of(sum(x) + cue_gain(x, p));
        case ObservedAs::clamped: return spec_->highest * std::clamp(sum(x), 0.01, 0.99);
        case ObservedAs::logit: return spec_->highest * logistic(sum(x));
        case ObservedAs::log_ratio: return 100 * std::exp(sum(x) - sum(start));
        case ObservedAs::ratio: return 100 * sum(x) / sum(start);
    }
    return 0;
}

std::vector<double> reading_quantiles(const ObservationSpec& spec, std::span<const double> expected,
                                      std::span<const double> p) {
    if (spec.scatter == Scatter::beta_binomial) return sum_score_quantiles(spec, expected, p);
    std::vector<double> centres, spreads;
    for (const double score : expected) {
        switch (spec.scatter) {
            case Scatter::logit_normal:
                centres.push_back(logit(std::clamp(score / spec.highest, 1e-6, 1 - 1e-6)));
                spreads.push_back(spec.spread);
                break;
            case Scatter::log_normal:
                centres.push_back(std::log(score));
                spreads.push_back(spec.spread);
                break;
            case Scatter::proportional:
            case Scatter::beta_binomial:
                centres.push_back(score);
                spreads.push_back(spec.spread * score);
                break;
        }
    }
    std::vector<double> quantiles;
    for (const double level : p) {
        const double at = normal_mixture_quantile(centres, spreads, level);
        quantiles.push_back(spec.scatter == Scatter::logit_normal ? spec.highest * logistic(at)
                            : spec.scatter == Scatter::log_normal ? std::exp(at)
                                                                  : at);
    }
    return quantiles;
}

}  // namespace sinew::model
