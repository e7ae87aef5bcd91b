// One pass over the studies for a design of several columns: linear in the number of studies, cubic in the columns only.
#pragma once

#include <sinew/pooling/fit_basis.hpp>
#include <sinew/pooling/fit_sums.hpp>

#include <span>
#include <vector>

namespace sinew::pooling {

/// The sums of fit_sums.hpp for an orthonormal design. `basis`, `yi` and `vi` must outlive it.
class BasisSweep {
public:
    BasisSweep(const Basis& basis, std::span<const double> yi, std::span<const double> vi);

    [[nodiscard]] std::size_t studies() const noexcept { return studies_; }
    [[nodiscard]] std::size_t coefficients() const noexcept { return width_; }
    [[nodiscard]] std::span<const double> yi() const noexcept { return y_; }
    [[nodiscard]] std::span<const double> vi() const noexcept { return v_; }
    [[nodiscard]] std::span<const double> weights() const noexcept { return w_; }

    const Sums& at(double tau2);
    const Sums& equal();
    /// Weights of the caller.
    const Sums& with(std::span<const double> weights);

    /// Coefficients of Q and the inverse of Q'W Q, width * width.
    [[nodiscard]] std::span<const double> solution() const noexcept { return solution_; }
    [[nodiscard]] std::span<const double> inverse() const noexcept { return inverse_; }
    [[nodiscard]] std::span<const double> residuals() const noexcept { return rest_; }
    [[nodiscard]] double log_cross() const noexcept { return log_cross_ + basis_->log_design(); }
    [[nodiscard]] double log_design() const noexcept { return basis_->log_design(); }
    [[nodiscard]] VarianceSums variance_sums() const;

    /// Q' diag(u) Q, width * width.
    void cross(std::span<const double> u, std::vector<double>& into) const;

    /// The same rows in another order: study i is given row order[i] of the design.
    void order(std::span<const std::size_t> order);

private:
    const Sums& sum();
    void invert();
    [[nodiscard]] double trace_with(const std::vector<double>& matrix) const;

    const Basis* basis_;
    std::span<const double> y_, v_;
    std::size_t studies_, width_;
    std::vector<double> q_, w_, rest_, solution_, inverse_;
    std::vector<double> cross1_, cross2_, cross3_, product_, factor_, pull_;
    double log_cross_ = 0;
    Sums sums_;
};

}  // namespace sinew::pooling
