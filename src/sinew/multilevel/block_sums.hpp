// What every block adds to the likelihood, its slope and its curvature. Inside the room only: carries Eigen.
#pragma once

#include <sinew/multilevel/layout.hpp>

namespace sinew::multilevel {

[[nodiscard]] inline double trace_of_product(const Eigen::MatrixXd& a, const Eigen::MatrixXd& b) {
    return a.cwiseProduct(b.transpose()).sum();
}

/// Sums over the blocks, in their order.
struct Sums {
    explicit Sums(Index q, Index p)
        : trace{Eigen::VectorXd::Zero(q)},
          quadratic{Eigen::VectorXd::Zero(q)},
          x_x(static_cast<std::size_t>(q), Eigen::MatrixXd::Zero(p, p)),
          x_r{Eigen::MatrixXd::Zero(p, q)},
          trace_pair{Eigen::MatrixXd::Zero(q, q)},
          quadratic_pair{Eigen::MatrixXd::Zero(q, q)},
          second{Eigen::MatrixXd::Zero(q, q)},
          x_x_pair(static_cast<std::size_t>(q * q), Eigen::MatrixXd::Zero(p, p)) {}
    Eigen::VectorXd trace, quadratic;       ///< tr(W M_i), r' M_i r
    std::vector<Eigen::MatrixXd> x_x;       ///< X' W M_i W X
    Eigen::MatrixXd x_r;                    ///< X' W M_i r
    Eigen::MatrixXd trace_pair;             ///< tr(W M_i W M_j)
    Eigen::MatrixXd quadratic_pair;         ///< r' M_i W M_j r
    Eigen::MatrixXd second;                 ///< tr(P M_ij) - r' M_ij r
    std::vector<Eigen::MatrixXd> x_x_pair;  ///< X' W M_i W M_j W X
};

}  // namespace sinew::multilevel
