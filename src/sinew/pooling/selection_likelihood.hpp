// The likelihood of a step-function selection model with its first and second derivatives.
#pragma once

#include <sinew/numerics/matrix.hpp>
#include <sinew/pooling/selection_model.hpp>

namespace sinew::pooling {

/// Parameters in this order: mean, tau2, then the relative chance of each step after the first.
struct SelectionPoint {
    double mean = 0, tau2 = 0;
    std::vector<double> delta = {};  ///< of the steps after the first, above 0
};

struct SelectionValue {
    double log_likelihood = 0;
    std::vector<double> gradient = {};
    numerics::Matrix hessian = {};
};

/// With z the standardised distance of a step's end from the mean, the chance that a study is seen is a sum of relative
/// chances times differences of normal distribution functions; every derivative is written out.
class SelectionLikelihood {
public:
    /// @param steps  ascending, the last is 1
    SelectionLikelihood(std::span<const double> yi, std::span<const double> vi,
                        std::vector<double> steps, Alternative alternative);

    [[nodiscard]] SelectionValue at(const SelectionPoint& point) const;
    /// -infinity where it is not defined.
    [[nodiscard]] double value_at(const SelectionPoint& point) const;
    [[nodiscard]] std::size_t parameters() const noexcept { return steps_.size() + 1; }
    /// Studies in each step.
    [[nodiscard]] std::span<const std::size_t> counts() const noexcept { return counts_; }

private:
    std::span<const double> y_, v_;
    std::vector<double> steps_,
        cuts_;  ///< cuts: effects in units of the standard error where steps end
    Alternative alternative_;
    std::vector<std::size_t> step_of_, counts_;
};

}  // namespace sinew::pooling
