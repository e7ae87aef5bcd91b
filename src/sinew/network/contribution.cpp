#include <sinew/network/connection.hpp>
#include <sinew/network/contribution.hpp>
#include <sinew/numerics/eigen_view.hpp>

#include <algorithm>
#include <cmath>
#include <deque>
#include <map>

namespace sinew::network {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;

/// The weight that one trial puts on each of its comparisons: the trial as a net of conductors, with the same covariance.
struct TrialWeight {
    std::size_t trial = 0, direct = 0;
    double weight = 0;
};

struct Weights {
    std::vector<TrialWeight> trials;
    std::vector<double> direct;  ///< summed over trials
    bool negative = false;
};

Weights weights_of(const Network& network, const std::vector<Contributions::Direct>& direct,
                   double tau2) {
    std::map<std::pair<std::size_t, std::size_t>, std::size_t> place;
    for (std::size_t d = 0; d < direct.size(); ++d) place[{direct[d].first, direct[d].second}] = d;
    Weights weights;
    weights.direct.assign(direct.size(), 0.0);
    for (std::size_t t = 0; t < network.trials.size(); ++t) {
        const Trial& trial = network.trials[t];
        const auto contrasts = static_cast<Index>(trial.y.size());
        MatrixXd v = numerics::view(trial.covariance);
        v += MatrixXd::Constant(contrasts, contrasts, tau2 / 2);
        v.diagonal().array() += tau2 / 2;
        const MatrixXd w = Eigen::LLT<MatrixXd>{v}.solve(MatrixXd::Identity(contrasts, contrasts));
        MatrixXd laplacian = MatrixXd::Zero(contrasts + 1, contrasts + 1);
        laplacian.bottomRightCorner(contrasts, contrasts) = w;
        laplacian.row(0).tail(contrasts) = -w.colwise().sum();
        for (std::size_t i = 0; i < trial.treatments.size(); ++i)
            for (std::size_t j = i + 1; j < trial.treatments.size(); ++j) {
                const auto [low, high] = std::minmax(trial.treatments[i], trial.treatments[j]);
                const double weight = -laplacian(static_cast<Index>(i), static_cast<Index>(j));
                const std::size_t d = place.at({low, high});
                weights.trials.push_back({t, d, weight});
                weights.direct[d] += weight;
                weights.negative = weights.negative || weight < 0;
            }
    }
    return weights;
}

/// One piece of flow between two treatments, in the direction it runs.
struct Stretch {
    std::size_t from = 0, to = 0, direct = 0;
    double flow = 0;
};

constexpr double kNothing = 1e-12;  // of one unit: rounding

/// Shortest way from source to sink, the widest of equals, over stretches with flow left.
std::vector<std::size_t> shortest(const std::vector<Stretch>& stretches, std::size_t nodes,
                                  std::size_t source, std::size_t sink) {
    constexpr std::size_t kFar = static_cast<std::size_t>(-1);
    std::vector<std::size_t> length(nodes, kFar), by(nodes, kFar);
    std::vector<double> width(nodes, 0.0);
    length[source] = 0;
    width[source] = 2;
    // Breadth first in rounds, so that a node's width is final before it is left.
    for (std::size_t round = 0; round < nodes && length[sink] == kFar; ++round)
        for (std::size_t s = 0; s < stretches.size(); ++s) {
            const Stretch& stretch = stretches[s];
            if (stretch.flow <= kNothing || length[stretch.from] != round) continue;
            const double through = std::min(width[stretch.from], stretch.flow);
            if (length[stretch.to] == kFar ||
                (length[stretch.to] == round + 1 && through > width[stretch.to])) {
                length[stretch.to] = round + 1;
                width[stretch.to] = through;
                by[stretch.to] = s;
            }
        }
    std::vector<std::size_t> path;
    if (length[sink] == kFar) return path;
    for (std::size_t node = sink; node != source; node = stretches[by[node]].from)
        path.push_back(by[node]);
    return path;
}

void part_by_streams(std::vector<Stretch> stretches, std::size_t nodes, std::size_t source,
                     std::size_t sink, std::vector<double>& share) {
    for (;;) {
        const auto path = shortest(stretches, nodes, source, sink);
        if (path.empty()) return;
        double least = stretches[path.front()].flow;
        for (const std::size_t s : path) least = std::min(least, stretches[s].flow);
        for (const std::size_t s : path) {
            stretches[s].flow -= least;
            share[stretches[s].direct] += least / static_cast<double>(path.size());
        }
    }
}

/// Chances to reach each node in so many steps, forwards from the source and backwards from the sink.
void part_by_walks(const std::vector<Stretch>& stretches, std::size_t nodes, std::size_t source,
                   std::size_t sink, std::vector<double>& share) {
    std::vector<double> out(nodes, 0.0);
    for (const Stretch& stretch : stretches) out[stretch.from] += stretch.flow;
    const auto chance = [&](const Stretch& s) { return s.flow / out[s.from]; };
    numerics::Matrix ahead{nodes, nodes}, back{nodes, nodes};  // node x steps
    ahead.at(source, 0) = 1;
    back.at(sink, 0) = 1;
    for (std::size_t step = 0; step + 1 < nodes; ++step)
        for (const Stretch& s : stretches) {
            if (s.flow <= kNothing) continue;
            if (s.from != sink) ahead.at(s.to, step + 1) += ahead.at(s.from, step) * chance(s);
            if (s.from != sink) back.at(s.from, step + 1) += chance(s) * back.at(s.to, step);
        }
    for (const Stretch& s : stretches) {
        if (s.flow <= kNothing) continue;
        for (std::size_t before = 0; before + 1 < nodes; ++before)
            for (std::size_t after = 0; before + 1 + after < nodes; ++after)
                share[s.direct] += ahead.at(s.from, before) * chance(s) * back.at(s.to, after) /
                                   static_cast<double>(before + 1 + after);
    }
}

double covariance_cell(const numerics::Matrix& covariance, std::size_t i, std::size_t j) {
    return i == 0 || j == 0 ? 0.0 : covariance.at(i - 1, j - 1);
}

std::vector<Contributions::Row> wanted_rows(std::size_t treatments,
                                            std::optional<std::size_t> reference) {
    std::vector<Contributions::Row> rows;
    for (std::size_t i = 0; i < treatments; ++i) {
        if (reference) {
            if (i != *reference) rows.push_back({i, *reference});
            continue;
        }
        for (std::size_t j = 0; j < i; ++j) rows.push_back({i, j});
    }
    return rows;
}

}  // namespace

