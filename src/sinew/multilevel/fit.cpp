#include <sinew/multilevel/fit.hpp>

#include <sinew/multilevel/fit_tables.hpp>
#include <sinew/multilevel/identification.hpp>
#include <sinew/multilevel/model_check.hpp>
#include <sinew/multilevel/nested_rows.hpp>
#include <sinew/multilevel/turned_block.hpp>
#include <sinew/numerics/distributions.hpp>
#include <sinew/numerics/eigen_view.hpp>

#include <cmath>

namespace sinew::multilevel {
namespace {

using Eigen::MatrixXd;
using Eigen::VectorXd;

/// Variance between rows beyond V, by the method of moments from ordinary least squares; at least a tenth of the mean V.
double moment_variance(const MixedModel& model) {
    const auto x = numerics::view(model.x);
    const auto y = numerics::view(std::span<const double>{model.y});
    const auto v = numerics::view(std::span<const double>{model.v.variance});
    const MatrixXd inverse = (x.transpose() * x).inverse();
    const double rss = (y - x * (inverse * (x.transpose() * y))).squaredNorm();
    const VectorXd leverage = (x * inverse).cwiseProduct(x).rowwise().sum();
    const double sampling = v.dot(VectorXd::Ones(v.size()) - leverage);
    return std::max((rss - sampling) / static_cast<double>(y.size() - x.cols()), 0.1 * v.mean());
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

/// A top, not a saddle: no way up among the coordinates, and no standard deviation resting at 0 where every slope vanishes.
bool true_top(const Climb& climb, const Layout& layout) {
    std::vector<Index> free;
    for (std::size_t i = 0; i < layout.coordinates.size(); ++i) {
        const auto at = static_cast<Index>(i);
        const bool at_end = climb.place(at) <= layout.coordinates[i].low ||
                            climb.place(at) >= layout.coordinates[i].high;
        if (at_end && layout.coordinates[i].kind != Coordinate::Kind::variance) return false;
        if (!at_end) free.push_back(at);
    }
    MatrixXd part(free.size(), free.size());
    for (Index a = 0; a < part.rows(); ++a)
        for (Index b = 0; b < part.rows(); ++b)
            part(a, b) = climb.top.observed(free[static_cast<std::size_t>(a)],
                                            free[static_cast<std::size_t>(b)]);
    return part.size() == 0 || part.llt().info() == Eigen::Success;
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
        if (other.converged && best.converged && std::fabs(gain) > grain &&
            true_top(gain > 0 ? best : other, layout))
            report.other_top = true;
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

namespace {

/// Where to look for the top and what to read off it.
struct Ground {
    Layout layout = {};
    std::optional<NestedRows> nested = {};
    double qe = 0;
};

/// Sum of squares against V alone.
double rss_by_v(const Layout& layout) {
    const auto p = static_cast<Index>(layout.p);
    MatrixXd xx = MatrixXd::Zero(p, p);
    VectorXd xy = VectorXd::Zero(p);
    std::vector<std::pair<MatrixXd, VectorXd>> rooted;
    for (const Block& block : layout.blocks) {
        auto& [x, y] = rooted.emplace_back(block.x, block.y);
        if (block.turned) {
            block.turned->whiten(x, y);
        } else {
            const Eigen::LLT<MatrixXd> llt{block.v};
            llt.matrixL().solveInPlace(x);
            llt.matrixL().solveInPlace(y);
        }
        xx += x.transpose() * x;
        xy += x.transpose() * y;
    }
    const VectorXd b = xx.llt().solve(xy);
    double rss = 0;
    for (const auto& [x, y] : rooted) rss += (y - x * b).squaredNorm();
    return rss;
}

Result<Ground> ground_of(const MixedModel& model) {
    SINEW_TRY(Layout layout, Layout::without_blocks(model));
    Ground made{.layout = std::move(layout)};
    made.nested = NestedRows::of(model, made.layout);
    if (made.nested) {
        Layout plain = made.layout;
        plain.shapes.clear();
        plain.coordinates.clear();
        made.qe = NestedRows::of(model, plain)->evaluate(VectorXd{}, Criterion::ml).rss;
        return made;
    }
    SINEW_TRY(made.layout, Layout::with_blocks(model));
    turn_blocks(made.layout);  // before the check, which turned blocks mostly spare
    SINEW_TRY(const bool definite, checked_blocks(made.layout));
    (void)definite;
    made.qe = rss_by_v(made.layout);
    return made;
}

}  // namespace

Result<MixedFit> fit_mixed(const MixedModel& model, const FitSettings& settings) {
    SINEW_TRY(const Ground ground, ground_of(model));
    const Layout& layout = ground.layout;
    const Objective objective = [&](const VectorXd& place) {
        return ground.nested ? ground.nested->evaluate(place, settings.criterion)
                             : evaluate(layout, place, settings.criterion);
    };
    const double variance = moment_variance(model);
    const double terms = static_cast<double>(std::max<std::size_t>(layout.shapes.size(), 1));
    const VectorXd start =
        place_with(layout, std::vector<double>(layout.shapes.size(), variance / terms));
    Evaluation at_start = objective(start);
    SINEW_TRY(const bool told_apart, identified(model, layout, at_start));
    (void)told_apart;
    Climb best = climb_from(objective, layout.coordinates, start, std::move(at_start), settings);
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
    fit.qe = ground.qe;
    fit.qe_p = numerics::chi_squared_upper_tail(fit.qe, static_cast<double>(fit.k - fit.p));
    add_warnings(fit);
    return fit;
}

}  // namespace sinew::multilevel
