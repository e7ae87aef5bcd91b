#include <sinew/network/connection.hpp>
#include <sinew/network/loops.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace sinew::network {
namespace {

/// A variance below this part of its terms is rounding: the loop is one trial's own.
constexpr double kNoVariance = 1e-10;

/// Weights of a trial's arms in a sum of pooled contrasts.
using ArmWeights = std::map<std::size_t, std::vector<double>>;

class LoopTester {
public:
    LoopTester(const Network& network, const NetworkFit& fit) : network_{network}, fit_{fit} {
        for (const Edge& edge : connection_of(network).edges)
            edges_.insert({edge.first, edge.second});
    }

    LoopTests test() {
        LoopTests made;
        made.tau2 = fit_.tau2;
        const std::size_t count = network_.treatments.size();
        for (std::size_t a = 0; a < count; ++a)
            for (std::size_t b = a + 1; b < count; ++b)
                for (std::size_t c = b + 1; c < count; ++c) {
                    add(made, {a, b, c});
                    for (std::size_t d = c + 1; d < count; ++d) {
                        add(made, {a, b, c, d});
                        add(made, {a, b, d, c});
                        add(made, {a, c, b, d});
                    }
                }
        std::ranges::stable_sort(made.loops, {},
                                 [](const Loop& loop) { return loop.difference.pval; });
        return made;
    }

private:
    [[nodiscard]] bool joined(std::size_t a, std::size_t b) const {
        return edges_.contains({std::min(a, b), std::max(a, b)});
    }

    const DirectEvidence& direct(std::size_t a, std::size_t b) {
        const auto [at, fresh] = direct_.try_emplace({a, b});
        if (fresh) at->second = direct_evidence(network_, a, b, fit_.tau2);
        return at->second;
    }

    void add_parts(ArmWeights& weights, const DirectEvidence& one) const {
        for (const DirectEvidence::Part& part : one.parts) {
            auto& arms = weights[part.trial];
            arms.resize(network_.trials[part.trial].treatments.size(), 0);
            arms[part.arm] += part.weight;
            arms[part.other_arm] -= part.weight;
        }
    }

    /// Of a sum of contrasts: arm 0 is the base, so its weight needs no term.
    [[nodiscard]] double variance_of(const ArmWeights& weights) const {
        double sum = 0;
        for (const auto& [t, arms] : weights) {
            const Trial& trial = network_.trials[t];
            for (std::size_t i = 1; i < arms.size(); ++i)
                for (std::size_t j = 1; j < arms.size(); ++j)
                    sum += arms[i] * arms[j] *
                           (trial.covariance.at(i - 1, j - 1) + (i == j ? 1.0 : 0.5) * fit_.tau2);
        }
        return sum;
    }

    void add(LoopTests& made, const std::vector<std::size_t>& ring) {
        const std::size_t size = ring.size();
        for (std::size_t i = 0; i < size; ++i)
            if (!joined(ring[i], ring[(i + 1) % size])) return;
        // Round the loop from its second treatment back to its first is the indirect way, with its sign turned.
        ArmWeights whole, round;
        double difference = 0, terms = 0, indirect = 0;
        for (std::size_t i = 0; i < size; ++i) {
            const DirectEvidence& step = direct(ring[i], ring[(i + 1) % size]);
            difference += step.b;
            terms += step.variance;
            add_parts(whole, step);
            if (i == 0) continue;
            indirect -= step.b;
            add_parts(round, step);
        }
        const double variance = variance_of(whole);
        if (variance <= kNoVariance * terms) {
            ++made.bound;
            return;
        }
        const auto told = [&](double b, double v) {
            return comparison_of(b, std::sqrt(v), fit_.tau2, fit_.df, fit_.settings);
        };
        const DirectEvidence& first = direct(ring[0], ring[1]);
        made.loops.push_back(
            {.treatments = ring,
             .chord = size == 4 && (joined(ring[0], ring[2]) || joined(ring[1], ring[3])),
             .studies = whole.size(),
             .direct = told(first.b, first.variance),
             .indirect = told(indirect, variance_of(round)),
             .difference = told(difference, variance)});
    }

    const Network& network_;
    const NetworkFit& fit_;
    std::set<std::pair<std::size_t, std::size_t>> edges_;
    std::map<std::pair<std::size_t, std::size_t>, DirectEvidence> direct_;
};

}  // namespace

LoopTests test_loops(const Network& network, const NetworkFit& fit) {
    return LoopTester{network, fit}.test();
}

}  // namespace sinew::network
