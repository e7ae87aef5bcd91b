#include <sinew/multilevel/robust.hpp>

#include <sinew/multilevel/evaluation.hpp>
#include <sinew/multilevel/fit_tables.hpp>
#include <sinew/numerics/distributions.hpp>
#include <sinew/numerics/eigen_view.hpp>

#include <fmt/format.h>
#include <cmath>
#include <map>

namespace sinew::multilevel {
namespace {

using Eigen::MatrixXd;
using Eigen::VectorXd;
constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr double kNullShare = 1e-12;  // of the largest eigenvalue: directions the fit used up

/// One cluster: its blocks side by side.
struct Cluster {
    MatrixXd covariance, x;
    VectorXd residual;
    MatrixXd weighted;  ///< A' W X: rows of the cluster, columns of X
};

tl::unexpected<Error> refuse(std::string where, std::string what, std::string hint) {
    return fail({ErrorCode::bad_input, std::move(what), std::move(where), std::move(hint)});
}

/// m^(-1/2) on the space where m is not null.
MatrixXd inverse_root(const MatrixXd& m) {
    const Eigen::SelfAdjointEigenSolver<MatrixXd> eigen{m};
    const double most = eigen.eigenvalues().cwiseAbs().maxCoeff();
    VectorXd root = eigen.eigenvalues();
    for (Index i = 0; i < root.size(); ++i)
        root(i) = root(i) > kNullShare * most ? 1 / std::sqrt(root(i)) : 0;
    return eigen.eigenvectors() * root.asDiagonal() * eigen.eigenvectors().transpose();
}

Result<std::vector<Cluster>> clusters_of(const Layout& layout, const std::vector<ShapeAt>& shapes,
                                         const VectorXd& b, std::span<const std::size_t> cluster) {
    std::map<std::size_t, std::vector<std::size_t>> blocks_of;
    for (std::size_t at = 0; at < layout.blocks.size(); ++at) {
        const auto& rows = layout.blocks[at].rows;
        for (const std::size_t row : rows)
            if (cluster[row] != cluster[rows.front()])
                return refuse(
                    fmt::format("rows {} and {}", rows.front() + 1, row + 1),
                    "a random term or a known covariance joins rows of different clusters",
                    "give a cluster that holds all rows that depend on each other");
        blocks_of[cluster[rows.front()]].push_back(at);
    }
    std::vector<Cluster> made;
    for (const auto& [name, blocks] : blocks_of) {
        Index size = 0;
        for (const std::size_t at : blocks)
            size += static_cast<Index>(layout.blocks[at].rows.size());
        Cluster& here = made.emplace_back();
        here.covariance = MatrixXd::Zero(size, size);
        here.x.resize(size, static_cast<Index>(layout.p));
        here.residual.resize(size);
        Index from = 0;
        for (const std::size_t at : blocks) {
            const Block& block = layout.blocks[at];
            const auto m = static_cast<Index>(block.rows.size());
            here.covariance.block(from, from, m, m) = covariance_of(block, shapes);
            here.x.middleRows(from, m) = block.x;
            here.residual.segment(from, m) = block.y - block.x * b;
            from += m;
        }
    }
    return made;
}

double factor_of(Correction correction, double clusters, double k, double p) {
    switch (correction) {
        case Correction::cr0:
        case Correction::cr2: return 1;
        case Correction::cr1: return clusters / (clusters - 1);
        case Correction::cr1p: return clusters / (clusters - p);
        case Correction::cr1s: return clusters * (k - 1) / ((clusters - 1) * (k - p));
    }
    return kNan;
}

/// A' W X of each cluster. CR2: A = D' (D (covariance - X C X') D')^(-1/2) D with D'D = covariance.
void weigh(Cluster& cluster, const MatrixXd& c, Correction correction, double factor) {
    const Eigen::LLT<MatrixXd> llt{cluster.covariance};
    cluster.weighted = llt.solve(cluster.x);
    if (correction != Correction::cr2) {
        cluster.weighted *= std::sqrt(factor);
        return;
    }
    const MatrixXd d = llt.matrixU();
    const MatrixXd left = cluster.covariance - cluster.x * c * cluster.x.transpose();
    const MatrixXd a = d.transpose() * inverse_root(d * left * d.transpose()) * d;
    cluster.weighted = a * cluster.weighted;
}

/// The quadratic forms behind every variance: P_st = [s = t] a_s' covariance a_s - u_s' C u_t, u = X' a, for the columns of
/// `directions` (p x q).
struct Forms {
    std::vector<MatrixXd> own;  ///< a_s' covariance a_s, q x q
    std::vector<MatrixXd> u;    ///< p x q
    const MatrixXd& c;

