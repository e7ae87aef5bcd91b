#include <sinew/multilevel/nested_rows.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

namespace sinew::multilevel {
namespace {

using Eigen::MatrixXd;
using Eigen::VectorXd;

bool is_intercept(const RandomTerm& term) {
    return term.structure == Structure::scaled && term.inner.empty() && term.design.rows == 0 &&
           term.levels.variance.empty();
}

bool independent_rows(const KnownCovariance& v) {
    return v.dense.rows == 0 &&
           std::all_of(v.pairs.begin(), v.pairs.end(),
                       [](const CovariancePair& pair) { return pair.value == 0; });
}

}  // namespace

std::optional<NestedRows> NestedRows::of(const MixedModel& model, const Layout& layout) {
    if (!independent_rows(model.v)) return {};
    NestedRows made;
    const std::size_t k = model.y.size();
    const std::vector<std::size_t>* group = nullptr;
    bool rows = false;
    for (std::size_t term = 0; term < layout.shapes.size(); ++term) {
        if (!is_intercept(model.terms[term])) return {};
        Part part;
        if (layout.shapes[term].free().empty())
            part.value = layout.shapes[term].at({}).g(0, 0);
        else
            part.coordinate = static_cast<Index>(layout.first_coordinate[term]);
        if (layout.groups[term] == k && !rows) {
            made.row_ = part;
            rows = true;
        } else if (!group) {
            made.group_ = part;
            group = &model.terms[term].group;
        } else {
            return {};
        }
    }
    std::vector<std::size_t> order(k);
    std::iota(order.begin(), order.end(), std::size_t{0});
    if (group)
        std::stable_sort(order.begin(), order.end(),
                         [&](std::size_t a, std::size_t b) { return (*group)[a] < (*group)[b]; });
    made.q_ = static_cast<Index>(layout.coordinates.size());
    made.p_ = layout.p;
    made.log_det_xx_ = layout.log_det_xx;
    made.x_.reserve(k * layout.p);
    for (std::size_t at = 0; at < k; ++at) {
        const std::size_t row = order[at];
        if (at == 0 || !group || (*group)[row] != (*group)[order[at - 1]])
            made.first_.push_back(at);
        made.v_.push_back(model.v.variance[row]);
        made.y_.push_back(model.y[row]);
        const auto x = model.x.row(row);
        made.x_.insert(made.x_.end(), x.begin(), x.end());
    }
    made.first_.push_back(k);
    return made;
}

/// One pass for the coefficients, one for the slopes.
class NestedSums {
public:
    NestedSums(const NestedRows& rows, double group_variance, double row_variance)
        : rows_{rows},
          p_{static_cast<Index>(rows.p_)},
          group_variance_{group_variance},
          w_(rows.v_.size()) {
        for (std::size_t i = 0; i < w_.size(); ++i) w_[i] = 1 / (rows.v_[i] + row_variance);
    }

    /// X' W X, X' W y and log|M|.
    double first_pass(MatrixXd& x_w_x, VectorXd& x_w_y) {
        double log_det = 0, product = 1;
        VectorXd a1(p_);
        for (std::size_t g = 0; g + 1 < rows_.first_.size(); ++g) {
            double s1 = 0, y1 = 0;
            a1.setZero();
            for (std::size_t i = rows_.first_[g]; i < rows_.first_[g + 1]; ++i) {
                const double w = w_[i];
                const double* const x = rows_.x_.data() + i * rows_.p_;
                s1 += w;
                y1 += w * rows_.y_[i];
                // Logarithms of products: one call for many factors, taken before they leave the range of a double.
                product *= w;
                if (product < 1e-200 || product > 1e200) {
                    log_det -= std::log(product);
                    product = 1;
                }
                for (Index a = 0; a < p_; ++a) {
                    a1(a) += w * x[a];
                    x_w_y(a) += w * x[a] * rows_.y_[i];
                    for (Index b = 0; b <= a; ++b) x_w_x(a, b) += w * x[a] * x[b];
                }
            }
            const double c = group_variance_ / (1 + group_variance_ * s1);
            log_det += std::log1p(group_variance_ * s1);
            for (Index a = 0; a < p_; ++a) {
                x_w_y(a) -= c * a1(a) * y1;
                for (Index b = 0; b <= a; ++b) x_w_x(a, b) -= c * a1(a) * a1(b);
            }
        }
        for (Index a = 0; a < p_; ++a)
            for (Index b = 0; b < a; ++b) x_w_x(b, a) = x_w_x(a, b);
        return log_det - std::log(product);
    }

