#include <sinew/base/ensure.hpp>
#include <sinew/base/random_stream.hpp>
#include <sinew/numerics/elementary_effects.hpp>
#include <sinew/numerics/parallel_for.hpp>

#include <atomic>
#include <cmath>
#include <limits>
#include <numeric>

namespace sinew::numerics {
namespace {

constexpr double kStep = 0.5;  // of probability: half of the levels

/// Effects of one trajectory: output-major, NaN where a side had no answer.
struct Trajectory {
    std::vector<double> effects;
    std::size_t unanswered = 0;
};

bool answered(std::span<const double> outputs) noexcept {
    for (const double y : outputs)
        if (std::isnan(y)) return false;
    return true;
}

Trajectory walk(const UncertainFunction& function, const MorrisPlan& plan, std::size_t index) {
    const std::size_t k = function.inputs.size(), m = function.outputs;
    RandomStream stream{plan.seed, "sensitivity.morris", index};
    const std::size_t half = plan.levels / 2;
    std::vector<double> x(k), low(k), high(k);
    std::vector<bool> upwards(k);
    for (std::size_t i = 0; i < k; ++i) {
        const auto level = static_cast<double>(stream.below(half));
        const double u = (level + 0.5) / static_cast<double>(plan.levels);
        low[i] = function.inputs[i].quantile(u);
        high[i] = function.inputs[i].quantile(u + kStep);
        upwards[i] = (stream.next() >> 63U) != 0;
        x[i] = upwards[i] ? low[i] : high[i];
    }
    std::vector<std::size_t> order(k);
    std::iota(order.begin(), order.end(), std::size_t{0});
    for (std::size_t i = k; i > 1; --i)
        std::swap(order[i - 1], order[static_cast<std::size_t>(stream.below(i))]);

    Trajectory walked{std::vector<double>(m * k, std::numeric_limits<double>::quiet_NaN()), 0};
    std::vector<double> before(m), after(m);
    function.evaluate(x, before);
    bool whole = answered(before);
    walked.unanswered += whole ? 0 : 1;
    for (const std::size_t i : order) {
        x[i] = upwards[i] ? high[i] : low[i];
        function.evaluate(x, after);
        const bool now = answered(after);
        walked.unanswered += now ? 0 : 1;
        if (whole && now)
            for (std::size_t output = 0; output < m; ++output) {
                const double change = (after[output] - before[output]) / kStep;
                walked.effects[output * k + i] = upwards[i] ? change : -change;
            }
        whole = now;
        std::swap(before, after);
    }
    return walked;
}

ElementaryEffect summary_of(const std::vector<Trajectory>& walked, std::size_t place) {
    ElementaryEffect effect;
    double sum = 0, absolute = 0;
    for (const Trajectory& one : walked)
        if (const double e = one.effects[place]; !std::isnan(e)) {
            sum += e;
            absolute += std::abs(e);
            ++effect.used;
        }
    const auto n = static_cast<double>(effect.used);
    effect.mu = sum / n;
    effect.mu_star = absolute / n;
    double squares = 0, squares_absolute = 0;
    for (const Trajectory& one : walked)
        if (const double e = one.effects[place]; !std::isnan(e)) {
            squares += (e - effect.mu) * (e - effect.mu);
            squares_absolute += (std::abs(e) - effect.mu_star) * (std::abs(e) - effect.mu_star);
        }
    effect.sigma = std::sqrt(squares / (n - 1));
    effect.mu_star_error = std::sqrt(squares_absolute / (n - 1) / n);
    return effect;
}

}  // namespace

MorrisAnswer elementary_effects(const UncertainFunction& function, const MorrisPlan& plan,
                                const EvaluationsDone& progress) {
    SINEW_ENSURE(plan.trajectories >= 2 && plan.levels >= 2 && plan.levels % 2 == 0,
                 "Morris needs two trajectories and an even number of levels");
    SINEW_ENSURE(!function.inputs.empty() && function.outputs > 0, "nothing to screen");
    const std::size_t k = function.inputs.size();
    std::vector<Trajectory> walked(plan.trajectories);
    std::atomic<std::size_t> done{0};
    parallel_for(plan.trajectories, plan.threads, [&](std::size_t index) {
        walked[index] = walk(function, plan, index);
        const std::size_t now = done += k + 1;
        if (progress) progress(now);
    });
    MorrisAnswer answer;
    answer.evaluations = plan.trajectories * (k + 1);
    for (const Trajectory& one : walked) answer.unanswered += one.unanswered;
    for (std::size_t output = 0; output < function.outputs; ++output) {
        auto& row = answer.effects.emplace_back();
        for (std::size_t i = 0; i < k; ++i) row.push_back(summary_of(walked, output * k + i));
    }
    return answer;
}

}  // namespace sinew::numerics
