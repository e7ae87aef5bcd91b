// The likelihood of a model at a place, with slope and curvature. Inside the room only: carries Eigen.
#pragma once

#include <sinew/multilevel/layout.hpp>

namespace sinew::multilevel {

struct Evaluation {
    bool defined = false;       ///< false: the covariance is not positive definite here
    double log_likelihood = 0;  ///< of the criterion, with its constants
    double rss = 0;             ///< (y - Xb)' M^-1 (y - Xb)
    Eigen::VectorXd b = {};
    Eigen::MatrixXd vb = {};
    Eigen::VectorXd gradient = {};
    Eigen::MatrixXd observed = {};  ///< minus the second derivatives
    Eigen::MatrixXd expected = {};  ///< their mean over data of the model
};

/// By blocks, dense inside each: the definition.
/// @source harville1977 (derivatives), gilmour1995 (r' M_i P M_j r instead of traces)
[[nodiscard]] Evaluation evaluate(const Layout& layout, const Eigen::VectorXd& place,
                                  Criterion criterion);

/// The inverse of a symmetric positive definite matrix and its log-determinant; false when it is not one.
[[nodiscard]] bool invert_definite(const Eigen::MatrixXd& m, Eigen::MatrixXd& inverse,
                                   double& log_det);

}  // namespace sinew::multilevel
