// A block with its axes turned so that the known covariance is tridiagonal. Inside the room only: carries Eigen.
#pragma once

#include <sinew/multilevel/block_sums.hpp>

#include <memory>

namespace sinew::multilevel {

/// Q'V Q = T, once. With U = Q'Z of the terms whose effects are fewer than rows, and a variance s of each row,
/// Q'M Q = T + s I + U S U': a tridiagonal matrix and a correction as large as the effects are many, so that no place of
/// the climb needs a matrix of rows by rows. A diagonal V is its own T.
class TurnedBlock {
public:
    /// Nothing where it does not pay or would lose digits: few rows, as many effects as a third of the rows, variances
    /// that differ ten-thousandfold, a term of single rows with known correlations.
    /// @param near  coefficients near the answer: the effects are counted from X near, so that nothing large cancels
    [[nodiscard]] static std::shared_ptr<const TurnedBlock> of(const Block& block,
                                                               const std::vector<TermShape>& shapes,
                                                               const Eigen::VectorXd& near);

    /// V is positive definite by a margin that no rounding of the turn could make up. False: look at V itself.
    [[nodiscard]] bool surely_definite() const;

    /// x and y of the block in units in which V is the identity.
    void whiten(Eigen::MatrixXd& x, Eigen::VectorXd& y) const;

private:
    using RowMatrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
    Eigen::VectorXd diagonal_, off_;  ///< of T
    RowMatrix columns_;               ///< Q'[Z X y - X near]
    Eigen::VectorXd near_;
    std::vector<Index> first_;  ///< column of each term among `columns_`; the term of rows: -1
    Index effects_ = 0;         ///< columns of all the terms together
    int of_rows_ = -1;          ///< the term of single rows
    friend class TurnedAt;
};

/// Turns the blocks of a layout where that pays.
void turn_blocks(Layout& layout);

/// A turned block at a place of the climb: the sums of `evaluate` by products of the columns with powers of W = M^-1,
/// which follow from those of (T + s I)^-1 by the matrix inversion lemma.
class TurnedAt {
public:
    TurnedAt(const TurnedBlock& turned, const Block& block, const std::vector<ShapeAt>& shapes);

    [[nodiscard]] bool defined() const noexcept { return defined_; }
    [[nodiscard]] double log_det() const noexcept { return log_det_; }
    [[nodiscard]] Eigen::MatrixXd x_w_x() const;
    [[nodiscard]] Eigen::VectorXd x_w_y() const;
    /// (y - Xb)' W (y - Xb), and all the sums of the slopes.
    double add_to(Sums& sums, const Layout& layout, const Eigen::VectorXd& b,
                  const Eigen::MatrixXd& vb, bool reml) const;

private:
    bool pivot(double row_variance);
    void powers();
    [[nodiscard]] Eigen::MatrixXd root_of_effects() const;
    [[nodiscard]] Index x_from() const { return turned_.effects_; }

    const TurnedBlock& turned_;
    const Block& block_;
    const std::vector<ShapeAt>& shapes_;
    bool defined_ = false;
    double log_det_ = 0;
    double trace_ = 0, trace_square_ = 0;     ///< of (T + s I)^-1 and its square; then of W
    Eigen::VectorXd pivot_, ratio_;           ///< T + s I = L D L'
    Eigen::MatrixXd first_, second_, third_;  ///< C' W C, C' W^2 C; C' W^3 C of X and y only
};

}  // namespace sinew::multilevel
