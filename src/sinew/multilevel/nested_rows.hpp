// The likelihood of random intercepts with independent sampling errors, without a matrix. Inside the room only: carries Eigen.
#pragma once

#include <sinew/multilevel/evaluation.hpp>

namespace sinew::multilevel {

/// At most one intercept of groups and one of single rows, V diagonal: the marginal covariance of a group is
/// D + s J, whose inverse is w - c w w' with w = 1/D. Every sum of `evaluate` then is a few sums of powers of w.
class NestedRows {
public:
    /// Nothing when the model has another form. `layout` needs no blocks.
    [[nodiscard]] static std::optional<NestedRows> of(const MixedModel& model,
                                                      const Layout& layout);

    /// As `evaluate` of evaluation.hpp, to rounding.
    /// @cost  k p^2
    [[nodiscard]] Evaluation evaluate(const Eigen::VectorXd& place, Criterion criterion) const;

private:
    struct Part {
        Index coordinate = -1;  ///< -1: held at `value`
        double value = 0;
    };
    [[nodiscard]] double variance_of(const Part& part, const Eigen::VectorXd& place) const {
        return part.coordinate < 0 ? part.value : place(part.coordinate);
    }

    Part group_, row_;
    Index q_ = 0;
    std::size_t p_ = 0;
    double log_det_xx_ = 0;
    std::vector<std::size_t> first_;  ///< of each group; one more than groups
    std::vector<double> v_, y_, x_;   ///< by group; x row-major
    friend class NestedSums;
};

}  // namespace sinew::multilevel
