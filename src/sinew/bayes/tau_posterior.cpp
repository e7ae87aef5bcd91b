#include <sinew/bayes/tau_posterior.hpp>
#include <sinew/numerics/integral.hpp>
#include <sinew/numerics/root.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

namespace sinew::bayes {
namespace {

constexpr double kNegligible = 45;  ///< a height e^-45 below the peak carries nothing
constexpr double kFurthest = 150;   ///< of x: tau = s e^150 / 2 is beyond every answer
constexpr double kSlowest =
    0.25;  ///< a moment whose tail falls slower than tau^-0.25 is not computed

/// What a panel must get right, beside its mass: tau, and every coefficient's mean, variance and distribution function.
class Probes {
public:
    Probes(const Conditional& at_peak, bool first, bool second)
        : centre_{at_peak.mean}, first_{first}, second_{second} {
        const std::size_t p = centre_.size();
        for (std::size_t j = 0; j < p; ++j)
            spread_.push_back(std::sqrt(at_peak.covariance.at(j, j)));
    }
    [[nodiscard]] std::size_t count() const noexcept { return 3 + 5 * centre_.size(); }

    /// Adds `height` times each probe to `sums`.
    void add(double height, double tau, double tau_unit, const Conditional& given,
             double* sums) const {
        *sums++ += height;
        *sums++ += first_ ? height * tau / tau_unit : 0;
        *sums++ += second_ ? height * (tau / tau_unit) * (tau / tau_unit) : 0;
        for (std::size_t j = 0; j < centre_.size(); ++j) {
            const double sd = std::sqrt(given.covariance.at(j, j));
            const double z = (given.mean[j] - centre_[j]) / spread_[j];
            *sums++ += height * z;
            *sums++ += second_ ? height * (sd / spread_[j]) * (sd / spread_[j]) : 0;
            for (const double at : {-2.0, 0.3, 2.5})
                *sums++ +=
                    height * 0.5 * std::erfc((z - at) * spread_[j] / (sd * 1.4142135623730951));
        }
    }

private:
    std::vector<double> centre_, spread_;
    bool first_, second_;
};

double typical_error(const GivenTau& model) {
    std::vector<double> errors;
    for (const double spread : model.rows().spread)
        if (spread > 0) errors.push_back(1 / std::sqrt(spread));
    if (errors.empty()) return 1;
    std::nth_element(errors.begin(), errors.begin() + static_cast<long>(errors.size() / 2),
                     errors.end());
    return errors[errors.size() / 2];
}

}  // namespace

TauPosterior::TauPosterior(GivenTau model, const TauPrior& prior)
    : model_{std::make_shared<const GivenTau>(std::move(model))}, prior_{prior} {}

TauPosterior TauPosterior::of(GivenTau model, const TauPrior& prior,
                              const QuadratureSettings& settings) {
    TauPosterior made{std::move(model), prior};
    if (prior.shape != TauShape::fixed) {
        made.lay(settings);
        return made;
    }
    TauNode only{prior.location, 1, {}};
    made.model_->evaluate(only.tau, only.given);
    made.log_total_ = only.given.log_marginal;
    made.mode_ = only.tau;
    made.nodes_.push_back(std::move(only));
    return made;
}

double TauPosterior::log_height(double x, Conditional& given) const {
    const double tau = scale_ * std::sinh(x);
    const double prior = log_density(prior_, tau);
    if (!(prior > -std::numeric_limits<double>::infinity())) return prior;
    model_->evaluate(tau, given);
    return prior + given.log_marginal + std::log(scale_ * std::cosh(x));
}

double TauPosterior::tail_surplus() const {
    const auto power = tail_power(prior_);
    return power ? *power + model_->fall() - 1 : std::numeric_limits<double>::infinity();
}

void TauPosterior::lay(const QuadratureSettings& settings) {
    scale_ = std::min(bayes::quantile(prior_, 0.5), typical_error(*model_));
    const bool bounded = prior_.shape == TauShape::uniform;
    const double furthest = bounded ? std::asinh(prior_.scale / scale_) : kFurthest;
    Conditional given;
    const bool first = tail_surplus() > 1 + kSlowest, second = tail_surplus() > 2 + kSlowest;
    const double lifted = second ? 2 : first ? 1 : 0;  // highest moment of tau that will be asked
    // The peak, and how far out the highest moment still has mass.
    double peak_at = 0, reach = furthest, lifted_peak = -std::numeric_limits<double>::infinity();
    peak_ = lifted_peak;
    const double look = std::min(0.25, furthest / 16);
    for (double x = look / 2; x < furthest; x += look) {
        const double height = log_height(x, given);
        const double with_moment = height + lifted * std::log(std::sinh(x) + 1);
        if (height > peak_) {
            peak_ = height;
            peak_at = x;
        }
        lifted_peak = std::max(lifted_peak, with_moment);
        if (x > 2 && with_moment < lifted_peak - kNegligible) {
            reach = x;
            break;
        }
    }
    const auto minimum = numerics::minimum_between([&](double x) { return -log_height(x, given); },
                                                   std::max(peak_at - look, 0.0),
                                                   std::min(peak_at + look, furthest));
    if (-minimum.value > peak_) {
        peak_ = -minimum.value;
        peak_at = minimum.at;
    }
    const double step = 1e-3;
    const double bend =
        peak_at > step && peak_at + step < furthest
            ? (2 * peak_ - log_height(peak_at - step, given) - log_height(peak_at + step, given)) /
                  (step * step)
            : 0;
    const double width = bend > 1 ? 6 / std::sqrt(bend) : 2;
    model_->evaluate(scale_ * std::sinh(peak_at), given);
    const Probes probes{given, first, second};
    const double tau_unit = scale_ * std::sinh(std::max(peak_at, 0.5));

    const auto rule = numerics::gauss_legendre(settings.points);
    struct Span {
        double low, high;
        std::vector<double> sums;
        std::vector<TauNode> nodes;
    };
    const auto measure = [&](double low, double high) {
        Span span{low, high, std::vector<double>(probes.count(), 0.0), {}};
        const double half = 0.5 * (high - low);
        for (std::size_t i = 0; i < rule.points.size(); ++i) {
            const double x = low + half * (1 + rule.points[i]);
            TauNode node;
            const double log_here = log_height(x, node.given) - peak_;
            if (!(log_here > -700)) continue;
            node.tau = scale_ * std::sinh(x);
            node.weight = std::exp(log_here) * half * rule.weights[i];
            probes.add(node.weight, node.tau, tau_unit, node.given, span.sums.data());
            span.nodes.push_back(std::move(node));
        }
        return span;
    };
    std::vector<double> marks{0};
    for (const double mark : {peak_at - width, peak_at, peak_at + width})
        if (mark > marks.back() + 1e-6 && mark < reach) marks.push_back(mark);
    marks.push_back(reach);
    std::vector<Span> waiting;
    std::vector<double> whole(probes.count(), 0.0);
    for (std::size_t i = 0; i + 1 < marks.size(); ++i) {
        const auto pieces = static_cast<std::size_t>(std::ceil((marks[i + 1] - marks[i]) / 2));
        for (std::size_t j = 0; j < pieces; ++j) {
            const double share = (marks[i + 1] - marks[i]) / static_cast<double>(pieces);
            const double low = marks[i] + share * static_cast<double>(j);
            waiting.push_back(measure(low, j + 1 == pieces ? marks[i + 1] : low + share));
            for (std::size_t q = 0; q < whole.size(); ++q)
                whole[q] += std::abs(waiting.back().sums[q]);
        }
    }
    std::reverse(waiting.begin(), waiting.end());
    std::vector<double> masses;
    std::size_t measured = waiting.size();
    while (!waiting.empty()) {
        Span span = std::move(waiting.back());
        waiting.pop_back();
        const double middle = 0.5 * (span.low + span.high);
        Span left = measure(span.low, middle), right = measure(middle, span.high);
        bool good = true;
        for (std::size_t q = 0; q < whole.size(); ++q)
            good = good && std::abs(left.sums[q] + right.sums[q] - span.sums[q]) <=
                               settings.tolerance * std::max(whole[q], whole[0]);
        measured += 2;
        const bool stuck = measured >= settings.most_panels || span.high - span.low < 1e-9;
        if (!good && !stuck) {
            waiting.push_back(std::move(right));
            waiting.push_back(std::move(left));
            continue;
        }
        settled_ = settled_ && good;
        panels_.push_back({span.low, span.high, 0});
        masses.push_back(span.sums[0]);
        for (TauNode& node : span.nodes) nodes_.push_back(std::move(node));
    }
    double total = 0;
    for (std::size_t i = 0; i < panels_.size(); ++i) {
        panels_[i].before = total;
        total += masses[i];
    }
    for (Panel& panel : panels_) panel.before /= total;
    for (TauNode& node : nodes_) node.weight /= total;
    std::erase_if(nodes_, [&](const TauNode& node) {
        const double lift = lifted > 0 ? std::pow(node.tau / tau_unit, lifted) : 1;
        return node.weight * std::max(lift, 1.0) < 1e-20;
    });
    log_total_ = peak_ + std::log(total);

    // The mode is of the density of tau, not of x.
    const auto negative = [&](double x) {
        Conditional there;
        return -(log_height(x, there) - std::log(std::cosh(x)));
    };
    const double mode_low = std::max(peak_at - 3, 0.0);
    double best = mode_low;
    for (int i = 1; i <= 60; ++i) {
        const double x = mode_low + (peak_at + look - mode_low) * i / 60.0;
        if (negative(x) < negative(best)) best = x;
    }
    const double grain = (peak_at + look - mode_low) / 60;
    const auto found = numerics::minimum_between(negative, std::max(best - grain, mode_low),
                                                 std::min(best + grain, furthest));
    mode_ = negative(mode_low) <= found.value ? scale_ * std::sinh(mode_low)
                                              : scale_ * std::sinh(found.at);
}

double TauPosterior::density(double tau) const {
    if (panels_.empty() || !(tau >= 0)) return 0;
    const double prior = log_density(prior_, tau);
    if (!(prior > -std::numeric_limits<double>::infinity())) return 0;
    Conditional given;
    model_->evaluate(tau, given);
    return std::exp(prior + given.log_marginal - log_total_);
}

double TauPosterior::cdf(double tau) const {
    if (panels_.empty()) return tau >= mode_ ? 1 : 0;
    if (!(tau > 0)) return 0;
    const double x = std::asinh(tau / scale_);
    if (x >= panels_.back().high) return 1;
    const auto after =
        std::upper_bound(panels_.begin(), panels_.end(), x,
                         [](double at, const Panel& panel) { return at < panel.low; });
    const Panel& panel = *std::prev(after);
    static const numerics::GaussRule rule = numerics::gauss_legendre(16);
    const double half = 0.5 * (x - panel.low);
    double sum = 0;
    Conditional given;
    for (std::size_t i = 0; i < rule.points.size(); ++i)
        sum += rule.weights[i] *
               std::exp(log_height(panel.low + half * (1 + rule.points[i]), given) - log_total_);
    return panel.before + half * sum;
}

double TauPosterior::quantile(double p) const {
    if (panels_.empty()) return mode_;
    if (p <= 0) return 0;
    // The panel that holds p, then Newton's steps on x inside it.
    const auto after =
        std::upper_bound(panels_.begin(), panels_.end(), p,
                         [](double share, const Panel& panel) { return share < panel.before; });
    const Panel& panel = *std::prev(after);
    double low = panel.low, high = panel.high, x = 0.5 * (low + high);
    Conditional given;
    for (int step = 0; step < 200; ++step) {
        const double gap = cdf(scale_ * std::sinh(x)) - p;
        (gap < 0 ? low : high) = x;
        const double stride = gap / std::exp(log_height(x, given) - log_total_);
        if (std::abs(stride) <= 1e-15 * x) break;
        const double next = x - stride;
        x = next > low && next < high ? next : 0.5 * (low + high);
        if (high - low <= 1e-15 * x) break;
    }
    return scale_ * std::sinh(x);
}

Interval TauPosterior::central(double level) const {
    const double tail = 0.5 * (1 - level);
    return {quantile(tail), quantile(1 - tail)};
}

Interval TauPosterior::shortest(double level) const {
    if (panels_.empty()) return {mode_, mode_};
    return shortest_interval([this](double p) { return quantile(p); }, level, true);
}

std::optional<double> TauPosterior::moment(double power) const {
    if (!(tail_surplus() > power + kSlowest)) return {};
    double sum = 0;
    for (const TauNode& node : nodes_) sum += node.weight * std::pow(node.tau, power);
    return sum;
}

std::optional<double> TauPosterior::log_marginal() const {
    if (!model_->proper()) return {};
    return log_total_;
}

}  // namespace sinew::bayes