    /// Slopes and curvature as of two coordinates, group and row; returns (y - Xb)' W (y - Xb).
    double second_pass(const VectorXd& b, const MatrixXd& vb, bool reml, Eigen::Vector2d& gradient,
                       Eigen::Matrix2d& observed, Eigen::Matrix2d& expected) {
        double rss = 0, t1 = 0, t2 = 0, q1 = 0, q2 = 0, t11 = 0, t12 = 0, t22 = 0, q11 = 0, q12 = 0,
               q22 = 0;
        MatrixXd x1 = MatrixXd::Zero(p_, p_), x2 = x1, x11 = x1, x12 = x1, x22 = x1, outer2(p_, p_),
                 outer3(p_, p_);
        VectorXd r1 = VectorXd::Zero(p_), r2 = r1, a1(p_), a2(p_), a3(p_), xr(p_);
        e_.resize(w_.size());
        for (std::size_t g = 0; g + 1 < rows_.first_.size(); ++g) {
            double s1 = 0, s2 = 0, s3 = 0, e1 = 0;
            a1.setZero();
            a2.setZero();
            a3.setZero();
            xr.setZero();
            outer2.setZero();
            outer3.setZero();
            for (std::size_t i = rows_.first_[g]; i < rows_.first_[g + 1]; ++i) {
                const double w = w_[i], w2 = w * w, w3 = w2 * w;
                const double* const x = rows_.x_.data() + i * rows_.p_;
                double e = rows_.y_[i];
                for (Index a = 0; a < p_; ++a) e -= x[a] * b(a);
                e_[i] = e;
                s1 += w;
                s2 += w2;
                s3 += w3;
                e1 += w * e;
                for (Index a = 0; a < p_; ++a) {
                    a1(a) += w * x[a];
                    a2(a) += w2 * x[a];
                    a3(a) += w3 * x[a];
                    for (Index c = 0; c <= a; ++c) {
                        outer2(a, c) += w2 * x[a] * x[c];
                        outer3(a, c) += w3 * x[a] * x[c];
                    }
                }
            }
            const double f = 1 / (1 + group_variance_ * s1), c = group_variance_ * f;
            // r = W (y - Xb), by rows.
            double wr = 0, wrr = 0, rr = 0;
            for (std::size_t i = rows_.first_[g]; i < rows_.first_[g + 1]; ++i) {
                const double w = w_[i], r = w * (e_[i] - c * e1);
                const double* const x = rows_.x_.data() + i * rows_.p_;
                rss += e_[i] * r;
                rr += r * r;
                wr += w * r;
                wrr += w * r * r;
                for (Index a = 0; a < p_; ++a) xr(a) += w * r * x[a];
            }
            const double r_sum = f * e1;
            t1 += f * s1;
            t2 += s1 - c * s2;
            t11 += f * s1 * f * s1;
            t12 += f * f * s2;
            t22 += s2 - 2 * c * s3 + c * c * s2 * s2;
            q1 += r_sum * r_sum;
            q2 += rr;
            q11 += r_sum * r_sum * f * s1;
            q12 += r_sum * f * wr;
            q22 += wrr - c * wr * wr;
            for (Index a = 0; a < p_; ++a) {
                r1(a) += f * a1(a) * r_sum;
                r2(a) += xr(a) - c * a1(a) * wr;
                const double ua = a2(a) - c * s2 * a1(a);
                for (Index d = 0; d < p_; ++d) {
                    const double ud = a2(d) - c * s2 * a1(d);
                    x12(a, d) += f * f * a1(a) * ud;
                    if (d > a) continue;
                    x1(a, d) += f * f * a1(a) * a1(d);
                    x11(a, d) += f * f * f * s1 * a1(a) * a1(d);
                    x2(a, d) += outer2(a, d) - c * (a2(a) * a1(d) + a1(a) * a2(d)) +
                                c * c * s2 * a1(a) * a1(d);
                    x22(a, d) += outer3(a, d) - c * (a3(a) * a1(d) + a1(a) * a3(d)) +
                                 c * c * s3 * a1(a) * a1(d) - c * ua * ud;
                }
            }
        }
        for (MatrixXd* half : {&x1, &x2, &x11, &x22})
            half->triangularView<Eigen::StrictlyUpper>() = half->transpose();
        if (reml) {
            const MatrixXd c1 = vb * x1, c2 = vb * x2;
            t1 -= c1.trace();
            t2 -= c2.trace();
            const auto of_two = [](const MatrixXd& a, const MatrixXd& d) {
                return a.cwiseProduct(d.transpose()).sum();
            };
            t11 += of_two(c1, c1) - 2 * of_two(vb, x11);
            t12 += of_two(c1, c2) - 2 * of_two(vb, x12);
            t22 += of_two(c2, c2) - 2 * of_two(vb, x22);
        }
        q11 -= r1.dot(vb * r1);
        q12 -= r1.dot(vb * r2);
        q22 -= r2.dot(vb * r2);
        gradient << 0.5 * (q1 - t1), 0.5 * (q2 - t2);
        expected << 0.5 * t11, 0.5 * t12, 0.5 * t12, 0.5 * t22;
        observed << q11, q12, q12, q22;
        observed -= expected;
        return rss;
    }

private:
    const NestedRows& rows_;
    Index p_;
    double group_variance_;
    std::vector<double> w_, e_;
};

Evaluation NestedRows::evaluate(const VectorXd& place, Criterion criterion) const {
    Evaluation made;
    const bool reml = criterion == Criterion::reml;
    const auto p = static_cast<Index>(p_);
    NestedSums sums{*this, variance_of(group_, place), variance_of(row_, place)};
    MatrixXd x_w_x = MatrixXd::Zero(p, p);
    VectorXd x_w_y = VectorXd::Zero(p);
    const double log_det = sums.first_pass(x_w_x, x_w_y);
    double log_det_xwx = 0;
    if (!invert_definite(x_w_x, made.vb, log_det_xwx)) return made;
    made.b = made.vb * x_w_y;
    Eigen::Vector2d gradient;
    Eigen::Matrix2d observed, expected;
    made.rss = sums.second_pass(made.b, made.vb, reml, gradient, observed, expected);
    made.gradient.resize(q_);
    made.observed.resize(q_, q_);
    made.expected.resize(q_, q_);
    const Index at[2] = {group_.coordinate, row_.coordinate};
    for (int i = 0; i < 2; ++i) {
        if (at[i] < 0) continue;
        made.gradient(at[i]) = gradient(i);
        for (int j = 0; j < 2; ++j)
            if (at[j] >= 0) {
                made.observed(at[i], at[j]) = observed(i, j);
                made.expected(at[i], at[j]) = expected(i, j);
            }
    }
    const double rows = static_cast<double>(reml ? v_.size() - p_ : v_.size());
    made.log_likelihood = -0.5 * (rows * std::log(2 * std::numbers::pi) + log_det + made.rss);
    if (reml) made.log_likelihood += 0.5 * (log_det_xx_ - log_det_xwx);
    made.defined = std::isfinite(made.log_likelihood);
    return made;
}

}  // namespace sinew::multilevel
