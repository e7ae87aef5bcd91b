#include <sinew/multilevel/block_sums.hpp>
#include <sinew/multilevel/evaluation.hpp>
#include <sinew/multilevel/turned_block.hpp>

#include <cmath>
#include <numbers>

namespace sinew::multilevel {
namespace {

using Eigen::MatrixXd;
using Eigen::VectorXd;

/// One block after the first pass.
struct Solved {
    MatrixXd inverse, inverse_x;  ///< W, W X
    VectorXd inverse_y;           ///< W y
};

/// One derivative of the covariance of the effects in one block.
struct Derivative {
    std::size_t term = 0;  ///< place among the block's terms
    Index coordinate = 0;
    MatrixXd among = {};  ///< empty: the identity
};

MatrixXd times(const Derivative& d, const MatrixXd& a) {
    return d.among.size() == 0 ? a : MatrixXd{d.among * a};
}

class BlockSums {
public:
    BlockSums(const Layout& layout, const Block& block, const Solved& solved,
              const std::vector<ShapeAt>& shapes, const VectorXd& r, const MatrixXd& vb, bool reml)
        : layout_{layout}, block_{block}, shapes_{shapes}, vb_{vb}, reml_{reml} {
        for (std::size_t place = 0; place < block.terms.size(); ++place) {
            const TermInBlock& term = block.terms[place];
            zx_.push_back(term.transposed_times(solved.inverse_x));
            zr_.push_back(term.transposed_times(r));
            half_.push_back(term.own ? MatrixXd{} : term.transposed_times(solved.inverse));
            const auto& first = shapes[term.term].first;
            for (std::size_t i = 0; i < first.size(); ++i) {
                Derivative d{
                    .term = place,
                    .coordinate = static_cast<Index>(layout.first_coordinate[term.term] + i)};
                const bool identity =
                    first[i].rows() == 1 && first[i](0, 0) == 1 && term.levels.size() == 0;
                if (!identity) d.among = term.spread(first[i]);
                derivatives_.push_back(std::move(d));
            }
        }
        inverse_ = &solved.inverse;
        for (std::size_t left = 0; left < block.terms.size(); ++left)
            for (std::size_t right = 0; right < block.terms.size(); ++right)
                between_.push_back(right <= left ? made_between(left, right) : MatrixXd{});
    }

    void add_to(Sums& sums) const {
        for (const Derivative& i : derivatives_) {
            const MatrixXd d_zx = times(i, zx_[i.term]);
            const VectorXd d_zr = times(i, zr_[i.term]);
            const MatrixXd& within = between(i.term, i.term);
            sums.trace(i.coordinate) +=
                i.among.size() == 0 ? within.trace() : trace_of_product(i.among, within);
            sums.quadratic(i.coordinate) += zr_[i.term].col(0).dot(d_zr);
            sums.x_x[static_cast<std::size_t>(i.coordinate)] += zx_[i.term].transpose() * d_zx;
            sums.x_r.col(i.coordinate) += zx_[i.term].transpose() * d_zr;
            for (const Derivative& j : derivatives_)
                if (j.coordinate <= i.coordinate) add_pair(sums, i, j, d_zx, d_zr);
        }
        add_second(sums);
    }

private:
    /// Z_s' W Z_t; made once, W itself where both are the identity.
    [[nodiscard]] const MatrixXd& between(std::size_t s, std::size_t t) const {
        const bool own = block_.terms[s].own && block_.terms[t].own;
        return own ? *inverse_ : between_[s * block_.terms.size() + t];
    }

    [[nodiscard]] MatrixXd made_between(std::size_t s, std::size_t t) const {
        const TermInBlock &left = block_.terms[s], &right = block_.terms[t];
        if (left.own && right.own) return {};
        if (left.own) return half_[t].transpose();
        if (right.own) return half_[s];
        return right.transposed_times(half_[s].transpose()).transpose();
    }

