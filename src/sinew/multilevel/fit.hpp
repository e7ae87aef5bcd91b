// Fits a mixed model by restricted or full maximum likelihood.
#pragma once

#include <sinew/multilevel/mixed_model.hpp>

namespace sinew::multilevel {

enum class Criterion : std::uint8_t { reml, ml };
enum class Quantile : std::uint8_t { z, t };

struct FitSettings {
    Criterion criterion = Criterion::reml;
    Quantile quantile = Quantile::z;  ///< of tests and intervals; t has k - p degrees of freedom
    double level = 0.95;
    int most_steps = 200;  ///< of one climb
    double step_tolerance =
        3e-5;  ///< in standard errors of the components: the Newton step after one this small is the last
    /// Climb from further starts when a component ends at its bound or the top is flat.
    bool several_starts = true;
    /// Coefficients tested together as QM: their columns. Empty: all but the intercept, or all when there is only that.
    std::vector<std::size_t> tested = {};
};

/// The components of one term as estimated.
struct TermFit {
    std::string name = {};
    std::vector<double> variance = {};  ///< sigma2 or tau2: one, or one for each column of Z
    std::vector<double> correlation =
        {};  ///< rho: none, one, or the lower triangle column by column
    std::vector<double> se_variance =
        {};  ///< from the observed information; NaN at a bound or when held
    std::vector<double> se_correlation = {};
    std::vector<bool> at_zero = {};  ///< of each variance: zero is the answer
    std::size_t groups = 0;
    numerics::Matrix g = {};  ///< q x q
};

/// How the climb went.
struct Convergence {
    int steps = 0;        ///< of the best climb
    int evaluations = 0;  ///< of all climbs together
    int starts = 1;
    /// Largest derivative among the components off their bounds, each in units of its own standard error.
    double gradient = 0;
    bool other_top = false;  ///< another start ended on a lower top
};

struct MixedFit {
    std::vector<double> b = {}, se = {}, stat = {}, pval = {}, ci_lb = {}, ci_ub = {};
    numerics::Matrix vb = {};
    double degrees = 0;  ///< of t; infinite for z
    std::vector<TermFit> terms = {};
    std::size_t k = 0, p = 0;
    std::size_t components = 0;  ///< estimated, not held
    double log_likelihood =
        0;  ///< of the criterion; REML with the constant +1/2 log|X'X| and (k - p) log 2 pi
    double deviance = 0, aic = 0, bic = 0, aicc = 0;
    double qe = 0, qe_p = 0;  ///< generalised Q against V alone, chi-squared with k - p
    double qm = 0, qm_p = 0;  ///< Wald test of `tested`: chi-squared, or F when `quantile` is t
    std::vector<std::size_t> tested = {};
    std::vector<double> place =
        {};  ///< coordinates of the top, for the other functions of this room
    Convergence convergence = {};
    std::vector<std::string> warnings = {};
    FitSettings settings = {};
};

/// @errors bad_input        sizes that do not fit, a covariance that is not positive definite (with its rows), collinear columns
///         conflict         components that cannot be told apart, or that no row speaks of
///         did_not_converge the climb ended with a slope
/// @source harville1977, gilmour1995, konstantopoulos2011, viechtbauer2010 (definitions and constants: those of rma.mv)
/// @cost   rows are split into independent blocks; each costs its size cubed, or its size for nested intercepts with
///         independent sampling errors
[[nodiscard]] Result<MixedFit> fit_mixed(const MixedModel& model, const FitSettings& settings = {});

}  // namespace sinew::multilevel
