// The variance between studies, tau2, by nine estimators. All take sums that cost one pass over the studies.
#pragma once

#include <sinew/base/result.hpp>
#include <sinew/pooling/fit_basis_sweep.hpp>
#include <sinew/pooling/fit_mean_sweep.hpp>
#include <sinew/pooling/fit_settings.hpp>

namespace sinew::pooling {

struct Tau2 {
    double value = 0;  ///< squared units of the effects, at least 0
    double se = 0;     ///< by the formula of the estimator; NaN where there is none
    int steps = 0;     ///< of the iteration; 0 for closed forms
    bool zero_likelier =
        false;  ///< a positive solution was left because the likelihood is higher at 0
};

/// The estimate by `settings.method`; 0 for the common effect and for a single study. The sweep is left somewhere else.
/// @pre    k > p, or k = 1; variances above 0
/// @errors did_not_converge  no step below settings.step times the mean variance within settings.most_steps
/// @source viechtbauer2005 (estimators and standard errors), dersimonian1986, paule1982, sidik2005, hedges1983
[[nodiscard]] Result<Tau2> tau2_of(MeanSweep& sweep, const Settings& settings);
[[nodiscard]] Result<Tau2> tau2_of(BasisSweep& sweep, const Settings& settings);

/// The tau2 at which the Q with weights 1 / (v + tau2) equals `target`; 0 when it is not above it already at 0.
/// @errors did_not_converge
[[nodiscard]] Result<Tau2> tau2_where_q_is(MeanSweep& sweep, double target,
                                           const Settings& settings);
[[nodiscard]] Result<Tau2> tau2_where_q_is(BasisSweep& sweep, double target,
                                           const Settings& settings);

}  // namespace sinew::pooling
