// To the top of a likelihood inside a box, by safeguarded Newton steps. Inside the room only: carries Eigen.
#pragma once

#include <sinew/multilevel/evaluation.hpp>

#include <functional>

namespace sinew::multilevel {

using Objective = std::function<Evaluation(const Eigen::VectorXd&)>;

struct Climb {
    Eigen::VectorXd place;
    Evaluation top;
    std::vector<bool> at_bound;  ///< and pushed against it
    int steps = 0, evaluations = 0;
    double gradient = 0;  ///< largest off the bounds, in units of the coordinate's standard error
    bool converged = false;
};

/// Newton with the observed information; along directions where that is not positive, or (of variances only) where the slope
/// says that the top is more than half a standard error off, with the expected information.
/// A coordinate whose step crosses its bound is held there and the others are solved again. Every step must climb; the
/// last one, smaller than the tolerance, is taken whole.
/// @pre  the objective is defined at `start`, or the climb comes back undefined
[[nodiscard]] Climb climb(const Objective& objective, const std::vector<Coordinate>& coordinates,
                          Eigen::VectorXd start, const FitSettings& settings);
/// From a place that was evaluated already.
[[nodiscard]] Climb climb_from(const Objective& objective,
                               const std::vector<Coordinate>& coordinates, Eigen::VectorXd start,
                               Evaluation at_start, const FitSettings& settings);

}  // namespace sinew::multilevel
