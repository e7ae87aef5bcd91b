#include <sinew/base/ensure.hpp>
#include <sinew/base/random_stream.hpp>
#include <sinew/bayes/exact_draws.hpp>
#include <sinew/numerics/draws.hpp>
#include <sinew/numerics/parallel_for.hpp>

#include <algorithm>
#include <cmath>
#include <vector>

namespace sinew::bayes {
namespace {

/// The distribution function of log(tau) at even steps with its slopes; between them a cubic, inverted by Newton's steps.
class TauByChance {
public:
    explicit TauByChance(const TauPosterior& posterior) : known_{posterior.mode()} {
        if (posterior.prior().shape == TauShape::fixed) return;
        constexpr double kLeft = 1e-9;
        constexpr std::size_t kKnots = 800;
        low_ = std::log(posterior.quantile(kLeft));
        const double high = std::log(posterior.quantile(1 - kLeft));
        step_ = (high - low_) / (kKnots - 1);
        for (std::size_t i = 0; i < kKnots; ++i) {
            const double tau = std::exp(low_ + step_ * static_cast<double>(i));
            share_.push_back(posterior.cdf(tau));
            slope_.push_back(posterior.density(tau) * tau * step_);
        }
    }
    [[nodiscard]] double at(double p) const {
        if (share_.empty()) return known_;
        if (p <= share_.front()) return std::exp(low_);
        if (p >= share_.back())
            return std::exp(low_ + step_ * static_cast<double>(share_.size() - 1));
        const auto i = static_cast<std::size_t>(std::upper_bound(share_.begin(), share_.end(), p) -
                                                share_.begin()) -
                       1;
        const double rise = share_[i + 1] - share_[i];
        const double a = slope_[i], b = slope_[i + 1];
        // share(t) = share_i + a t + c t^2 + d t^3 on 0 <= t <= 1.
        const double c = 3 * rise - 2 * a - b, d = a + b - 2 * rise;
        double low = 0, high = 1, t = (p - share_[i]) / rise;
        for (int step = 0; step < 60; ++step) {
            const double gap = ((d * t + c) * t + a) * t + share_[i] - p;
            (gap < 0 ? low : high) = t;
            const double stride = gap / ((3 * d * t + 2 * c) * t + a);
            if (std::abs(stride) < 1e-12) break;
            const double next = t - stride;
            t = next > low && next < high ? next : 0.5 * (low + high);
        }
        return std::exp(low_ + step_ * (static_cast<double>(i) + t));
    }

private:
    double known_, low_ = 0, step_ = 0;
    std::vector<double> share_, slope_;
};

}  // namespace

Draws exact_draws(const TauPosterior& posterior, std::vector<std::string> names, std::size_t chains,
                  std::size_t each, std::uint64_t seed, unsigned threads) {
    const GivenTau& model = posterior.model();
    const std::size_t p = model.coefficients();
    SINEW_ENSURE(names.size() == p, "a name for every coefficient");
    names.emplace_back("tau");
    Draws made{std::move(names), chains, each};
    const TauByChance tau_by_chance{posterior};
    numerics::parallel_for(chains, threads, [&](std::size_t chain) {
        RandomStream stream{seed, "exact draws", chain};
        Conditional scratch;
        std::vector<double> normals(p), drawn(p);
        numerics::NormalPairs pairs;
        for (std::size_t draw = 0; draw < each; ++draw) {
            const double tau = tau_by_chance.at(stream.uniform());
            for (double& value : normals) value = pairs.draw(stream);
            model.draw(tau, normals, scratch, drawn);
            for (std::size_t a = 0; a < p; ++a) made.at(a, chain, draw) = drawn[a];
            made.at(p, chain, draw) = tau;
        }
    });
    return made;
}

}  // namespace sinew::bayes
