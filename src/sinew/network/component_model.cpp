#include <sinew/base/text.hpp>
#include <sinew/network/component_model.hpp>
#include <sinew/network/connection.hpp>
#include <sinew/numerics/distributions.hpp>
#include <sinew/numerics/eigen_view.hpp>

#include <algorithm>
#include <cmath>
#include <set>

namespace sinew::network {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr double kOutside = 1e-7;  // longer than this outside the data's space: not identified

std::vector<std::string> pieces_of(const std::string& treatment, const std::string& separator) {
    std::vector<std::string> pieces;
    std::size_t start = 0;
    for (;;) {
        const std::size_t end = treatment.find(separator, start);
        pieces.emplace_back(trim(std::string_view{treatment}.substr(
            start, end == std::string::npos ? std::string::npos : end - start)));
        if (end == std::string::npos) return pieces;
        start = end + separator.size();
    }
}

Result<ComponentFit> with_parts(const Network& network, const ComponentSettings& settings) {
    ComponentFit fit;
    fit.settings = settings;
    if (settings.separator.empty())
        return fail({ErrorCode::bad_input, "the separator of components is empty", "--components",
                     "give the sign that stands between components, such as +"});
    if (!settings.inactive.empty() && !network.treatment(settings.inactive))
        return fail({ErrorCode::not_found, "no treatment is called " + settings.inactive,
                     "--inactive", "name one of the treatments"});
    std::set<std::string> names;
    for (const std::string& treatment : network.treatments) {
        if (treatment == settings.inactive) continue;
        for (std::string& piece : pieces_of(treatment, settings.separator)) {
            if (piece.empty())
                return fail({ErrorCode::bad_input,
                             "the treatment " + treatment + " has a component without a name", "",
                             "write components as A" + settings.separator + "B"});
            names.insert(std::move(piece));
        }
    }
    fit.components.assign(names.begin(), names.end());
    fit.parts = numerics::Matrix{network.treatments.size(), fit.components.size()};
    for (std::size_t t = 0; t < network.treatments.size(); ++t) {
        if (network.treatments[t] == settings.inactive) continue;
        for (const std::string& piece : pieces_of(network.treatments[t], settings.separator))
            fit.parts.at(t,
                         static_cast<std::size_t>(std::ranges::lower_bound(fit.components, piece) -
                                                  fit.components.begin())) = 1;
    }
    return fit;
}

MatrixXd additive_rows(const Trial& trial, const numerics::Matrix& parts) {
    const auto view = numerics::view(parts);
    MatrixXd rows(static_cast<Index>(trial.y.size()), view.cols());
    for (std::size_t i = 0; i < trial.y.size(); ++i)
        rows.row(static_cast<Index>(i)) = view.row(static_cast<Index>(trial.treatments[i + 1])) -
                                          view.row(static_cast<Index>(trial.treatments[0]));
    return rows;
}

/// An orthonormal basis of the combinations of components that some trial speaks about.
MatrixXd basis_of(const std::vector<MatrixXd>& rows, Index components) {
    MatrixXd cross = MatrixXd::Zero(components, components);
    for (const MatrixXd& trial : rows) cross += trial.transpose() * trial;
    const Eigen::SelfAdjointEigenSolver<MatrixXd> solved{cross};
    const double largest = std::max(solved.eigenvalues().maxCoeff(), 0.0);
    Index zero = 0;
    while (zero < components && solved.eigenvalues()[zero] <= 1e-10 * largest) ++zero;
    return solved.eigenvectors().rightCols(components - zero);
}

std::optional<Comparison> told(const ComponentFit& fit, const VectorXd& by) {
    const VectorXd inside = numerics::view(fit.identified) * by;
    if ((inside - by).norm() > kOutside) return {};
    const double b = by.dot(numerics::view(std::span<const double>{fit.b}));
    const double variance = by.dot(numerics::view(fit.covariance) * by);
    return comparison_of(b, std::sqrt(std::max(0.0, variance)), fit.tau2, fit.Q.df,
                         fit.settings.fit);
}

QStatistic statistic(double q, std::size_t df) {
    const double value = df > 0 ? std::max(0.0, q) : 0.0;
    return {value, df,
            df > 0 ? numerics::chi_squared_upper_tail(value, static_cast<double>(df)) : 1.0};
}

}  // namespace

std::optional<Comparison> ComponentFit::compare(std::size_t treatment, std::size_t other) const {
    const auto view = numerics::view(parts);
    return told(*this,
                (view.row(static_cast<Index>(treatment)) - view.row(static_cast<Index>(other)))
                    .transpose());
}

Result<ComponentFit> fit_components(const Network& network, const ComponentSettings& settings) {
    SINEW_TRY(ComponentFit fit, with_parts(network, settings));
    std::vector<MatrixXd> rows;
    for (const Trial& trial : network.trials) rows.push_back(additive_rows(trial, fit.parts));
    const auto components = static_cast<Index>(fit.components.size());
    const MatrixXd basis = basis_of(rows, components);
    if (basis.cols() == 0)
        return fail({ErrorCode::bad_input, "no trial tells one component from another",
                     "--components", "look at the names of the treatments"});
    std::vector<Block> blocks;
    for (std::size_t t = 0; t < network.trials.size(); ++t)
        blocks.push_back({network.trials[t].y, &network.trials[t].covariance,
                          numerics::matrix_of(rows[t] * basis)});
    SINEW_TRY(const BlockFit fitted, fit_blocks(blocks, settings.fit.method));
    fit.rank = static_cast<std::size_t>(basis.cols());
    fit.tau2 = fitted.tau2;
    fit.Q = statistic(fitted.Q, fitted.effects - fit.rank);
    const VectorXd b = basis * numerics::view(std::span<const double>{fitted.b});
    fit.b.assign(b.begin(), b.end());
    fit.covariance =
        numerics::matrix_of(basis * numerics::view(fitted.covariance) * basis.transpose());
    fit.identified = numerics::matrix_of(basis * basis.transpose());
    for (std::size_t c = 0; c < fit.components.size(); ++c)
        fit.effects.push_back(
            {fit.components[c], told(fit, VectorXd::Unit(components, static_cast<Index>(c)))});
    if (connection_of(network).connected()) {
        const std::size_t free = network.treatments.size() - 1;
        SINEW_TRY(const BlockFit usual, fit_blocks_at(consistency_blocks(network), 0));
        fit.interaction = statistic(fitted.Q - usual.Q, free - fit.rank);
    }
    return fit;
}

}  // namespace sinew::network
