// The normal linear model at one value of tau: there everything is Gaussian and known in closed form.
#pragma once

#include <sinew/base/result.hpp>
#include <sinew/bayes/prior.hpp>
#include <sinew/numerics/matrix.hpp>

#include <span>
#include <vector>

namespace sinew::bayes {

/// Rows made independent of each other: y_i ~ N(x_i b, 1 + tau^2 spread_i).
struct IndependentRows {
    std::vector<double> y;
    numerics::Matrix x;  ///< one row each; may have no columns only when there are none to estimate
    std::vector<double> spread;  ///< 1 / v_i where the sampling errors are independent
    double log_determinant = 0;  ///< of the sampling covariance before it was taken out
};

/// One common mean: x_i = 1, before scaling by the standard errors.
/// @errors bad_input for lengths that differ or no rows; out_of_range for a variance that is not above 0, or y not finite.
[[nodiscard]] Result<IndependentRows> rows_of(std::span<const double> yi,
                                              std::span<const double> vi);

/// y ~ N(x b, sampling + tau^2 between), both known and positive definite; turned to axes on which both are diagonal.
/// @errors bad_input for shapes that do not fit or a covariance that is not positive definite.
[[nodiscard]] Result<IndependentRows> rows_of(std::span<const double> y, const numerics::Matrix& x,
                                              const numerics::Matrix& sampling,
                                              const numerics::Matrix& between);

/// Coefficients at one tau.
struct Conditional {
    std::vector<double> mean;
    numerics::Matrix covariance;
    double log_marginal = 0;  ///< log p(y | tau), the coefficients integrated out
};

/// The model without tau: rows and a prior for every coefficient.
class GivenTau {
public:
    /// @errors bad_input when flat coefficients cannot be told apart by the rows.
    [[nodiscard]] static Result<GivenTau> make(IndependentRows rows,
                                               std::vector<NormalPrior> priors);

    /// Fills `out`, which keeps its memory between calls.
    void evaluate(double tau, Conditional& out) const;

    /// One draw of the coefficients at `tau` from as many standard normal numbers, which are used up; less work than `evaluate`.
    void draw(double tau, std::span<double> normals, Conditional& scratch,
              std::span<double> out) const;

    [[nodiscard]] std::size_t coefficients() const noexcept { return priors_.size(); }
    [[nodiscard]] const IndependentRows& rows() const noexcept { return rows_; }
    [[nodiscard]] bool proper() const noexcept { return flat_ == 0; }

    /// For large tau the marginal likelihood falls as tau^-(this).
    [[nodiscard]] double fall() const noexcept {
        return static_cast<double>(rows_.y.size()) - static_cast<double>(flat_);
    }

private:
    GivenTau(IndependentRows rows, std::vector<NormalPrior> priors);

    IndependentRows rows_;
    std::vector<NormalPrior> priors_;
    std::size_t flat_ = 0;
};

}  // namespace sinew::bayes
