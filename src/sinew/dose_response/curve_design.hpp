// Effects and terms of studies side by side. Inside the room only: carries Eigen.
#pragma once

#include <sinew/dose_response/curve_fit.hpp>
#include <sinew/multilevel/mixed_model.hpp>

#include <Eigen/Dense>
#include <functional>

namespace sinew::dose_response {

/// One study: effects, terms less those of the reference dose, covariance.
struct DesignBlock {
    Eigen::VectorXd y;
    Eigen::MatrixXd x, s;
};

using Terms = std::function<std::vector<double>(double dose)>;

/// Each column of every block is divided by its largest size, kept in `scale`, so that terms of any dose unit weigh alike.
struct CurveDesign {
    std::vector<DesignBlock> blocks;
    Eigen::VectorXd scale;
};

[[nodiscard]] CurveDesign design_of(std::span<const StudyContrasts> studies, const Terms& terms,
                                    std::size_t columns);

/// Generalised least squares of one block or of several together.
struct LeastSquares {
    Eigen::VectorXd b;
    Eigen::MatrixXd vb;
    bool solved = false;  ///< false: the terms cannot be told apart
};

[[nodiscard]] LeastSquares least_squares(std::span<const DesignBlock> blocks);

/// The model of multilevel for blocks whose random effects are their own terms.
[[nodiscard]] multilevel::MixedModel mixed_model_of(std::span<const DesignBlock> blocks,
                                                    bool random);

/// Deviance, R2 and residuals of a common curve. `scaled` are the coefficients of the scaled columns.
[[nodiscard]] GoodnessOfFit goodness_of(std::span<const StudyContrasts> studies,
                                        const std::vector<DesignBlock>& blocks,
                                        const Eigen::VectorXd& scaled);

/// The covariance between studies by the matrix of moments, negative directions cut off at zero.
/// @source jackson2013moments
[[nodiscard]] Eigen::MatrixXd moments_between(std::span<const DesignBlock> blocks);

}  // namespace sinew::dose_response
