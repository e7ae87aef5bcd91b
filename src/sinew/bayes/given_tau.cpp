#include <sinew/bayes/given_tau.hpp>
#include <sinew/numerics/eigen_view.hpp>

#include <Eigen/Cholesky>
#include <Eigen/Eigenvalues>
#include <cmath>
#include <numbers>

namespace sinew::bayes {
namespace {

constexpr double kLogTwoPi = 1.8378770664093454835606594728112;

Error shape_fault(std::string what) {
    return {ErrorCode::bad_input, std::move(what), {}, "give one effect and one variance a row"};
}

}  // namespace

Result<IndependentRows> rows_of(std::span<const double> yi, std::span<const double> vi) {
    if (yi.empty()) return fail(shape_fault("there are no studies"));
    if (yi.size() != vi.size()) return fail(shape_fault("effects and variances differ in number"));
    IndependentRows rows;
    rows.x = numerics::Matrix{yi.size(), 1};
    for (std::size_t i = 0; i < yi.size(); ++i) {
        const std::string where = "row " + std::to_string(i + 1);
        if (!std::isfinite(yi[i]))
            return fail({ErrorCode::out_of_range, "an effect is not a finite number", where,
                         "leave the row out or mend it"});
        if (!std::isfinite(vi[i]) || !(vi[i] > 0))
            return fail({ErrorCode::out_of_range, "a sampling variance must be above 0", where,
                         "give the squared standard error of the effect"});
        const double error = std::sqrt(vi[i]);
        rows.y.push_back(yi[i] / error);
        rows.x.values[i] = 1 / error;
        rows.spread.push_back(1 / vi[i]);
        rows.log_determinant += std::log(vi[i]);
    }
    return rows;
}

Result<IndependentRows> rows_of(std::span<const double> y, const numerics::Matrix& x,
                                const numerics::Matrix& sampling, const numerics::Matrix& between) {
    const std::size_t n = y.size();
    if (n == 0) return fail(shape_fault("there are no rows"));
    if (x.rows != n || sampling.rows != n || sampling.columns != n || between.rows != n ||
        between.columns != n)
        return fail(shape_fault("design and covariances do not have one row an effect"));
    for (std::size_t i = 0; i < n; ++i)
        if (!std::isfinite(y[i]))
            return fail({ErrorCode::out_of_range, "an effect is not a finite number",
                         "row " + std::to_string(i + 1), "leave the row out or mend it"});
    const Eigen::LLT<Eigen::MatrixXd> root{Eigen::MatrixXd{numerics::view(sampling)}};
    if (root.info() != Eigen::Success || !numerics::view(sampling).allFinite())
        return fail({ErrorCode::bad_input,
                     "the sampling covariance is not positive definite",
                     {},
                     "check the variances of multi-arm studies against their base arm"});
    // Sampling = L L'; L^-1 between L^-T = Q diag(spread) Q'.
    const auto lower = root.matrixL();
    Eigen::MatrixXd whitened = lower.solve(Eigen::MatrixXd{numerics::view(between)});
    whitened = lower.solve(whitened.transpose().eval());
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> axes{(whitened + whitened.transpose()) /
                                                              2};
    const Eigen::MatrixXd turn = axes.eigenvectors().transpose();
    const Eigen::VectorXd turned_y = turn * lower.solve(Eigen::VectorXd{numerics::view(y)});
    const Eigen::MatrixXd turned_x = turn * lower.solve(Eigen::MatrixXd{numerics::view(x)});
    IndependentRows rows;
    rows.y.assign(turned_y.data(), turned_y.data() + turned_y.size());
    rows.x = numerics::matrix_of(turned_x);
    const Eigen::VectorXd spread = axes.eigenvalues().cwiseMax(0.0);
    rows.spread.assign(spread.data(), spread.data() + spread.size());
    rows.log_determinant = 2 * root.matrixLLT().diagonal().array().log().sum();
    return rows;
}

GivenTau::GivenTau(IndependentRows rows, std::vector<NormalPrior> priors)
    : rows_{std::move(rows)}, priors_{std::move(priors)} {
    for (const NormalPrior& prior : priors_) flat_ += prior.flat ? 1U : 0U;
}

Result<GivenTau> GivenTau::make(IndependentRows rows, std::vector<NormalPrior> priors) {
    if (rows.x.columns != priors.size() || priors.empty())
        return fail({ErrorCode::bad_input, "every coefficient needs a prior", {}, ""});
    for (const NormalPrior& prior : priors)
        if (auto fault = fault_of(prior, "prior")) return fail(*std::move(fault));
    const auto x = numerics::view(rows.x);
    if (!x.allFinite())
        return fail(
            {ErrorCode::out_of_range, "the design holds a value that is not finite", {}, ""});
    GivenTau model{std::move(rows), std::move(priors)};
    if (model.flat_ > 0) {
        Eigen::MatrixXd flat(x.rows(), static_cast<Eigen::Index>(model.flat_));
        Eigen::Index column = 0;
        for (std::size_t j = 0; j < model.priors_.size(); ++j)
            if (model.priors_[j].flat)
                flat.col(column++) =
                    numerics::view(model.rows_.x).col(static_cast<Eigen::Index>(j));
        for (Eigen::Index j = 0; j < flat.cols(); ++j)
            if (flat.col(j).norm() > 0) flat.col(j).normalize();
        if (Eigen::ColPivHouseholderQR<Eigen::MatrixXd>{flat}.rank() < flat.cols())
            return fail({ErrorCode::bad_input,
                         "the coefficients cannot be told apart by these rows",
                         {},
                         "take a covariate out, or give the coefficients a normal prior"});
    }
    return model;
}

void GivenTau::evaluate(double tau, Conditional& out) const {
    const std::size_t n = rows_.y.size(), p = priors_.size();
    out.mean.assign(p, 0);
    if (out.covariance.rows != p) out.covariance = numerics::Matrix{p, p};
    const double tau_squared = tau * tau;
    // Sums of x' W x and x' W y; logarithms are gathered by product, cleared before it can overflow.
    double log_spread = 0, product = 1;
    double* precision = out.covariance.values.data();
    std::fill(precision, precision + p * p, 0.0);
    for (std::size_t i = 0; i < n; ++i) {
        const double variance = 1 + tau_squared * rows_.spread[i];
        product *= variance;
        if (product > 1e100) {
            log_spread += std::log(product);
            product = 1;
        }
        const double* x = rows_.x.values.data() + i * p;
        for (std::size_t a = 0; a < p; ++a) {
            const double weighted = x[a] / variance;
            out.mean[a] += weighted * rows_.y[i];
            for (std::size_t b = 0; b <= a; ++b) precision[a * p + b] += weighted * x[b];
        }
    }
    log_spread += std::log(product);
    double log_prior = 0;
    for (std::size_t j = 0; j < p; ++j) {
        if (priors_[j].flat) continue;
        const double known = 1 / (priors_[j].sd * priors_[j].sd);
        precision[j * p + j] += known;
        out.mean[j] += known * priors_[j].mean;
        log_prior += std::log(known);
    }
    // Cholesky in place, the solution, then the inverse.
    double log_precision = 0;
    for (std::size_t a = 0; a < p; ++a)
        for (std::size_t b = 0; b <= a; ++b) {
            double sum = precision[a * p + b];
            for (std::size_t c = 0; c < b; ++c) sum -= precision[a * p + c] * precision[b * p + c];
            precision[a * p + b] = a == b ? std::sqrt(sum) : sum / precision[b * p + b];
            if (a == b) log_precision += 2 * std::log(precision[a * p + a]);
        }
    for (std::size_t a = 0; a < p; ++a) {
        for (std::size_t c = 0; c < a; ++c) out.mean[a] -= precision[a * p + c] * out.mean[c];
        out.mean[a] /= precision[a * p + a];
    }
    for (std::size_t a = p; a-- > 0;) {
        for (std::size_t c = a + 1; c < p; ++c) out.mean[a] -= precision[c * p + a] * out.mean[c];
        out.mean[a] /= precision[a * p + a];
    }
    double misfit = 0;
    for (std::size_t i = 0; i < n; ++i) {
        double residual = rows_.y[i];
        for (std::size_t a = 0; a < p; ++a) residual -= rows_.x.values[i * p + a] * out.mean[a];
        misfit += residual * residual / (1 + tau_squared * rows_.spread[i]);
    }
    for (std::size_t j = 0; j < p; ++j)
        if (!priors_[j].flat) {
            const double z = (out.mean[j] - priors_[j].mean) / priors_[j].sd;
            misfit += z * z;
        }
    out.log_marginal =
        -0.5 * ((static_cast<double>(n) - static_cast<double>(flat_)) * kLogTwoPi +
                rows_.log_determinant + log_spread + misfit + log_precision - log_prior);
    // Inverse of the triangle, then covariance = inverse' inverse, both in place.
    for (std::size_t a = 0; a < p; ++a) {
        precision[a * p + a] = 1 / precision[a * p + a];
        for (std::size_t b = 0; b < a; ++b) {
            double sum = 0;
            for (std::size_t c = b; c < a; ++c) sum -= precision[a * p + c] * precision[c * p + b];
            precision[a * p + b] = sum * precision[a * p + a];
        }
    }
    for (std::size_t a = 0; a < p; ++a)
        for (std::size_t b = 0; b <= a; ++b) {
            double sum = 0;
            for (std::size_t c = a; c < p; ++c) sum += precision[c * p + a] * precision[c * p + b];
            precision[b * p + a] = sum;
            if (a == b) precision[a * p + a] = sum;
        }
    for (std::size_t a = 0; a < p; ++a)
        for (std::size_t b = 0; b < a; ++b) precision[a * p + b] = precision[b * p + a];
}

void GivenTau::draw(double tau, std::span<double> normals, Conditional& scratch,
                    std::span<double> out) const {
    const std::size_t n = rows_.y.size(), p = priors_.size();
    if (scratch.covariance.rows != p) scratch.covariance = numerics::Matrix{p, p};
    scratch.mean.assign(p, 0);
    double* precision = scratch.covariance.values.data();
    std::fill(precision, precision + p * p, 0.0);
    const double tau_squared = tau * tau;
    for (std::size_t i = 0; i < n; ++i) {
        const double weight = 1 / (1 + tau_squared * rows_.spread[i]);
        const double* x = rows_.x.values.data() + i * p;
        for (std::size_t a = 0; a < p; ++a) {
            const double weighted = x[a] * weight;
            scratch.mean[a] += weighted * rows_.y[i];
            for (std::size_t b = 0; b <= a; ++b) precision[a * p + b] += weighted * x[b];
        }
    }
    for (std::size_t j = 0; j < p; ++j) {
        if (priors_[j].flat) continue;
        const double known = 1 / (priors_[j].sd * priors_[j].sd);
        precision[j * p + j] += known;
        scratch.mean[j] += known * priors_[j].mean;
    }
    // Precision = L L'; L u = x' W y forwards; L' (draw) = u + z backwards. The diagonal holds 1 / L.
    for (std::size_t a = 0; a < p; ++a) {
        double* row = precision + a * p;
        for (std::size_t b = 0; b < a; ++b) {
            const double* other = precision + b * p;
            double sum = row[b];
            for (std::size_t c = 0; c < b; ++c) sum -= row[c] * other[c];
            row[b] = sum * other[b];
        }
        double sum = row[a], solved = scratch.mean[a];
        for (std::size_t c = 0; c < a; ++c) {
            sum -= row[c] * row[c];
            solved -= row[c] * scratch.mean[c];
        }
        row[a] = 1 / std::sqrt(sum);
        scratch.mean[a] = solved * row[a];
        normals[a] += scratch.mean[a];
    }
    for (std::size_t a = p; a-- > 0;) {
        out[a] = normals[a] * precision[a * p + a];
        for (std::size_t c = 0; c < a; ++c) normals[c] -= precision[a * p + c] * out[a];
    }
}

}  // namespace sinew::bayes
