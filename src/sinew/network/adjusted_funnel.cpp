#include <sinew/network/adjusted_funnel.hpp>
#include <sinew/network/direct_evidence.hpp>

#include <algorithm>
#include <cmath>
#include <map>

namespace sinew::network {

std::vector<AdjustedContrast> adjusted_contrasts(const Network& network, const NetworkFit& fit,
                                                 std::span<const std::size_t> order) {
    std::vector<std::size_t> place(network.treatments.size(), 0);
    for (std::size_t i = 0; i < order.size(); ++i) place[order[i]] = i;
    std::map<std::pair<std::size_t, std::size_t>, double> direct;
    std::vector<AdjustedContrast> made;
    for (std::size_t t = 0; t < network.trials.size(); ++t) {
        const Trial& trial = network.trials[t];
        for (std::size_t i = 0; i < trial.treatments.size(); ++i)
            for (std::size_t j = 0; j < trial.treatments.size(); ++j) {
                const std::size_t treatment = trial.treatments[i], other = trial.treatments[j];
                if (i == j || place[treatment] > place[other]) continue;
                const auto [at, fresh] = direct.try_emplace({treatment, other}, 0.0);
                if (fresh) at->second = direct_evidence(network, treatment, other, fit.tau2).b;
                const auto [y, v] = arm_contrast(trial, i, j);
                made.push_back({t, treatment, other, y - at->second, std::sqrt(v)});
            }
    }
    return made;
}

}  // namespace sinew::network
