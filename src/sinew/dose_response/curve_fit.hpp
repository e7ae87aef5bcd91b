// A curve over dose through the effects of many studies, in one stage or two.
#pragma once

#include <sinew/dose_response/contrasts.hpp>
#include <sinew/dose_response/curve_basis.hpp>

#include <span>

namespace sinew::dose_response {

enum class Stage : std::uint8_t {
    two,  ///< a curve for each study, then their coefficients together
    one,  ///< one linear mixed model of all effects; studies with few doses lend what they have
};

enum class Between : std::uint8_t {
    common,  ///< FE: one curve for all studies
    reml,
    ml,
    moments,  ///< two stages only
};

struct CurveSettings {
    Stage stage = Stage::two;
    Between between = Between::reml;
    double level = 0.95;
};

/// The coefficients of one study alone.
struct StudyCurve {
    std::string name;
    std::vector<double> b;
    numerics::Matrix vb;
};

/// How much curves of studies differ.
struct CurveHeterogeneity {
    numerics::Matrix between;  ///< covariance of the coefficients between studies
    double q = 0, q_p = 0;     ///< of all coefficients about the common curve
    std::size_t degrees = 0;
    double i2 = 0;  ///< per cent
    std::vector<double> q_each, q_each_p;
};

/// How close the common curve comes to the effects. @source discacciati2017
struct GoodnessOfFit {
    double deviance = 0, p = 0;
    std::size_t degrees = 0;
    double r2 = 0, r2_adjusted = 0;
    std::vector<double>
        residuals;  ///< decorrelated: independent with variance 1 when the curve and V are right
    std::vector<double> doses;  ///< of the residuals
    std::vector<std::size_t> study;
};

struct CurveFit {
    CurveBasis basis;
    CurveSettings settings;
    std::vector<std::string> names;
    std::vector<double> b, se, stat, pval, ci_lb, ci_ub;
    numerics::Matrix vb;
    double log_likelihood = 0;                     ///< NaN for moments
    double qm = 0, qm_p = 0;                       ///< all coefficients are 0
    std::optional<double> nonlinear, nonlinear_p;  ///< all but the straight part are 0
    std::size_t nonlinear_degrees = 0;
    CurveHeterogeneity heterogeneity;
    GoodnessOfFit fit;
    std::vector<StudyCurve>
        studies;  ///< two stages, and one stage where a study carries a curve alone
    std::size_t k = 0, rows = 0;
    int steps = 0;
    std::vector<std::string> warnings;
};

/// @errors bad_input: no study, a study with fewer doses than coefficients (two stages), fewer effects than coefficients,
///         doses that cannot tell the terms apart, moments in one stage; those of multilevel
/// @source orsini2012 (two stages), crippa2019 (one stage), jackson2013moments (moments)
[[nodiscard]] Result<CurveFit> fit_curve(std::span<const StudyContrasts> studies,
                                         const CurveBasis& basis,
                                         const CurveSettings& settings = {});

/// The curve at a dose against another dose.
struct CurvePoint {
    double dose = 0, effect = 0, se = 0, ci_lb = 0, ci_ub = 0;
    double
        pi_lb = 0,
        pi_ub =
            0;  ///< of the curve of one more study; equal to the interval when studies do not differ
};

[[nodiscard]] std::vector<CurvePoint> predict_curve(const CurveFit& fit,
                                                    std::span<const double> doses,
                                                    double reference);

}  // namespace sinew::dose_response
