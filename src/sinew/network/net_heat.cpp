#include <sinew/network/inconsistency.hpp>
#include <sinew/numerics/eigen_view.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace sinew::network {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

/// What each design says when its trials are pooled alone.
struct DesignLevel {
    VectorXd y;
    MatrixXd v, x;
    std::vector<HeatRow> rows;
};

Result<DesignLevel> pooled_designs(const Network& network, const std::vector<Design>& designs,
                                   double tau2) {
    std::size_t count = 0;
    for (const Design& design : designs) count += design.treatments.size() - 1;
    const auto size = static_cast<Index>(count);
    const auto shared = static_cast<Index>(network.treatments.size()) - 1;
    DesignLevel level{
        VectorXd::Zero(size), MatrixXd::Zero(size, size), MatrixXd::Zero(size, shared), {}};
    Index at = 0;
    for (std::size_t d = 0; d < designs.size(); ++d) {
        const Design& design = designs[d];
        Network alone;
        for (const std::size_t t : design.trials) alone.trials.push_back(network.trials[t]);
        for (Trial& trial : alone.trials)
            for (std::size_t& treatment : trial.treatments)
                treatment = static_cast<std::size_t>(
                    std::ranges::lower_bound(design.treatments, treatment) -
                    design.treatments.begin());
        for (const std::size_t treatment : design.treatments)
            alone.treatments.push_back(network.treatments[treatment]);
        const auto blocks = consistency_blocks(alone);
        SINEW_TRY(const BlockFit fit, fit_blocks_at(blocks, tau2));
        const auto own = static_cast<Index>(fit.b.size());
        level.y.segment(at, own) = numerics::view(std::span<const double>{fit.b});
        level.v.block(at, at, own, own) = numerics::view(fit.covariance);
        for (std::size_t i = 1; i < design.treatments.size(); ++i) {
            const std::size_t treatment = design.treatments[i], base = design.treatments[0];
            const Index row = at + static_cast<Index>(i) - 1;
            level.x(row, static_cast<Index>(treatment) - 1) += 1;
            if (base > 0) level.x(row, static_cast<Index>(base) - 1) -= 1;
            level.rows.push_back({d, treatment, base});
        }
        at += own;
    }
    return level;
}

/// Residual times weighted residual of each row: they add up to Q between designs.
/// @return nothing when the design matrix cannot tell its parameters apart
std::optional<VectorXd> shares_of_q(const DesignLevel& level, const MatrixXd& weight,
                                    const MatrixXd& design) {
    const MatrixXd weighted = weight * design;
    const MatrixXd cross = design.transpose() * weighted;
    if (Eigen::ColPivHouseholderQR<MatrixXd>{design}.rank() < design.cols()) return {};
    const VectorXd b = Eigen::LLT<MatrixXd>{cross}.solve(weighted.transpose() * level.y);
    const VectorXd residual = level.y - design * b;
    return residual.cwiseProduct(weight * residual);
}

/// Order of the leaves of a clustering with complete linkage: hot spots come together.
std::vector<std::size_t> clustered(const MatrixXd& heat) {
    const auto count = static_cast<std::size_t>(heat.rows());
    MatrixXd distance = MatrixXd::Zero(heat.rows(), heat.rows());
    for (Index i = 0; i < heat.rows(); ++i)
        for (Index j = 0; j < heat.rows(); ++j)
            distance(i, j) = (heat.row(i) - heat.row(j)).cwiseAbs().sum() +
                             (heat.col(i) - heat.col(j)).cwiseAbs().sum();
    std::vector<std::vector<std::size_t>> groups;
    for (std::size_t i = 0; i < count; ++i) groups.push_back({i});
    const auto apart = [&](const auto& a, const auto& b) {
        double most = 0;
        for (const std::size_t i : a)
            for (const std::size_t j : b)
                most = std::max(most, distance(static_cast<Index>(i), static_cast<Index>(j)));
        return most;
    };
    while (groups.size() > 1) {
        std::size_t first = 0, second = 1;
        double nearest = apart(groups[0], groups[1]);
        for (std::size_t i = 0; i < groups.size(); ++i)
            for (std::size_t j = i + 1; j < groups.size(); ++j)
                if (const double gap = apart(groups[i], groups[j]); gap < nearest) {
                    nearest = gap;
                    first = i;
                    second = j;
                }
        groups[first].insert(groups[first].end(), groups[second].begin(), groups[second].end());
        groups.erase(groups.begin() + static_cast<std::ptrdiff_t>(second));
    }
    return groups.empty() ? std::vector<std::size_t>{} : groups.front();
}

