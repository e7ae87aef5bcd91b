// How much each study moves the result: what changes when it is left out.
#pragma once

#include <sinew/pooling/fit.hpp>

namespace sinew::pooling {

/// Names as metafor's `influence`; NaN in every number that needs the fit without the study, where there is none.
struct StudyInfluence {
    double rstudent = 0;  ///< studentised deleted residual
    double dffits = 0;    ///< change of the fitted effect, in its standard errors
    double cook_d = 0;    ///< Cook's distance over the coefficients that are tested together
    double cov_r =
        0;  ///< generalised variance of the coefficients without the study over that with it
    double tau2_del = 0;               ///< tau2 without the study
    double QE_del = 0;                 ///< Q without the study
    double hat = 0;                    ///< leverage, 0 to 1
    double weight = 0;                 ///< per cent
    std::vector<double> dfbetas = {};  ///< change of each coefficient, in its standard errors
    bool influential = false;          ///< by the rule of `Influence`
    double baujat_x = 0;  ///< squared Pearson residual: contribution to (residual) heterogeneity
    double baujat_y = 0;  ///< squared standardised change of the fitted effect
};

/// Influential: |dffits| > 3 sqrt(p / (k - p)), or Cook's distance above the median of its chi-squared distribution, or
/// leverage > 3 p / k, or a |dfbetas| > 1.
struct Influence {
    std::size_t k = 0, p = 0;
    std::vector<StudyInfluence> studies;
};

/// @errors bad_input  as `fit`; a single study; own weights in the settings
/// @cost   one fit a study
/// @source viechtbauer2010outliers (definitions and the rule), baujat2002
[[nodiscard]] Result<Influence> influence_of(std::span<const double> yi, std::span<const double> vi,
                                             const numerics::Matrix& design,
                                             const Settings& settings = {});
/// Of a pooled mean.
[[nodiscard]] Result<Influence> influence_of(std::span<const double> yi, std::span<const double> vi,
                                             const Settings& settings = {});

}  // namespace sinew::pooling