    Forms(const std::vector<Cluster>& clusters, const MatrixXd& bread, const MatrixXd& directions)
        : c{bread} {
        for (const Cluster& cluster : clusters) {
            const MatrixXd a = cluster.weighted * (bread * directions);
            own.push_back(a.transpose() * cluster.covariance * a);
            u.push_back(cluster.x.transpose() * a);
        }
    }
    [[nodiscard]] MatrixXd pair(std::size_t s, std::size_t t) const {
        MatrixXd made = -u[s].transpose() * c * u[t];
        if (s == t) made += own[s];
        return made;
    }
};

/// Degrees of freedom of one coefficient: tr(P)^2 / tr(P P), without P.
double satterthwaite(const std::vector<Cluster>& clusters, const MatrixXd& bread,
                     Index coefficient) {
    const VectorXd direction = bread.col(coefficient);
    double trace = 0, squares = 0, crossed = 0;
    MatrixXd sum = MatrixXd::Zero(bread.rows(), bread.cols());
    for (const Cluster& cluster : clusters) {
        const VectorXd a = cluster.weighted * direction;
        const VectorXd u = cluster.x.transpose() * a;
        const double own = a.dot(cluster.covariance * a), lost = u.dot(bread * u);
        trace += own - lost;
        squares += own * own;
        crossed += own * lost;
        sum += u * u.transpose();
    }
    const MatrixXd product = bread * sum;
    return trace * trace / (squares - 2 * crossed + (product * product).trace());
}

void add_joint_test(RobustFit& made, const std::vector<Cluster>& clusters, const MatrixXd& bread,
                    const MatrixXd& vb) {
    const auto q = static_cast<Index>(made.tested.size());
    MatrixXd directions = MatrixXd::Zero(bread.rows(), q), part(q, q), inverse;
    VectorXd b(q);
    for (Index i = 0; i < q; ++i) {
        const auto at = static_cast<Index>(made.tested[static_cast<std::size_t>(i)]);
        directions(at, i) = 1;
        b(i) = made.b[static_cast<std::size_t>(at)];
        for (Index j = 0; j < q; ++j)
            part(i, j) = vb(at, static_cast<Index>(made.tested[static_cast<std::size_t>(j)]));
    }
    made.f = made.df2 = made.f_p = kNan;
    made.df1 = static_cast<double>(q);
    double log_det = 0;
    if (!invert_definite(part, inverse, log_det)) {
        made.warnings.emplace_back(
            "the joint test is not defined: too few clusters for so many coefficients");
        return;
    }
    const Forms plain{clusters, bread, directions};
    MatrixXd omega = MatrixXd::Zero(q, q);
    for (std::size_t s = 0; s < clusters.size(); ++s) omega += plain.pair(s, s);
    const Forms scaled{clusters, bread, directions * inverse_root(omega)};
    double variance = 0;
    for (std::size_t s = 0; s < clusters.size(); ++s)
        for (std::size_t t = 0; t < clusters.size(); ++t) {
            const MatrixXd p = scaled.pair(s, t);
            variance += p.cwiseProduct(p.transpose()).sum() + p.trace() * p.trace();
        }
    const double eta = made.df1 * (made.df1 + 1) / variance;
    made.df2 = eta - made.df1 + 1;
    if (!(made.df2 > 0)) {
        made.df2 = kNan;
        made.warnings.emplace_back(
            "the joint test is not defined: too few clusters for so many coefficients");
        return;
    }
    made.f = made.df2 / eta * b.dot(inverse * b) / made.df1;
    made.f_p = numerics::fisher_upper_tail(made.f, made.df1, made.df2);
}

}  // namespace

Result<RobustFit> robust_variance(const MixedModel& model, const MixedFit& fit,
                                  std::span<const std::size_t> cluster,
                                  const RobustSettings& settings) {
    if (cluster.size() != model.y.size())
        return refuse("cluster", "there is not a cluster for each row", "give one for each");
    SINEW_TRY(const Layout layout, Layout::of(model));
    const auto shapes = layout.shapes_at(numerics::view(std::span<const double>{fit.place}));
    const VectorXd b = numerics::view(std::span<const double>{fit.b});
    SINEW_TRY(std::vector<Cluster> clusters, clusters_of(layout, shapes, b, cluster));
    const auto count = static_cast<double>(clusters.size());
    const auto p = static_cast<double>(layout.p);
    if (clusters.size() < 2)
        return refuse(
            "cluster",
            "all rows are in one cluster: nothing can be said of the variation between clusters",
            "name another column with --cluster, or leave --robust out");
    if ((settings.correction == Correction::cr1p ||
         settings.degrees == RobustDegrees::clusters_less_p) &&
        count <= p)
        return refuse("cluster",
                      fmt::format("{} clusters for {} coefficients", clusters.size(), layout.p),
                      "take CR2, or leave out moderators");
    const MatrixXd bread = numerics::view(fit.vb);
    const double factor = factor_of(settings.correction, count, static_cast<double>(layout.k), p);
    MatrixXd meat = MatrixXd::Zero(bread.rows(), bread.cols());
    for (Cluster& here : clusters) {
        weigh(here, bread, settings.correction, factor);
        const VectorXd score = here.weighted.transpose() * here.residual;
        meat += score * score.transpose();
    }
    const MatrixXd vb = bread * meat * bread;
    RobustFit made{.b = fit.b,
                   .vb = numerics::matrix_of(vb),
                   .clusters = clusters.size(),
                   .tested = settings.tested.empty() ? fit.tested : settings.tested,
                   .settings = settings};
    const double upper = 0.5 + 0.5 * settings.level;
    for (Index i = 0; i < vb.rows(); ++i) {
        const double se = std::sqrt(vb(i, i)), stat = b(i) / se;
        const double df = settings.degrees == RobustDegrees::satterthwaite
                              ? satterthwaite(clusters, bread, i)
                              : count - p;
        const double quantile = numerics::student_quantile(upper, df);
        made.se.push_back(se);
        made.df.push_back(df);
        made.stat.push_back(stat);
        made.pval.push_back(2 * numerics::student_cdf(-std::fabs(stat), df));
        made.ci_lb.push_back(b(i) - quantile * se);
        made.ci_ub.push_back(b(i) + quantile * se);
        if (df < 4)
            made.warnings.push_back(fmt::format(
                "{} has fewer than 4 degrees of freedom: its p value is not to be trusted",
                static_cast<std::size_t>(i) < model.names.size()
                    ? model.names[static_cast<std::size_t>(i)]
                    : fmt::format("coefficient {}", i + 1)));
    }
    add_joint_test(made, clusters, bread, vb);
    return made;
}

}  // namespace sinew::multilevel
