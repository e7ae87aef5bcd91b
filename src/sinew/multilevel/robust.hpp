// Cluster-robust variance of the coefficients: right when the working model of dependence is not.
#pragma once

#include <sinew/multilevel/fit.hpp>

namespace sinew::multilevel {

/// How the residuals of J clusters (k rows, p coefficients) are corrected for being fitted.
enum class Correction : std::uint8_t {
    cr0,   ///< not at all
    cr1,   ///< J / (J - 1)
    cr1p,  ///< J / (J - p)
    cr1s,  ///< J (k - 1) / ((J - 1)(k - p))
    cr2,   ///< unbiased when the working model holds
};
/// Degrees of freedom of the t tests.
enum class RobustDegrees : std::uint8_t {
    satterthwaite,    ///< of each coefficient, from the working model
    clusters_less_p,  ///< J - p
};

struct RobustSettings {
    Correction correction = Correction::cr2;
    RobustDegrees degrees = RobustDegrees::satterthwaite;
    double level = 0.95;
    std::vector<std::size_t> tested = {};  ///< columns of the joint test; empty: as in the fit
};

struct RobustFit {
    std::vector<double> b = {}, se = {}, df = {}, stat = {}, pval = {}, ci_lb = {}, ci_ub = {};
    numerics::Matrix vb = {};
    std::size_t clusters = 0;
    /// Joint test of `tested` by the approximate Hotelling T-squared (HTZ): F with df1 and df2. NaN when df2 is not above 0.
    double f = 0, df1 = 0, df2 = 0, f_p = 0;
    std::vector<std::size_t> tested = {};
    std::vector<std::string> warnings = {};
    RobustSettings settings = {};
};

/// @param cluster  of each row, numbered from 0
/// @errors bad_input  one cluster only; as many coefficients as clusters (CR1p); a random term or a known covariance that
///                    reaches over clusters (with a row)
/// @source bell2002, pustejovsky2018 (CR2, Satterthwaite degrees and HTZ where W is the inverse of the marginal covariance)
[[nodiscard]] Result<RobustFit> robust_variance(const MixedModel& model, const MixedFit& fit,
                                                std::span<const std::size_t> cluster,
                                                const RobustSettings& settings = {});

}  // namespace sinew::multilevel
