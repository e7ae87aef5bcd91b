#include <sinew/network/direct_evidence.hpp>

#include <algorithm>

namespace sinew::network {

std::optional<std::size_t> arm_of(const Trial& trial, std::size_t treatment) {
    const auto at = std::ranges::find(trial.treatments, treatment);
    if (at == trial.treatments.end()) return {};
    return static_cast<std::size_t>(at - trial.treatments.begin());
}

std::pair<double, double> arm_contrast(const Trial& trial, std::size_t i, std::size_t j) {
    const auto value = [&](std::size_t arm) { return arm == 0 ? 0.0 : trial.y[arm - 1]; };
    const auto shared = [&](std::size_t a, std::size_t b) {
        return a == 0 || b == 0 ? 0.0 : trial.covariance.at(a - 1, b - 1);
    };
    return {value(i) - value(j), shared(i, i) + shared(j, j) - 2 * shared(i, j)};
}

DirectEvidence direct_evidence(const Network& network, std::size_t treatment, std::size_t other,
                               double tau2) {
    DirectEvidence made{.treatment = treatment, .other = other};
    double weights = 0, sum = 0;
    for (std::size_t t = 0; t < network.trials.size(); ++t) {
        const Trial& trial = network.trials[t];
        const auto i = arm_of(trial, treatment), j = arm_of(trial, other);
        if (!i || !j) continue;
        const auto [y, v] = arm_contrast(trial, *i, *j);
        const double weight = 1 / (v + tau2);
        made.parts.push_back({t, *i, *j, weight});
        weights += weight;
        sum += weight * y;
    }
    for (DirectEvidence::Part& part : made.parts) part.weight /= weights;
    made.b = sum / weights;
    made.variance = 1 / weights;
    return made;
}

}  // namespace sinew::network
