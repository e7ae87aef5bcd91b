#include <sinew/multilevel/reading.hpp>

#include <sinew/multilevel/evaluation.hpp>
#include <sinew/numerics/distributions.hpp>
#include <sinew/numerics/eigen_view.hpp>

#include <fmt/format.h>
#include <algorithm>
#include <cmath>

namespace sinew::multilevel {
namespace {

using Eigen::MatrixXd;
using Eigen::VectorXd;
constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

double quantile_of(const MixedFit& fit) {
    const double upper = 0.5 + 0.5 * fit.settings.level;
    return std::isinf(fit.degrees) ? numerics::normal_quantile(upper)
                                   : numerics::student_quantile(upper, fit.degrees);
}

}  // namespace

Result<VarianceShares> variance_shares(const MixedModel& model, const MixedFit& fit) {
    SINEW_TRY(const Layout layout, Layout::of(model, false));
    const auto p = static_cast<Index>(layout.p);
    MatrixXd xwx = MatrixXd::Zero(p, p), xwwx = MatrixXd::Zero(p, p);
    double trace = 0;
    for (const Block& block : layout.blocks) {
        MatrixXd inverse;
        double log_det = 0;
        if (!invert_definite(block.v, inverse, log_det))
            return fail({ErrorCode::bad_input, "the known covariance is not positive definite", "V",
                         "see the fit"});
        const MatrixXd wx = inverse * block.x;
        trace += inverse.trace();
        xwx += block.x.transpose() * wx;
        xwwx += wx.transpose() * wx;
    }
    trace -= xwx.ldlt().solve(xwwx).trace();
    VarianceShares made{.typical = static_cast<double>(layout.k - layout.p) / trace};
    double sum = 0;
    for (const TermFit& term : fit.terms)
        sum += term.variance.size() == 1 ? term.variance[0] : kNan;
    made.i2 = 100 * sum / (sum + made.typical);
    for (const TermFit& term : fit.terms)
        made.by_term.push_back(
            term.variance.size() == 1 ? 100 * term.variance[0] / (sum + made.typical) : kNan);
    return made;
}

Result<Prediction> predict(const MixedModel& model, const MixedFit& fit, std::span<const double> x,
                           std::span<const std::size_t> columns) {
    if (x.size() != fit.p)
        return fail({ErrorCode::bad_input,
                     fmt::format("{} values for {} coefficients", x.size(), fit.p), "prediction",
                     "give a value for each column of the design"});
    const VectorXd at = numerics::view(x);
    const VectorXd b = numerics::view(std::span<const double>{fit.b});
    const double variance = at.dot(numerics::view(fit.vb) * at), quantile = quantile_of(fit);
    Prediction made{.pred = at.dot(b), .se = std::sqrt(variance)};
    double between = 0;
    std::size_t next = 0;
    for (std::size_t term = 0; term < fit.terms.size(); ++term) {
        const auto& v = fit.terms[term].variance;
        if (model.terms[term].design.rows > 0)
            between = kNan;  // depends on the new row of Z
        else if (v.size() == 1)
            between += v[0];
        else
            between += next < columns.size() && columns[next] < v.size() ? v[columns[next]] : kNan;
        next += v.size() > 1;
    }
    made.ci_lb = made.pred - quantile * made.se;
    made.ci_ub = made.pred + quantile * made.se;
    made.pi_lb = made.pred - quantile * std::sqrt(variance + between);
    made.pi_ub = made.pred + quantile * std::sqrt(variance + between);
    return made;
}

Result<std::vector<GroupEffect>> group_effects(const MixedModel& model, const MixedFit& fit) {
    SINEW_TRY(const Layout layout, Layout::of(model));
    const auto shapes = layout.shapes_at(numerics::view(std::span<const double>{fit.place}));
    const VectorXd b = numerics::view(std::span<const double>{fit.b});
    const MatrixXd c = numerics::view(fit.vb);
    const double quantile = quantile_of(fit);
    std::vector<GroupEffect> made;
    for (const Block& block : layout.blocks) {
        MatrixXd inverse;
        double log_det = 0;
        if (!invert_definite(covariance_of(block, shapes), inverse, log_det))
            return fail({ErrorCode::did_not_converge,
                         "the marginal covariance is not positive definite", "fit", "fit again"});
        const MatrixXd wx = inverse * block.x;
        const VectorXd wr = inverse * (block.y - block.x * b);
        const MatrixXd p = inverse - wx * c * wx.transpose();
        for (const TermInBlock& term : block.terms) {
            const MatrixXd spread = term.spread(shapes[term.term].g);
            const VectorXd value = spread * term.transposed_times(wr);
            const MatrixXd zp = term.transposed_times(p);
            const MatrixXd zpz = term.transposed_times(zp.transpose());
            const MatrixXd error = spread - spread * zpz * spread;
            for (Index i = 0; i < value.size(); ++i) {
                const auto at = static_cast<std::size_t>(i);
                const double se = std::sqrt(std::max(error(i, i), 0.0));
                made.push_back({.term = term.term,
                                .group = term.group[at],
                                .inner = static_cast<std::size_t>(term.inner[at]),
                                .value = value(i),
                                .se = se,
                                .pi_lb = value(i) - quantile * se,
                                .pi_ub = value(i) + quantile * se});
            }
        }
    }
    std::stable_sort(made.begin(), made.end(), [](const GroupEffect& a, const GroupEffect& other) {
        return std::tie(a.term, a.group, a.inner) < std::tie(other.term, other.group, other.inner);
    });
    return made;
}

}  // namespace sinew::multilevel