Contributions contributions_of(const Network& network, const NetworkFit& fit, Paths paths,
                               std::optional<std::size_t> reference) {
    Contributions told;
    told.paths = paths;
    const std::size_t treatments = network.treatments.size();
    for (const Edge& edge : connection_of(network).edges)
        told.direct.push_back({edge.first, edge.second});
    told.rows = wanted_rows(treatments, reference);
    const Weights weights = weights_of(network, told.direct, fit.tau2);
    told.negative_weights = weights.negative;
    const std::size_t count = told.direct.size();
    told.by_direct = numerics::Matrix{told.rows.size(), count};
    told.flow = numerics::Matrix{told.rows.size(), count};
    told.by_study = numerics::Matrix{told.rows.size(), network.trials.size()};
    for (std::size_t r = 0; r < told.rows.size(); ++r) {
        const auto [treatment, other] = told.rows[r];
        std::vector<Stretch> stretches;
        for (std::size_t d = 0; d < count; ++d) {
            const auto [first, second] = told.direct[d];
            // Potentials of a unit current that enters at the treatment and leaves at the other one.
            const auto potential = [&](std::size_t node) {
                return covariance_cell(fit.covariance, node, treatment) -
                       covariance_cell(fit.covariance, node, other);
            };
            const double flow = weights.direct[d] * (potential(first) - potential(second));
            told.flow.at(r, d) = flow;
            if (flow > kNothing) stretches.push_back({first, second, d, flow});
            if (flow < -kNothing) stretches.push_back({second, first, d, -flow});
        }
        std::vector<double> share(count, 0.0);
        if (paths == Paths::shortest)
            part_by_streams(std::move(stretches), treatments, treatment, other, share);
        else
            part_by_walks(stretches, treatments, treatment, other, share);
        double sum = 0;
        for (const double part : share) sum += part;
        for (std::size_t d = 0; d < count; ++d)
            told.by_direct.at(r, d) = sum > 0 ? share[d] / sum : 0.0;
        for (const TrialWeight& of : weights.trials)
            if (weights.direct[of.direct] != 0)
                told.by_study.at(r, of.trial) +=
                    told.by_direct.at(r, of.direct) * of.weight / weights.direct[of.direct];
    }
    return told;
}

}  // namespace sinew::network
