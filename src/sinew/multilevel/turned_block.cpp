#include <sinew/multilevel/turned_block.hpp>
#include <sinew/numerics/tridiagonal.hpp>

#include <cmath>

namespace sinew::multilevel {
namespace {

using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr Index kFewestRows = 40;  // turning costs as much as some evaluations
constexpr double kWidestScale =
    1e4;  // of variances: a turn mixes rows, small ones lose this many units of rounding

MatrixXd dense(const TermInBlock& term) {
    MatrixXd z = MatrixXd::Zero(static_cast<Index>(term.first.size()) - 1, term.columns);
    for (Index row = 0; row < z.rows(); ++row)
        for (std::size_t at = term.first[static_cast<std::size_t>(row)];
             at < term.first[static_cast<std::size_t>(row) + 1]; ++at)
            z(row, term.loadings[at].column) += term.loadings[at].value;
    return z;
}

/// R with R R' = `covariance`, which may be singular.
MatrixXd root_of(const MatrixXd& covariance) {
    if (covariance.isDiagonal(0)) return covariance.cwiseMax(0.0).cwiseSqrt();
    const Eigen::LDLT<MatrixXd> factor{covariance};
    const MatrixXd lower = factor.matrixL();
    const VectorXd scale = factor.vectorD().cwiseMax(0.0).cwiseSqrt();
    return factor.transpositionsP().transpose() * (lower * scale.asDiagonal());
}

/// a' a, both halves.
template <class Rows>
MatrixXd squares(const Rows& a) {
    MatrixXd made = MatrixXd::Zero(a.cols(), a.cols());
    made.template selfadjointView<Eigen::Lower>().rankUpdate(a.transpose());
    made.template triangularView<Eigen::StrictlyUpper>() = made.transpose();
    return made;
}

}  // namespace

std::shared_ptr<const TurnedBlock> TurnedBlock::of(const Block& block,
                                                   const std::vector<TermShape>& shapes,
                                                   const VectorXd& near) {
    const Index rows = block.y.size(), p = block.x.cols();
    if (rows < kFewestRows) return {};
    auto made = std::make_shared<TurnedBlock>();
    for (std::size_t place = 0; place < block.terms.size(); ++place) {
        const TermInBlock& term = block.terms[place];
        const TermShape& shape = shapes[term.term];
        if (made->of_rows_ < 0 && term.own && term.levels.size() == 0 && shape.columns() == 1 &&
            shape.linear()) {
            made->of_rows_ = static_cast<int>(place);
            made->first_.push_back(-1);
        } else {
            made->first_.push_back(made->effects_);
            made->effects_ += term.columns;
        }
    }
    if (3 * made->effects_ > rows) return {};
    const bool straight = block.v.isDiagonal(0);
    if (!straight && block.v.diagonal().maxCoeff() > kWidestScale * block.v.diagonal().minCoeff())
        return {};
    RowMatrix columns(rows, made->effects_ + p + 1);
    for (std::size_t place = 0; place < block.terms.size(); ++place)
        if (made->first_[place] >= 0)
            columns.middleCols(made->first_[place], block.terms[place].columns) =
                dense(block.terms[place]);
    columns.middleCols(made->effects_, p) = block.x;
    columns.rightCols(1) = block.y - block.x * near;
    made->near_ = near;
    if (straight) {
        made->diagonal_ = block.v.diagonal();
        made->off_ = VectorXd::Zero(rows - 1);
    } else {
        const auto n = static_cast<std::size_t>(rows);
        const numerics::Tridiagonal turn{{block.v.data(), n * n}, n};
        made->diagonal_ = Eigen::Map<const VectorXd>{turn.diagonal().data(), rows};
        made->off_ = Eigen::Map<const VectorXd>{turn.off().data(), rows - 1};
        turn.turn(columns.data(), static_cast<std::size_t>(columns.cols()));
    }
    made->columns_ = std::move(columns);
    return made;
}

/// The pivots of T = L D L' must be above 0, and 1 / tr(T^-1), which no eigenvalue of V is below, above `kMargin` tr(V):
/// then every pivot of V itself is, too, far above what `checked_blocks` asks for.
bool TurnedBlock::surely_definite() const {
    constexpr double kMargin = 1e-9;  // the turn moves eigenvalues by some 1e-13 of tr(V)
    double pivot = 0, slope = 0, trace = 0;
    for (Index i = 0; i < diagonal_.size(); ++i) {
        const double share = i > 0 ? off_(i - 1) / pivot : 0;
        pivot = diagonal_(i) - (i > 0 ? off_(i - 1) * share : 0);
        if (!(pivot > 0)) return false;
        slope = 1 + share * share * slope;
        trace += slope / pivot;
    }
    return 1 / trace > kMargin * diagonal_.sum();
}

void TurnedBlock::whiten(MatrixXd& x, VectorXd& y) const {
    const Index rows = diagonal_.size();
    RowMatrix rest = columns_.rightCols(columns_.cols() - effects_);
    double pivot = 0;
    for (Index i = 0; i < rows; ++i) {
        const double share = i > 0 ? off_(i - 1) / pivot : 0;
        if (i > 0) rest.row(i) -= share * rest.row(i - 1) * std::sqrt(pivot);
        pivot = diagonal_(i) - (i > 0 ? off_(i - 1) * share : 0);
        rest.row(i) /= std::sqrt(pivot);
    }
    x = rest.leftCols(x.cols());
    y = rest.rightCols(1) + x * near_;
}

void turn_blocks(Layout& layout) {
    const auto p = static_cast<Index>(layout.p);
    MatrixXd xx = MatrixXd::Zero(p, p);
    VectorXd xy = VectorXd::Zero(p);
    for (const Block& block : layout.blocks) {
        xx += block.x.transpose() * block.x;
        xy += block.x.transpose() * block.y;
    }
    const VectorXd near = xx.llt().solve(xy);
    for (Block& block : layout.blocks) block.turned = TurnedBlock::of(block, layout.shapes, near);
}

TurnedAt::TurnedAt(const TurnedBlock& turned, const Block& block,
                   const std::vector<ShapeAt>& shapes)
    : turned_{turned}, block_{block}, shapes_{shapes} {
    const double row_variance =
        turned.of_rows_ < 0
            ? 0
            : shapes[block.terms[static_cast<std::size_t>(turned.of_rows_)].term].g(0, 0);
    if (!pivot(row_variance)) return;
    powers();
}

/// L D L' of the tridiagonal matrix. The slope and curvature of its log-determinant in s, pivot by pivot, are the traces
/// of the inverse and (with a minus) of its square; every term has the same sign, so nothing cancels.
bool TurnedAt::pivot(double row_variance) {
    const Index rows = turned_.diagonal_.size();
    pivot_.resize(rows);
    ratio_ = VectorXd::Zero(rows);
    double slope = 0, curvature = 0;
    for (Index i = 0; i < rows; ++i) {
        double pivot = turned_.diagonal_(i) + row_variance, next_slope = 1, next_curvature = 0;
        if (i > 0) {
            const double off = turned_.off_(i - 1), share = off / pivot_(i - 1);
            ratio_(i) = share;
            pivot -= off * share;
            next_slope += share * share * slope;
            next_curvature = share * share * (curvature - 2 * slope * slope / pivot_(i - 1));
        }
        if (!(pivot > 0)) return false;
        pivot_(i) = pivot;
        slope = next_slope;
        curvature = next_curvature;
        log_det_ += std::log(pivot);
        const double relative = slope / pivot;
        trace_ += relative;
        trace_square_ += relative * relative - curvature / pivot;
    }
    return std::isfinite(log_det_);
}

MatrixXd TurnedAt::root_of_effects() const {
    MatrixXd root = MatrixXd::Zero(turned_.effects_, turned_.effects_);
    for (std::size_t place = 0; place < block_.terms.size(); ++place) {
        const TermInBlock& term = block_.terms[place];
        const Index from = turned_.first_[place];
        if (from >= 0)
            root.block(from, from, term.columns, term.columns) =
                root_of(term.spread(shapes_[term.term].g));
    }
    return root;
}

/// With A = T + s I and N = R (I + R' U'A^-1 U R)^-1 R', S = R R': W = A^-1 - A^-1 U N U' A^-1.
void TurnedAt::powers() {
    const Index rows = pivot_.size(), r = turned_.effects_;
    TurnedBlock::RowMatrix solved = turned_.columns_;
    const VectorXd root = pivot_.cwiseSqrt().cwiseInverse();
    const auto halfway = [&] {  // D^-1/2 L^-1
        for (Index i = 1; i < rows; ++i) solved.row(i) -= ratio_(i) * solved.row(i - 1);
        for (Index i = 0; i < rows; ++i) solved.row(i) *= root(i);
    };
    halfway();
    const MatrixXd one = squares(solved);  // C' A^-1 C
    for (Index i = rows; i-- > 0;) {
        solved.row(i) *= root(i);
        if (i + 1 < rows) solved.row(i) -= ratio_(i + 1) * solved.row(i + 1);
    }
    const MatrixXd two = squares(solved);
    halfway();
    const MatrixXd three = squares(solved);

    const MatrixXd spread = root_of_effects();
    const bool straight = spread.isDiagonal(0);
    MatrixXd half(r, r), inner(r, r);  // products with a diagonal are made as such
    if (straight)
        inner = spread.diagonal().asDiagonal() * one.topLeftCorner(r, r) *
                spread.diagonal().asDiagonal();
    else
        inner = spread.transpose() * one.topLeftCorner(r, r) * spread;
    inner.diagonal().array() += 1;
    const Eigen::LLT<MatrixXd> factor{inner};
    if (factor.info() != Eigen::Success) return;
    log_det_ += 2 * factor.matrixLLT().diagonal().array().log().sum();
    half = spread.transpose();
    factor.matrixL().solveInPlace(half);
    const MatrixXd n = squares(half);
    const MatrixXd n_one = n * one.topRows(r), n_two = n * two.topRows(r);
    first_ = one;
    first_.triangularView<Eigen::Lower>() -= one.leftCols(r) * n_one;
    first_.triangularView<Eigen::StrictlyUpper>() = first_.transpose();
    // W C = A^-1 C (I - N C'A^-1 C), the product in the rows of U only.
    MatrixXd two_turn = two;
    two_turn.noalias() -= two.leftCols(r) * n_one;
    second_ = two_turn;
    second_.triangularView<Eigen::Lower>() -= n_one.transpose() * two_turn.topRows(r);
    second_.triangularView<Eigen::StrictlyUpper>() = second_.transpose();
    const Index rest = one.cols() - r;
    MatrixXd of_rest = MatrixXd::Identity(one.rows(), one.cols()).rightCols(rest);
    of_rest.topRows(r) -= n_one.rightCols(rest);
    third_ = of_rest.transpose() * (three * of_rest - two.leftCols(r) * (n_two * of_rest));
    trace_ -= n.cwiseProduct(two.topLeftCorner(r, r)).sum();
    const MatrixXd n_two_u = n_two.leftCols(r);
    trace_square_ +=
        trace_of_product(n_two_u, n_two_u) - 2 * n.cwiseProduct(three.topLeftCorner(r, r)).sum();
    defined_ = std::isfinite(log_det_);
}

MatrixXd TurnedAt::x_w_x() const {
    const Index p = block_.x.cols();
    return first_.block(x_from(), x_from(), p, p);
}

VectorXd TurnedAt::x_w_y() const {
    const Index p = block_.x.cols();
    return first_.block(x_from(), x_from() + p, p, 1) + x_w_x() * turned_.near_;
}

double TurnedAt::add_to(Sums& sums, const Layout& layout, const VectorXd& b, const MatrixXd& vb,
                        bool reml) const {
    const Index p = block_.x.cols(), x = x_from(), q = sums.trace.size();
    VectorXd g(p + 1);  // y - X b by the columns of X and y
    g << turned_.near_ - b, 1;
    /// One derivative dM = Z D Z', or D I of single rows, with what pairs of them need.
    struct Slope {
        Index coordinate = 0, from = -1, columns = 0;
        MatrixXd among = {}, d_zx = {};  // D; D Z'W X
        VectorXd d_zr = {};              // D Z'r
        double of_rows = 0;
    };
    std::vector<Slope> slopes;
    for (std::size_t place = 0; place < block_.terms.size(); ++place) {
        const TermInBlock& term = block_.terms[place];
        const auto& first = shapes_[term.term].first;
        const auto coordinate = static_cast<Index>(layout.first_coordinate[term.term]);
        const Index from = turned_.first_[place], columns = term.columns;
        if (from < 0) {
            if (!first.empty())
                slopes.push_back({.coordinate = coordinate, .of_rows = first[0](0, 0)});
            continue;
        }
        const MatrixXd zx = first_.block(from, x, columns, p);
        const VectorXd zr = first_.block(from, x, columns, p + 1) * g;
        for (std::size_t i = 0; i < first.size(); ++i) {
            Slope made{coordinate + static_cast<Index>(i), from, columns};
            made.among = term.spread(first[i]);
            made.d_zx = made.among * zx;
            made.d_zr = made.among * zr;
            slopes.push_back(std::move(made));
        }
        const auto& curves = shapes_[term.term].second;
        if (curves.empty()) continue;
        MatrixXd whole = first_.block(from, from, columns, columns) - zr * zr.transpose();
        if (reml) whole -= zx * vb * zx.transpose();
        for (std::size_t i = 0; i < curves.size(); ++i)
            for (std::size_t j = 0; j <= i; ++j)
                sums.second(coordinate + static_cast<Index>(i),
                            coordinate + static_cast<Index>(j)) +=
                    trace_of_product(term.spread(curves[i][j]), whole);
    }
    const auto xx = [&](const MatrixXd& power, Index from) {
        return power.block(from, from, p, p);
    };
    for (const Slope& i : slopes) {
        const auto at = static_cast<std::size_t>(i.coordinate);
        if (i.from < 0) {
            const MatrixXd square = second_.block(x, x, p + 1, p + 1);
            sums.trace(i.coordinate) += i.of_rows * trace_;
            sums.quadratic(i.coordinate) += i.of_rows * g.dot(square * g);
            sums.x_x[at] += i.of_rows * xx(second_, x);
            sums.x_r.col(i.coordinate) += i.of_rows * (square.topRows(p) * g);
        } else {
            const auto within = first_.block(i.from, i.from, i.columns, i.columns);
            const MatrixXd zx = first_.block(i.from, x, i.columns, p);
            const VectorXd zr = first_.block(i.from, x, i.columns, p + 1) * g;
            sums.trace(i.coordinate) += i.among.cwiseProduct(within).sum();
            sums.quadratic(i.coordinate) += zr.dot(i.d_zr);
            sums.x_x[at] += zx.transpose() * i.d_zx;
            sums.x_r.col(i.coordinate) += zx.transpose() * i.d_zr;
        }
        for (const Slope& j : slopes) {
            if (j.coordinate > i.coordinate) continue;
            double& trace = sums.trace_pair(i.coordinate, j.coordinate);
            double& quadratic = sums.quadratic_pair(i.coordinate, j.coordinate);
            MatrixXd& x_x = sums.x_x_pair[at * static_cast<std::size_t>(q) +
                                          static_cast<std::size_t>(j.coordinate)];
            if (i.from < 0 && j.from < 0) {
                const double both = i.of_rows * j.of_rows;
                trace += both * trace_square_;
                quadratic += both * g.dot(third_ * g);
                x_x += both * xx(third_, 0);
            } else if (i.from < 0 || j.from < 0) {
                const Slope &rows = i.from < 0 ? i : j, &term = i.from < 0 ? j : i;
                const auto across = second_.block(term.from, x, term.columns, p + 1);
                trace += rows.of_rows * term.among
                                            .cwiseProduct(second_.block(term.from, term.from,
                                                                        term.columns, term.columns))
                                            .sum();
                quadratic += rows.of_rows * term.d_zr.dot(across * g);
                x_x += rows.of_rows * (across.leftCols(p).transpose() * term.d_zx);
            } else {
                const MatrixXd between = first_.block(i.from, j.from, i.columns, j.columns);
                trace += (i.among * between).cwiseProduct(between * j.among).sum();
                quadratic += i.d_zr.dot(between * j.d_zr);
                x_x += i.d_zx.transpose() * (between * j.d_zx);
            }
        }
    }
    const MatrixXd whole = first_.block(x, x, p + 1, p + 1);
    return g.dot(whole * g);
}

}  // namespace sinew::multilevel
