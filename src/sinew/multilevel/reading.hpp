// What a fitted model says beyond its coefficients: shares of variance, predictions, profiles of components, effects of groups.
#pragma once

#include <sinew/multilevel/fit.hpp>

namespace sinew::multilevel {

/// Share of each variance in the total, in per cent: 100 sigma2_j / (sum sigma2 + typical), typical = (k - p) / tr(P) with P
/// from V alone. Terms of several variances have no single share and are left out of the sum: then `i2` is NaN.
struct VarianceShares {
    double typical = 0;
    double i2 = 0;  ///< of all terms together
    std::vector<double> by_term = {};
};
/// @source higgins2002 (the idea), viechtbauer2010 (the typical variance with a covariance)
[[nodiscard]] Result<VarianceShares> variance_shares(const MixedModel& model, const MixedFit& fit);

struct Prediction {
    double pred = 0, se = 0, ci_lb = 0, ci_ub = 0;
    double
        pi_lb = 0,
        pi_ub =
            0;  ///< of a new effect; NaN when a term has several variances and no column is named
};
/// At the values `x` of the columns of X. `columns`: for each term with several variances, the column of G of the new effect.
/// @errors bad_input  another number of values than columns
[[nodiscard]] Result<Prediction> predict(const MixedModel& model, const MixedFit& fit,
                                         std::span<const double> x,
                                         std::span<const std::size_t> columns = {});

enum class Component : std::uint8_t { variance, correlation };
/// The values of one component at which twice the fall of the profile log-likelihood is below the chi-squared quantile.
struct ProfileInterval {
    double lower = 0, upper = 0;
    bool lower_at_bound = false;  ///< the whole range below the estimate is inside
    bool upper_at_bound = false;  ///< likewise above: infinity for a variance
};
/// @errors bad_input         a component that is held, or of an unstructured G of three columns or more
///         did_not_converge  a profile that cannot be followed
/// @cost   some thirty fits
[[nodiscard]] Result<ProfileInterval> profile_interval(const MixedModel& model, const MixedFit& fit,
                                                       std::size_t term, Component component,
                                                       std::size_t index);

/// The best prediction of one random effect.
struct GroupEffect {
    std::size_t term = 0, group = 0, inner = 0;
    double value = 0, se = 0, pi_lb = 0, pi_ub = 0;
};
/// In the order of terms, groups and columns.
/// @source robinson1991 (BLUP and its error)
[[nodiscard]] Result<std::vector<GroupEffect>> group_effects(const MixedModel& model,
                                                             const MixedFit& fit);

}  // namespace sinew::multilevel
