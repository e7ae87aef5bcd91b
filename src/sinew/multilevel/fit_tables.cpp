#include <sinew/multilevel/fit_tables.hpp>

#include <sinew/numerics/distributions.hpp>
#include <sinew/numerics/eigen_view.hpp>

#include <fmt/format.h>
#include <cmath>

namespace sinew::multilevel {
namespace {

using Eigen::MatrixXd;
using Eigen::VectorXd;
constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

/// Inverse of the observed information among the coordinates off their bounds; NaN elsewhere.
MatrixXd covariance_of_coordinates(const Climb& top) {
    const Index q = top.place.size();
    MatrixXd whole = MatrixXd::Constant(q, q, kNan);
    std::vector<Index> free;
    for (Index i = 0; i < q; ++i)
        if (!top.at_bound[static_cast<std::size_t>(i)] && top.top.expected(i, i) > 0)
            free.push_back(i);
    if (free.empty()) return whole;
    const auto n = static_cast<Index>(free.size());
    MatrixXd part(n, n), inverse;
    for (Index a = 0; a < n; ++a)
        for (Index b = 0; b < n; ++b)
            part(a, b) = top.top.observed(free[static_cast<std::size_t>(a)],
                                          free[static_cast<std::size_t>(b)]);
    double log_det = 0;
    if (!invert_definite(part, inverse, log_det)) return whole;
    for (Index a = 0; a < n; ++a)
        for (Index b = 0; b < n; ++b)
            whole(free[static_cast<std::size_t>(a)], free[static_cast<std::size_t>(b)]) =
                inverse(a, b);
    return whole;
}

/// Standard error of a quantity with derivatives `slope` by the free coordinates of one term.
double delta_se(const VectorXd& slope, const MatrixXd& covariance) {
    double sum = 0;
    for (Index a = 0; a < slope.size(); ++a)
        for (Index b = 0; b < slope.size(); ++b)
            if (slope(a) != 0 && slope(b) != 0) sum += slope(a) * slope(b) * covariance(a, b);
    return sum > 0 ? std::sqrt(sum) : kNan;
}

TermFit term_fit(const RandomTerm& term, const TermShape& shape, const ShapeAt& at,
                 const MatrixXd& covariance, std::size_t groups) {
    TermFit made{.name = term.name, .groups = groups, .g = numerics::matrix_of(at.g)};
    const auto q = at.g.rows();
    const auto coordinates = static_cast<Index>(at.first.size());
    const auto slope_of = [&](auto&& derivative) {
        VectorXd slope(coordinates);
        for (Index i = 0; i < coordinates; ++i)
            slope(i) = derivative(at.first[static_cast<std::size_t>(i)]);
        return slope;
    };
    for (std::size_t index = 0; index < shape.variances(); ++index) {
        const auto c = static_cast<Index>(index);
        made.variance.push_back(at.g(c, c));
        made.at_zero.push_back(!shape.held_variance(index) && at.g(c, c) <= 0);
        made.se_variance.push_back(
            shape.held_variance(index)
                ? kNan
                : delta_se(slope_of([&](const MatrixXd& d) { return d(c, c); }), covariance));
    }
    const auto add_correlation = [&](Index r, Index c) {
        const std::size_t index = made.correlation.size();
        const double root = std::sqrt(at.g(r, r) * at.g(c, c)), rho = at.g(r, c) / root;
        made.correlation.push_back(root > 0 ? rho : kNan);
        const VectorXd slope = slope_of([&](const MatrixXd& d) {
            return d(r, c) / root - 0.5 * rho * (d(r, r) / at.g(r, r) + d(c, c) / at.g(c, c));
        });
        made.se_correlation.push_back(
            shape.held_correlation(index) || !(root > 0) ? kNan : delta_se(slope, covariance));
    };
    if (shape.correlations() == 1)
        add_correlation(1, 0);
    else
        for (Index c = 0; shape.correlations() > 0 && c < q; ++c)
            for (Index r = c + 1; r < q; ++r) add_correlation(r, c);
    return made;
}

void add_criteria(MixedFit& fit) {
    const double n =
        static_cast<double>(fit.settings.criterion == Criterion::reml ? fit.k - fit.p : fit.k);
    const double parameters = static_cast<double>(fit.p + fit.components);
    fit.deviance = -2 * fit.log_likelihood;
    fit.aic = fit.deviance + 2 * parameters;
    fit.bic = fit.deviance + parameters * std::log(n);
    const double size = std::max(n, parameters + 2);
    fit.aicc = fit.deviance + 2 * parameters * size / (size - parameters - 1);
}

Result<bool> add_wald_test(MixedFit& fit, const MixedModel& model) {
    fit.tested = fit.settings.tested;
    if (fit.tested.empty())
        for (std::size_t column = 0; column < fit.p; ++column)
            if (column >= model.names.size() || model.names[column] != "intrcpt" || fit.p == 1)
                fit.tested.push_back(column);
    const auto m = static_cast<Index>(fit.tested.size());
    MatrixXd part(m, m), inverse;
    VectorXd b(m);
    for (Index a = 0; a < m; ++a) {
        const std::size_t at = fit.tested[static_cast<std::size_t>(a)];
        if (at >= fit.p)
            return fail(
                {ErrorCode::bad_input, "a coefficient that is not in the model was to be tested",
                 fmt::format("coefficient {}", at + 1), fmt::format("the model has {}", fit.p)});
        b(a) = fit.b[at];
        for (Index c = 0; c < m; ++c)
            part(a, c) = fit.vb.at(at, fit.tested[static_cast<std::size_t>(c)]);
    }
    double log_det = 0;
    if (!invert_definite(part, inverse, log_det)) {
        fit.qm = fit.qm_p = kNan;
        return true;
    }
    fit.qm = b.dot(inverse * b);
    if (fit.settings.quantile == Quantile::z) {
        fit.qm_p = numerics::chi_squared_upper_tail(fit.qm, static_cast<double>(m));
    } else {
        fit.qm /= static_cast<double>(m);
        fit.qm_p = numerics::fisher_upper_tail(fit.qm, static_cast<double>(m), fit.degrees);
    }
    return true;
}

}  // namespace

void test_coefficients(MixedFit& fit, const std::vector<double>& degrees) {
    const double upper = 0.5 + 0.5 * fit.settings.level;
    fit.stat.clear();
    fit.pval.clear();
    fit.ci_lb.clear();
    fit.ci_ub.clear();
    for (std::size_t i = 0; i < fit.b.size(); ++i) {
        const bool z = std::isinf(degrees[i]);
        const double stat = fit.b[i] / fit.se[i];
        const double quantile =
            z ? numerics::normal_quantile(upper) : numerics::student_quantile(upper, degrees[i]);
        fit.stat.push_back(stat);
        fit.pval.push_back(2 * (z ? numerics::normal_cdf(-std::fabs(stat))
                                  : numerics::student_cdf(-std::fabs(stat), degrees[i])));
        fit.ci_lb.push_back(fit.b[i] - quantile * fit.se[i]);
        fit.ci_ub.push_back(fit.b[i] + quantile * fit.se[i]);
    }
}

Result<MixedFit> tables_of(const MixedModel& model, const Layout& layout, const Climb& top,
                           const FitSettings& settings) {
    MixedFit fit;
    fit.settings = settings;
    fit.k = layout.k;
    fit.p = layout.p;
    fit.components = layout.coordinates.size();
    fit.degrees = settings.quantile == Quantile::t ? static_cast<double>(fit.k - fit.p)
                                                   : std::numeric_limits<double>::infinity();
    for (Index i = 0; i < top.top.b.size(); ++i) {
        fit.b.push_back(top.top.b(i));
        fit.se.push_back(std::sqrt(top.top.vb(i, i)));
    }
    fit.vb = numerics::matrix_of(top.top.vb);
    test_coefficients(fit, std::vector<double>(fit.p, fit.degrees));
    fit.place.assign(top.place.data(), top.place.data() + top.place.size());
    fit.log_likelihood = top.top.log_likelihood;
    add_criteria(fit);
    SINEW_TRY(const bool tested, add_wald_test(fit, model));
    (void)tested;
    const MatrixXd covariance = covariance_of_coordinates(top);
    const auto shapes = layout.shapes_at(top.place);
    for (std::size_t term = 0; term < layout.shapes.size(); ++term) {
        const auto from = static_cast<Index>(layout.first_coordinate[term]);
        const auto count = static_cast<Index>(layout.first_coordinate[term + 1]) - from;
        fit.terms.push_back(term_fit(model.terms[term], layout.shapes[term], shapes[term],
                                     covariance.block(from, from, count, count),
                                     layout.groups[term]));
    }
    return fit;
}

}  // namespace sinew::multilevel