    void add_pair(Sums& sums, const Derivative& i, const Derivative& j, const MatrixXd& d_zx,
                  const VectorXd& d_zr) const {
        const Index q = sums.trace.size();
        const MatrixXd& a = between(i.term, j.term);
        if (i.among.size() == 0 &&
            j.among.size() == 0)  // squares of an inverse: no product of matrices
            sums.trace_pair(i.coordinate, j.coordinate) += a.squaredNorm();
        else
            sums.trace_pair(i.coordinate, j.coordinate) +=
                times(i, a).cwiseProduct(j.among.size() == 0 ? a : MatrixXd{a * j.among}).sum();
        const VectorXd other_r = times(j, zr_[j.term]);
        sums.quadratic_pair(i.coordinate, j.coordinate) += d_zr.dot(a * other_r);
        sums.x_x_pair[static_cast<std::size_t>(i.coordinate * q + j.coordinate)] +=
            d_zx.transpose() * (a * times(j, zx_[j.term]));
    }

    void add_second(Sums& sums) const {
        for (std::size_t place = 0; place < block_.terms.size(); ++place) {
            const TermInBlock& term = block_.terms[place];
            const auto& second = shapes_[term.term].second;
            if (second.empty()) continue;
            MatrixXd p = between(place, place);
            if (reml_) p -= zx_[place] * vb_ * zx_[place].transpose();
            p -= zr_[place] * zr_[place].transpose();
            const auto from = static_cast<Index>(layout_.first_coordinate[term.term]);
            for (std::size_t a = 0; a < second.size(); ++a)
                for (std::size_t b = 0; b <= a; ++b)
                    sums.second(from + static_cast<Index>(a), from + static_cast<Index>(b)) +=
                        trace_of_product(term.spread(second[a][b]), p);
        }
    }

