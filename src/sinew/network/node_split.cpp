#include <sinew/network/connection.hpp>
#include <sinew/network/direct_evidence.hpp>
#include <sinew/network/node_split.hpp>

#include <algorithm>
#include <cmath>

namespace sinew::network {
namespace {

struct Pooled {
    double b = 0, variance = 0;
};

/// +1/2 for the treatment and -1/2 for the other one in trials that hold both.
std::vector<Block> split_blocks(const Network& network, std::size_t treatment, std::size_t other) {
    const std::size_t shared = network.treatments.size() - 1;
    std::vector<Block> blocks = consistency_blocks(network);
    for (std::size_t t = 0; t < blocks.size(); ++t) {
        const Trial& trial = network.trials[t];
        numerics::Matrix wider{trial.y.size(), shared + 1};
        const bool both = arm_of(trial, treatment) && arm_of(trial, other);
        const auto half = [&](std::size_t which) {
            return which == treatment ? 0.5 : which == other ? -0.5 : 0.0;
        };
        for (std::size_t i = 0; i < trial.y.size(); ++i) {
            for (std::size_t column = 0; column < shared; ++column)
                wider.at(i, column) = blocks[t].design.at(i, column);
            if (both)
                wider.at(i, shared) =
                    half(trial.treatments[i + 1]) - half(trial.treatments.front());
        }
        blocks[t].design = std::move(wider);
    }
    return blocks;
}

/// Estimate and variance of weights' b.
Pooled combined(const BlockFit& fit, const std::vector<double>& weights) {
    Pooled made;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        made.b += weights[i] * fit.b[i];
        for (std::size_t j = 0; j < weights.size(); ++j)
            made.variance += weights[i] * weights[j] * fit.covariance.at(i, j);
    }
    return made;
}

Result<std::optional<NodeSplit::Model>> split_model(const Network& network, std::size_t treatment,
                                                    std::size_t other,
                                                    const FitSettings& settings) {
    const auto blocks = split_blocks(network, treatment, other);
    const auto fit = fit_blocks(blocks, settings.method);
    if (!fit) {
        if (fit.error().code == ErrorCode::bad_input) return std::optional<NodeSplit::Model>{};
        return tl::make_unexpected(fit.error());
    }
    const std::size_t shared = network.treatments.size() - 1;
    const std::size_t df = fit->effects - shared - 1;
    std::vector<double> weights(shared + 1, 0.0);
    if (treatment > 0) weights[treatment - 1] += 1;
    if (other > 0) weights[other - 1] -= 1;
    const auto told = [&](const std::vector<double>& by) {
        const Pooled pooled = combined(*fit, by);
        return comparison_of(pooled.b, std::sqrt(pooled.variance), fit->tau2, df, settings);
    };
    NodeSplit::Model model;
    model.tau2 = fit->tau2;
    model.indirect = told(weights);
    weights[shared] = 1;
    model.direct = told(weights);
    std::vector<double> only(shared + 1, 0.0);
    only[shared] = 1;
    model.difference = told(only);
    return std::optional{model};
}

}  // namespace

Result<std::vector<NodeSplit>> split_nodes(const Network& network, const NetworkFit& fit,
                                           std::optional<std::size_t> reference) {
    constexpr double kAllDirect = 1e-9;  // indirect information below this part is rounding
    std::vector<NodeSplit> splits;
    for (const Edge& edge : connection_of(network).edges) {
        NodeSplit split;
        // The one that comes later against the earlier one, as the league is read from its reference.
        split.treatment = edge.second;
        split.other = edge.first;
        if (reference == split.treatment) std::swap(split.treatment, split.other);
        split.studies = edge.studies;
        split.network = fit.compare(split.treatment, split.other);
        const DirectEvidence direct =
            direct_evidence(network, split.treatment, split.other, fit.tau2);
        const auto told = [&](double b, double variance) {
            return comparison_of(b, std::sqrt(variance), fit.tau2, fit.df, fit.settings);
        };
        split.direct = told(direct.b, direct.variance);
        const double network_information = 1 / fit.variance(split.treatment, split.other);
        const double left = network_information - 1 / direct.variance;
        if (left > kAllDirect * network_information) {
            split.proportion_direct = 1 / direct.variance / network_information;
            const double b =
                (network_information * split.network.b - direct.b / direct.variance) / left;
            split.indirect = told(b, 1 / left);
            split.difference = told(direct.b - b, direct.variance + 1 / left);
        }
        SINEW_TRY(split.model, split_model(network, split.treatment, split.other, fit.settings));
        splits.push_back(std::move(split));
    }
    return splits;
}

}  // namespace sinew::network
