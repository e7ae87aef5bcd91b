#include <sinew/multilevel/fit.hpp>

#include <sinew/multilevel/fit_tables.hpp>
#include <sinew/multilevel/identification.hpp>
#include <sinew/numerics/distributions.hpp>

#include <cmath>

namespace sinew::multilevel {
namespace {

using Eigen::MatrixXd;
using Eigen::VectorXd;

/// Variance between rows beyond V, by the method of moments from ordinary least squares; at least a tenth of the mean V.
double moment_variance(const Layout& layout) {
    const auto p = static_cast<Index>(layout.p);
    MatrixXd xx = MatrixXd::Zero(p, p), inverse;
    VectorXd xy = VectorXd::Zero(p);
    for (const Block& block : layout.blocks) {
        xx += block.x.transpose() * block.x;
        xy += block.x.transpose() * block.y;
    }
    double log_det = 0;
    if (!invert_definite(xx, inverse, log_det)) return 1;
    const VectorXd b = inverse * xy;
    double rss = 0, sampling = 0, mean = 0;
    for (const Block& block : layout.blocks) {
        rss += (block.y - block.x * b).squaredNorm();
        const MatrixXd leverage = (block.x * inverse).cwiseProduct(block.x);
        sampling += (block.v.diagonal().array() * (1 - leverage.rowwise().sum().array())).sum();
        mean += block.v.trace() / static_cast<double>(layout.k);
    }
    return std::max((rss - sampling) / static_cast<double>(layout.k - layout.p), 0.1 * mean);
}

/// All terms at `share` of the variance each.
VectorXd place_with(const Layout& layout, const std::vector<double>& variance) {
    VectorXd place(static_cast<Index>(layout.coordinates.size()));
    for (std::size_t term = 0; term < layout.shapes.size(); ++term) {
        const VectorXd part = layout.shapes[term].start(variance[term]);
        place.segment(static_cast<Index>(layout.first_coordinate[term]), part.size()) = part;
    }
    return place;
}

/// One place for each term that holds most of the variance, and one with almost none.
std::vector<VectorXd> further_starts(const Layout& layout, double variance) {
    std::vector<VectorXd> starts;
    const std::size_t terms = layout.shapes.size();
    for (std::size_t big = 0; big < terms && terms > 1; ++big) {
        std::vector<double> shares(terms, 0.05 * variance);
        shares[big] = variance;
        starts.push_back(place_with(layout, shares));
    }
    starts.push_back(place_with(layout, std::vector<double>(terms, 1e-3 * variance)));
    starts.push_back(place_with(layout, std::vector<double>(terms, 4 * variance)));
    for (std::size_t at = 0; at < layout.coordinates.size(); ++at)
        if (layout.coordinates[at].kind == Coordinate::Kind::correlation)
            for (const double share : {0.1, 0.9}) {
                VectorXd place = starts.front();
                const Coordinate& c = layout.coordinates[at];
                place(static_cast<Index>(at)) = c.low + share * (c.high - c.low);
                starts.push_back(place);
            }
    return starts;
}

/// A component at its bound, a correlation, or a top flat in some direction: one climb does not prove the top.
bool doubtful(const Climb& first, const Layout& layout) {
    if (!first.converged) return true;
    for (std::size_t i = 0; i < layout.coordinates.size(); ++i)
        if (first.at_bound[i] || layout.coordinates[i].kind != Coordinate::Kind::variance)
            return true;
    if (first.place.size() < 2) return false;
    const VectorXd scale = first.top.expected.diagonal().array().sqrt().inverse();
    const MatrixXd scaled = scale.asDiagonal() * first.top.observed * scale.asDiagonal();
    return !(Eigen::SelfAdjointEigenSolver<MatrixXd>{scaled, Eigen::EigenvaluesOnly}
                 .eigenvalues()
                 .minCoeff() > 0.02);
}

void climb_again(Climb& best, Convergence& report, const Objective& objective, const Layout& layout,
                 double variance, const FitSettings& settings) {
    for (const VectorXd& start : further_starts(layout, variance)) {
        Climb other = climb(objective, layout.coordinates, start, settings);
        report.evaluations += other.evaluations;
        ++report.starts;
        if (!other.top.defined) continue;
        const double gain = other.top.log_likelihood - best.top.log_likelihood;
        const double grain = 1e-8 * (1 + std::fabs(best.top.log_likelihood));
        if (other.converged && best.converged && std::fabs(gain) > grain) report.other_top = true;
        if ((other.converged && !best.converged) ||
            (other.converged == best.converged && gain > grain))
            best = std::move(other);
    }
}

void add_warnings(MixedFit& fit) {
    for (const TermFit& term : fit.terms) {
        for (const double rho : term.correlation)
            if (std::fabs(rho) > 1 - 1e-9)
                fit.warnings.push_back("rho of " + term.name + " is at the end of its range");
    }
    if (fit.convergence.other_top)
        fit.warnings.emplace_back(
            "the likelihood has more than one top; the highest found is given");
}

}  // namespace

Result<MixedFit> fit_mixed(const MixedModel& model, const FitSettings& settings) {
    SINEW_TRY(const Layout layout, Layout::of(model));
    SINEW_TRY(const Layout by_v, Layout::of(model, false));
    const Objective objective = [&](const VectorXd& place) {
        return evaluate(layout, place, settings.criterion);
    };
    const double variance = moment_variance(layout);
    const double terms = static_cast<double>(std::max<std::size_t>(layout.shapes.size(), 1));
    const VectorXd start =
        place_with(layout, std::vector<double>(layout.shapes.size(), variance / terms));
    SINEW_TRY(const bool told_apart, identified(model, layout, objective(start)));
    (void)told_apart;
    Climb best = climb(objective, layout.coordinates, start, settings);
    Convergence report{.evaluations = best.evaluations};
    if (!layout.coordinates.empty() && settings.several_starts && doubtful(best, layout))
        climb_again(best, report, objective, layout, variance, settings);
    if (!best.top.defined || !best.converged)
        return fail(
            {ErrorCode::did_not_converge, "the likelihood has no top that could be reached",
             "components",
             "hold a component, leave out a random term, or look for rows with extreme variances"});
    report.steps = best.steps;
    report.gradient = best.gradient;
    SINEW_TRY(MixedFit fit, tables_of(model, layout, best, settings));
    fit.convergence = report;
    fit.qe = evaluate(by_v, VectorXd{}, Criterion::ml).rss;
    fit.qe_p = numerics::chi_squared_upper_tail(fit.qe, static_cast<double>(fit.k - fit.p));
    add_warnings(fit);
    return fit;
}

}  // namespace sinew::multilevel
