#include <sinew/model/group_reading.hpp>
#include <sinew/model/observation.hpp>
#include <sinew/numerics/distributions.hpp>

#include <algorithm>
#include <array>
#include <cmath>

namespace sinew::model {
namespace {

using knowledge::ObservationSpec;
using knowledge::Scatter;

struct Node {
    double at, weight;
};
/// Gauss-Hermite for a standard normal weight, seven points: exact for polynomials up to degree 13.
/// Zeros of the seventh Hermite polynomial (recalled; the test holds them against readings one by one).
constexpr std::array<Node, 7> kNodes{{{-3.750439717725742, 5.48268855972217e-4},
                                      {-2.366759410734541, 3.07571239675865e-2},
                                      {-1.154405394739968, 0.240123178605013},
                                      {0, 0.457142857142857},
                                      {1.154405394739968, 0.240123178605013},
                                      {2.366759410734541, 3.07571239675865e-2},
                                      {3.750439717725742, 5.48268855972217e-4}}};

double logistic(double value) noexcept { return 1 / (1 + std::exp(-value)); }
double logit_of(const ObservationSpec& spec, double score) noexcept {
    const double share = inner_share(spec, score);
    return std::log(share / (1 - share));
}

/// The smallest whole score whose probabilities so far reach `u`, by the recurrence of the beta-binomial.
double sum_score_at(const ObservationSpec& spec, double expected, double u) {
    const double mu = inner_share(spec, expected);
    const double a = mu * spec.spread, b = (1 - mu) * spec.spread, n = spec.highest;
    double probability = 1;
    for (double i = 0; i < n; ++i) probability *= (b + i) / (a + b + i);
    double below = probability, score = 0;
    while (below < u && score < n) {
        probability *= (n - score) * (a + score) / ((score + 1) * (b + n - score - 1));
        below += probability;
        ++score;
    }
    return score;
}

}  // namespace

double shifted_score(const ObservationSpec& spec, double expected, double shift) noexcept {
    if (!(spec.highest > 0)) return expected;
    return spec.highest * logistic(logit_of(spec, expected) + shift);
}

double reading_at(const ObservationSpec& spec, double expected, double u) {
    switch (spec.scatter) {
        case Scatter::beta_binomial: return sum_score_at(spec, expected, u);
        case Scatter::logit_normal:
            return shifted_score(spec, expected, spec.spread * numerics::normal_quantile(u));
        case Scatter::log_normal:
            return expected * std::exp(spec.spread * numerics::normal_quantile(u));
        case Scatter::proportional:
            return expected * (1 + spec.spread * numerics::normal_quantile(u));
    }
    return expected;
}

GroupReading group_reading(const ObservationSpec& spec, double expected, double sigma_b) noexcept {
    switch (spec.scatter) {
        case Scatter::log_normal: {
            const double variance = spec.spread * spec.spread;
            const double mean = expected * std::exp(variance / 2);
            return {mean, mean * std::sqrt(std::expm1(variance))};
        }
        case Scatter::proportional: return {expected, spec.spread * expected};
        case Scatter::beta_binomial:
        case Scatter::logit_normal: break;
    }
    // A reading of a visual analogue scale scatters on the same logit: both spreads are one.
    const bool analogue = spec.scatter == Scatter::logit_normal;
    const double spread = analogue ? std::hypot(sigma_b, spec.spread) : sigma_b;
    double mean = 0, square = 0, own = 0;
    for (const Node& node : kNodes) {
        const double mu = logistic(logit_of(spec, expected) + spread * node.at);
        mean += node.weight * mu;
        square += node.weight * mu * mu;
        own += node.weight * mu * (1 - mu);
    }
    const double n = spec.highest;
    double variance = n * n * std::max(0.0, square - mean * mean);
    if (!analogue) variance += n * own * (1 + (n - 1) / (spec.spread + 1));
    return {n * mean, std::sqrt(variance)};
}

}  // namespace sinew::model