/// The heat of every row when one design is detached; empty columns for designs that cannot be.
MatrixXd detached_heat(const DesignLevel& level, const MatrixXd& weight, const VectorXd& before,
                       const std::vector<Design>& designs, std::vector<bool>& usable) {
    const auto size = static_cast<Index>(level.rows.size());
    MatrixXd heat = MatrixXd::Zero(size, size);
    usable.assign(designs.size(), false);
    Index at = 0;
    for (std::size_t d = 0; d < designs.size(); ++d) {
        const auto own = static_cast<Index>(designs[d].treatments.size()) - 1;
        MatrixXd wider(size, level.x.cols() + own);
        wider << level.x, MatrixXd::Zero(size, own);
        for (Index i = 0; i < own; ++i) wider(at + i, level.x.cols() + i) = 1;
        if (const auto after = shares_of_q(level, weight, wider)) {
            usable[d] = true;
            for (Index i = 0; i < own; ++i) heat.col(at + i) = before - *after;
        }
        at += own;
    }
    return heat;
}

}  // namespace

Result<std::optional<NetHeat>> net_heat(const Network& network, double tau2) {
    const auto designs = designs_of(network);
    SINEW_TRY(const DesignLevel level, pooled_designs(network, designs, tau2));
    if (level.rows.size() < network.treatments.size() + 1) return std::optional<NetHeat>{};
    const MatrixXd weight =
        Eigen::LLT<MatrixXd>{level.v}.solve(MatrixXd::Identity(level.v.rows(), level.v.cols()));
    const auto before = shares_of_q(level, weight, level.x);
    if (!before)
        return fail(
            {ErrorCode::bad_input, "the network is not connected", "", "look at one sub-network"});
    std::vector<bool> usable;
    const MatrixXd all = detached_heat(level, weight, *before, designs, usable);
    std::vector<std::size_t> kept;
    for (std::size_t row = 0; row < level.rows.size(); ++row)
        if (usable[level.rows[row].design]) kept.push_back(row);
    if (kept.size() < 2) return std::optional<NetHeat>{};
    const MatrixXd cross = level.x.transpose() * weight * level.x;
    const MatrixXd hat = level.x * Eigen::LLT<MatrixXd>{cross}.solve(level.x.transpose() * weight);
    MatrixXd heat(static_cast<Index>(kept.size()), static_cast<Index>(kept.size()));
    for (std::size_t i = 0; i < kept.size(); ++i)
        for (std::size_t j = 0; j < kept.size(); ++j)
            heat(static_cast<Index>(i), static_cast<Index>(j)) =
                all(static_cast<Index>(kept[i]), static_cast<Index>(kept[j]));
    const auto order = clustered(heat);
    NetHeat net;
    net.designs = designs;
    net.tau2 = tau2;
    net.share = numerics::Matrix{kept.size(), kept.size()};
    net.heat = numerics::Matrix{kept.size(), kept.size()};
    for (std::size_t i = 0; i < kept.size(); ++i) {
        net.rows.push_back(level.rows[kept[order[i]]]);
        for (std::size_t j = 0; j < kept.size(); ++j) {
            const auto row = static_cast<Index>(kept[order[i]]);
            const auto column = static_cast<Index>(kept[order[j]]);
            net.share.at(i, j) = hat(row, column);
            net.heat.at(i, j) = all(row, column);
        }
    }
    return std::optional{std::move(net)};
}

}  // namespace sinew::network
