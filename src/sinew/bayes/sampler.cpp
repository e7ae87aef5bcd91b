#include <sinew/bayes/sampler.hpp>
#include <sinew/bayes/trajectory.hpp>
#include <sinew/numerics/parallel_for.hpp>

#include <atomic>
#include <cmath>

namespace sinew::bayes {
namespace {

/// Nesterov's dual averaging of the logarithm of the step size.
class StepSize {
public:
    explicit StepSize(double wanted) : wanted_{wanted} {}
    void restart(double step_size) {
        centre_ = std::log(10 * step_size);
        count_ = gap_ = averaged_ = 0;
    }
    [[nodiscard]] double learn(double acceptance) {
        constexpr double kShrink = 0.05, kDelay = 10, kFade = 0.75;
        ++count_;
        const double weight = 1 / (count_ + kDelay);
        gap_ = (1 - weight) * gap_ + weight * (wanted_ - std::min(acceptance, 1.0));
        const double log_step = centre_ - std::sqrt(count_) / kShrink * gap_;
        const double share = std::pow(count_, -kFade);
        averaged_ = share * log_step + (1 - share) * averaged_;
        return std::exp(log_step);
    }
    [[nodiscard]] double settled() const { return std::exp(averaged_); }

private:
    double wanted_, centre_ = 0, count_ = 0, gap_ = 0, averaged_ = 0;
};

/// Running variances (Welford).
class Variances {
public:
    explicit Variances(std::size_t n) : mean_(n), squares_(n) {}
    void add(std::span<const double> at) {
        ++count_;
        for (std::size_t i = 0; i < at.size(); ++i) {
            const double off = at[i] - mean_[i];
            mean_[i] += off / count_;
            squares_[i] += off * (at[i] - mean_[i]);
        }
    }
    /// Drawn towards a small common value while there are few draws.
    [[nodiscard]] std::vector<double> take() {
        std::vector<double> made;
        for (const double sum : squares_)
            made.push_back(count_ / (count_ + 5) * sum / (count_ - 1) + 1e-3 * 5 / (count_ + 5));
        *this = Variances{mean_.size()};
        return made;
    }

private:
    double count_ = 0;
    std::vector<double> mean_, squares_;
};

/// Draws of the warm-up after which the metric is learnt anew: windows that double, none near its two ends.
std::vector<std::size_t> metric_ends(std::size_t warm_up) {
    std::vector<std::size_t> ends;
    if (warm_up < 20) return ends;
    std::size_t first = 75, last = 50, window = 25;
    if (warm_up < first + last + window) {
        first = warm_up * 15 / 100;
        last = warm_up / 10;
        window = warm_up - first - last;
    }
    const std::size_t stop = warm_up - last;
    for (std::size_t at = first; at < stop; window *= 2) {
        at += window;
        if (at + 2 * window > stop) at = stop;
        ends.push_back(at);
    }
    return ends;
}

struct Chain {
    bool started = false;
    std::size_t divergences = 0, cut_short = 0, gradients = 0;
    double step_size = 0;
};

Chain run_chain(const Target& target, const SamplerSettings& settings, std::size_t index,
                Draws& draws, const std::function<void()>& one_done) {
    Chain made;
    RandomStream stream{settings.seed, "trajectories", index};
    const std::size_t n = target.dimension();
    Trajectory trajectory{target, settings.deepest};
    PhasePoint point = trajectory.empty_point();
    const std::span<double> at{point.at.data(), n}, gradient{point.gradient.data(), n};
    for (int trial = 0; trial < 100 && !made.started; ++trial) {
        const std::vector<double> start = target.start(stream);
        std::copy(start.begin(), start.end(), at.begin());
        point.log_density = target.log_density(at, gradient);
        made.started = std::isfinite(point.log_density);
    }
    if (!made.started) return made;
    trajectory.find_step_size(point, stream);
    StepSize step_size{settings.acceptance};
    step_size.restart(trajectory.step_size);
    Variances variances{n};
    const auto ends = metric_ends(settings.warm_up);
    std::size_t window = 0;
    const std::size_t quiet = settings.warm_up < 150 ? settings.warm_up * 15 / 100 : 75;
    for (std::size_t draw = 0; draw < settings.warm_up; ++draw) {
        trajectory.step_size = step_size.learn(trajectory.advance(point, stream).acceptance);
        if (window < ends.size() && draw >= quiet) variances.add({point.at.data(), n});
        if (window < ends.size() && draw + 1 == ends[window]) {
            trajectory.learn(variances.take());
            trajectory.find_step_size(point, stream);
            step_size.restart(trajectory.step_size);
            ++window;
        }
        one_done();
    }
    if (settings.warm_up > 0) trajectory.step_size = step_size.settled();
    const std::size_t kept = draws.names.size() - 1;
    std::vector<double> values(kept);
    for (std::size_t draw = 0; draw < settings.each; ++draw) {
        const Step step = trajectory.advance(point, stream);
        made.divergences += step.diverged ? 1U : 0U;
        made.cut_short += step.cut_short ? 1U : 0U;
        made.gradients += step.gradients;
        target.report({point.at.data(), n}, values);
        for (std::size_t j = 0; j < kept; ++j) draws.at(j, index, draw) = values[j];
        draws.at(kept, index, draw) = point.log_density;
        one_done();
    }
    made.step_size = trajectory.step_size;
    return made;
}

}  // namespace

Result<Sampled> sample(const Target& target, const SamplerSettings& settings) {
    auto names = target.names();
    names.emplace_back("log_density");
    Sampled made{Draws{std::move(names), settings.chains, settings.each}, 0, 0, {}, 0};
    std::vector<Chain> chains(settings.chains);
    std::atomic<std::size_t> done{0};
    const auto one_done = [&] {
        const std::size_t now = ++done;
        if (settings.progress && now % 100 == 0) settings.progress(now);
    };
    numerics::parallel_for(settings.chains, settings.threads, [&](std::size_t index) {
        chains[index] = run_chain(target, settings, index, made.draws, one_done);
    });
    for (const Chain& chain : chains) {
        if (!chain.started)
            return fail({ErrorCode::did_not_converge,
                         "no start with a finite density was found for a chain", "sampler",
                         "look at the rows and the priors"});
        made.divergences += chain.divergences;
        made.cut_short += chain.cut_short;
        made.step_sizes.push_back(chain.step_size);
        made.mean_steps += static_cast<double>(chain.gradients);
    }
    made.mean_steps /= static_cast<double>(settings.chains * settings.each);
    return made;
}

}  // namespace sinew::bayes