    const Layout& layout_;
    const Block& block_;
    const std::vector<ShapeAt>& shapes_;
    const MatrixXd& vb_;
    bool reml_;
    const MatrixXd* inverse_ = nullptr;
    std::vector<MatrixXd> zx_, zr_, half_;  ///< Z'WX, Z'r, Z'W of each term
    std::vector<MatrixXd> between_;         ///< of each pair of terms, the later first
    std::vector<Derivative> derivatives_;
};

void slopes_from(const Sums& sums, bool reml, Evaluation& made) {
    const Index q = sums.trace.size();
    made.gradient.resize(q);
    made.observed.resize(q, q);
    made.expected.resize(q, q);
    std::vector<MatrixXd> share;  // C X' W M_i W X
    for (const MatrixXd& x_x : sums.x_x) share.push_back(made.vb * x_x);
    for (Index i = 0; i < q; ++i) {
        const auto at_i = static_cast<std::size_t>(i);
        const double trace = sums.trace(i) - (reml ? share[at_i].trace() : 0);
        made.gradient(i) = 0.5 * (sums.quadratic(i) - trace);
        for (Index j = 0; j <= i; ++j) {
            const auto at_j = static_cast<std::size_t>(j);
            double trace_pair = sums.trace_pair(i, j);
            if (reml)
                trace_pair += trace_of_product(share[at_i], share[at_j]) -
                              2 * trace_of_product(
                                      made.vb, sums.x_x_pair[static_cast<std::size_t>(i * q + j)]);
            const double quadratic_pair =
                sums.quadratic_pair(i, j) - sums.x_r.col(i).dot(made.vb * sums.x_r.col(j));
            made.expected(i, j) = made.expected(j, i) = 0.5 * trace_pair;
            made.observed(i, j) = made.observed(j, i) =
                quadratic_pair - 0.5 * trace_pair + 0.5 * sums.second(i, j);
        }
    }
}

}  // namespace

namespace {

constexpr Index kLeaf = 24;  // below this size halving costs more than it saves

/// The inverse of a lower triangle, in halves: products of blocks instead of columns one by one.
void invert_lower(Eigen::Ref<MatrixXd> l) {
    const Index n = l.rows();
    if (n <= kLeaf) {
        MatrixXd inverse = MatrixXd::Identity(n, n);
        l.triangularView<Eigen::Lower>().solveInPlace(inverse);
        l.triangularView<Eigen::Lower>() = inverse;
        return;
    }
    const Index half = n / 2, rest = n - half;
    auto top = l.topLeftCorner(half, half);
    auto low = l.bottomRightCorner(rest, rest);
    auto side = l.bottomLeftCorner(rest, half);
    invert_lower(top);
    invert_lower(low);
    const MatrixXd left = low.triangularView<Eigen::Lower>() * side;
    side.noalias() = -(left * top.triangularView<Eigen::Lower>());
}

/// The lower triangle of L' L from that of L, in place.
void square_lower(Eigen::Ref<MatrixXd> l) {
    const Index n = l.rows();
    if (n <= kLeaf) {
        const MatrixXd lower = l.triangularView<Eigen::Lower>();
        l.triangularView<Eigen::Lower>() = lower.transpose() * lower;
        return;
    }
    const Index half = n / 2, rest = n - half;
    auto top = l.topLeftCorner(half, half);
    auto low = l.bottomRightCorner(rest, rest);
    auto side = l.bottomLeftCorner(rest, half);
    square_lower(top);
    top.selfadjointView<Eigen::Lower>().rankUpdate(side.transpose());
    const MatrixXd product = low.triangularView<Eigen::Lower>().transpose() * side;
    side = product;
    square_lower(low);
}

}  // namespace

bool invert_definite(const MatrixXd& m, MatrixXd& inverse, double& log_det) {
    if (m.rows() == 1) {
        inverse = m.cwiseInverse();
        log_det = std::log(m(0, 0));
        return m(0, 0) > 0 && std::isfinite(log_det);
    }
    const Eigen::LLT<MatrixXd> factor{m};
    if (factor.info() != Eigen::Success) return false;
    log_det = 2 * factor.matrixLLT().diagonal().array().log().sum();
    inverse = factor.matrixLLT();
    invert_lower(inverse);
    square_lower(inverse);
    inverse.triangularView<Eigen::StrictlyUpper>() = inverse.transpose();
    return std::isfinite(log_det);
}

Evaluation evaluate(const Layout& layout, const VectorXd& place, Criterion criterion) {
    Evaluation made;
    const bool reml = criterion == Criterion::reml;
    const auto p = static_cast<Index>(layout.p), q = place.size();
    const std::vector<ShapeAt> shapes = layout.shapes_at(place);
    std::vector<Solved> solved(layout.blocks.size());
    std::vector<std::optional<TurnedAt>> turned(layout.blocks.size());
    MatrixXd x_w_x = MatrixXd::Zero(p, p);
    VectorXd x_w_y = VectorXd::Zero(p);
    double log_det = 0;
    for (std::size_t index = 0; index < solved.size(); ++index) {
        const Block& block = layout.blocks[index];
        if (block.turned) {
            const TurnedAt& there = turned[index].emplace(*block.turned, block, shapes);
            if (!there.defined()) return made;
            log_det += there.log_det();
            x_w_x += there.x_w_x();
            x_w_y += there.x_w_y();
            continue;
        }
        Solved& here = solved[index];
        double log_det_block = 0;
        if (!invert_definite(covariance_of(block, shapes), here.inverse, log_det_block))
            return made;
        log_det += log_det_block;
        here.inverse_x = here.inverse * block.x;
        here.inverse_y = here.inverse * block.y;
        x_w_x += block.x.transpose() * here.inverse_x;
        x_w_y += block.x.transpose() * here.inverse_y;
    }
    double log_det_xwx = 0;
    if (!invert_definite(x_w_x, made.vb, log_det_xwx)) return made;
    made.b = made.vb * x_w_y;
    Sums sums{q, p};
    double& rss = made.rss;
    for (std::size_t index = 0; index < solved.size(); ++index) {
        const Block& block = layout.blocks[index];
        if (turned[index]) {
            rss += turned[index]->add_to(sums, layout, made.b, made.vb, reml);
            continue;
        }
        const VectorXd r = solved[index].inverse_y - solved[index].inverse_x * made.b;
        rss += (block.y - block.x * made.b).dot(r);
        BlockSums{layout, block, solved[index], shapes, r, made.vb, reml}.add_to(sums);
    }
    slopes_from(sums, reml, made);
    const double rows = static_cast<double>(reml ? layout.k - layout.p : layout.k);
    made.log_likelihood = -0.5 * (rows * std::log(2 * std::numbers::pi) + log_det + rss);
    if (reml) made.log_likelihood += 0.5 * (layout.log_det_xx - log_det_xwx);
    made.defined = std::isfinite(made.log_likelihood);
    return made;
}

}  // namespace sinew::multilevel
