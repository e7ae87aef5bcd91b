// Pools effects: a common or random-effects mean, or a regression of effects on moderators. The room's front door.
#pragma once

#include <sinew/base/result.hpp>
#include <sinew/numerics/matrix.hpp>
#include <sinew/pooling/fit_settings.hpp>
#include <sinew/pooling/heterogeneity.hpp>
#include <sinew/pooling/tau2.hpp>

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace sinew::pooling {

/// One estimated number with its test and interval, on the scale of the effects. Names as in metafor.
struct Coefficient {
    double b = 0, se = 0;
    double stat = 0;  ///< b / se: z or t
    double pval = 0;  ///< two-sided; NaN when there are no degrees of freedom for a t
    double ci_lb = 0, ci_ub = 0;
};

/// A range; both ends NaN when it is not defined.
struct Range {
    double low = 0, high = 0;
};

/// A pooled mean. Plain numbers: fitting thousands allocates nothing.
struct MeanFit {
    std::size_t k = 0;
    Coefficient mean;
    Tau2 tau2;
    Heterogeneity heterogeneity;
    Range prediction;  ///< where the true effect of a new study lies; NaN for the common effect
    double q = 1;      ///< the factor on the variance: 1 but for knha and adhoc
    double ddf = 0;    ///< degrees of freedom of the test; NaN for z
    double log_likelihood =
        0;  ///< restricted for REML (with + log det X'X / 2, metafor's constant), else full
};

/// Working memory for many fits, one after the other. Grows to the largest k and keeps the last quantile.
struct Workspace {
    std::vector<double> weights = {};
    double level = 0, degrees = -1, quantile = 0;
};

/// The pooled mean of effects `yi` with sampling variances `vi`.
/// @pre    yi.size() == vi.size()
/// @errors bad_input  no study; a number that is not finite or a variance not above 0 (where: "row 3"); settings
///         did_not_converge
/// @cost   one pass over the studies a step of the iteration; allocates only when the workspace grows
/// @source viechtbauer2010, knapp2003 (knha), higgins2009 (prediction)
[[nodiscard]] Result<MeanFit> pooled_mean(std::span<const double> yi, std::span<const double> vi,
                                          const Settings& settings, Workspace& workspace);
[[nodiscard]] Result<MeanFit> pooled_mean(std::span<const double> yi, std::span<const double> vi,
                                          const Settings& settings = {});

/// A meta-regression.
struct Fit {
    std::size_t k = 0, p = 0;
    Settings settings;                      ///< its `weights` are not kept
    std::vector<Coefficient> coefficients;  ///< one a column of the design
    std::vector<std::string> names;         ///< as handed in; may be empty
    numerics::Matrix covariance;            ///< of the coefficients, with the factor q
    Tau2 tau2;
    Heterogeneity heterogeneity;  ///< residual
    double QM = 0,
           QMp = 0;  ///< joint test of all coefficients but the intercept (of all without one)
    std::size_t QM_df =
        0;  ///< chi-squared for z; F with k - p below for the other tests (QM over QM_df)
    double R2 =
        0;  ///< per cent of tau2 (FE: of variance, adjusted) explained; NaN without an intercept or without moderators
    double q = 1, ddf = 0;
    double log_likelihood = 0;
    bool intercept = false;
};

/// The regression of `yi` on the columns of `design` (a column of ones is the intercept; it is not added here).
/// @errors bad_input  as pooled_mean; not more studies than coefficients; a column that others determine (where: its name)
///         did_not_converge
/// @cost   linear in the studies: no k x k matrix is formed
[[nodiscard]] Result<Fit> fit(std::span<const double> yi, std::span<const double> vi,
                              const numerics::Matrix& design, const Settings& settings = {},
                              std::span<const std::string> names = {});

/// The fitted effect at the moderator values `row`, with its interval and that of a new study's true effect.
struct PredictedEffect {
    Coefficient effect;
    Range prediction;
};
[[nodiscard]] PredictedEffect predicted(const Fit& fit, std::span<const double> row);

/// A design of one column of ones.
[[nodiscard]] numerics::Matrix ones(std::size_t studies);

}  // namespace sinew::pooling
