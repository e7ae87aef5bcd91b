// An effect that grows with time towards that of its dose: E(dose, t) = E(dose) (1 - exp(-t / T)).
#pragma once

#include <sinew/dose_response/contrasts.hpp>
#include <sinew/dose_response/curve_fit.hpp>
#include <sinew/dose_response/emax_curve.hpp>

#include <span>

namespace sinew::dose_response {

/// One study with the effects of its doses at its times. `doses` and `times` have one entry an effect.
struct TimedStudy {
    std::string name;
    double reference_dose = 0;
    std::vector<double> doses = {}, times = {}, effects = {};
    numerics::Matrix covariance = {};
    std::vector<std::size_t> rows = {};
};

/// Joins what one study gave at each of its times. The effects of doses i and k at times s and t share
/// rho sd_is sd_kt r_ik, with r_ik the correlation of the two doses at one time (its mean over the times that have both).
/// @param rho  correlation of the same arm with itself at another time
/// @errors bad_input: a time below 0 or twice, rho not between -1 and 1, reference doses that differ between times, two doses
///         that never stand at one time, a covariance that is none
[[nodiscard]] Result<TimedStudy> join_times(std::span<const StudyContrasts> each,
                                            std::span<const double> times, double rho);

struct TimeCourseSettings {
    std::optional<CurveBasis> basis = CurveBasis{};  ///< nothing: Emax d / (ED50 + d)
    Between between = Between::ml;                   ///< reml only with a constant that is known
    std::optional<double> constant = {};             ///< T, taken as known
    double level = 0.95;
    /// T is looked for from the first time above 0 over `reach` to the last times `reach`, ED50 likewise over the doses.
    double reach = 50;
    std::size_t walk = 41;  ///< places looked at before the best is refined
};

enum class TimeVerdict : std::uint8_t {
    identified,
    given,      ///< the constant was taken as known
    growing,    ///< T far above the times: only E / T can be told
    immediate,  ///< T far below the times: the effect is whole at the first of them
    flat,       ///< no effect, or every T fits
};

struct TimeCourseFit {
    TimeCourseSettings settings;
    TimeVerdict verdict = TimeVerdict::identified;
    double constant = 0, se_log_constant = 0;  ///< T; NaN when not identified
    ProfileEnd constant_lb, constant_ub;       ///< by profile likelihood
    std::optional<double> ed50 = {};
    double se_log_ed50 = 0;
    ProfileEnd ed50_lb = {}, ed50_ub = {};
    std::vector<std::string> names;
    std::vector<double> b, se, stat, pval, ci_lb,
        ci_ub;                    ///< of the whole effect; NaN se when not identified
    numerics::Matrix covariance;  ///< of b, log T (unless given), log ED50 (Emax)
    numerics::Matrix between;     ///< of b between studies
    double log_likelihood = 0;
    double whole_log_likelihood = 0;  ///< with the effect whole at every time above 0
    double q = 0, q_p = 0;            ///< of the effects about the common course
    std::size_t q_degrees = 0;
    double first_time = 0, last_time = 0;  ///< above 0, as seen
    double lowest_dose = 0, highest_dose = 0;
    std::size_t k = 0, rows = 0;
    std::string words;  ///< what cannot be identified, and what can; empty when all is told
    std::vector<std::string> warnings;
};

/// By maximum likelihood over T (REML is no likelihood there: the design moves with it), the curve over dose with it.
/// @errors bad_input: no study; "cannot be identified from these data" when every study has one time and T is not given; a
///         dose below 0 (Emax); terms that the doses cannot tell apart; REML with a T to be found
/// @source pedder2019 (dose and time in one model), mawdsley2016
[[nodiscard]] Result<TimeCourseFit> fit_time_course(std::span<const TimedStudy> studies,
                                                    const TimeCourseSettings& settings = {});

struct TimePoint {
    double dose = 0, time = 0, effect = 0, se = 0, ci_lb = 0, ci_ub = 0;
    double pi_lb = 0, pi_ub = 0;  ///< of the course of one more study
};

/// Every dose at every time, against a reference dose. Limits beyond the last time seen are NaN when the effect still grows.
[[nodiscard]] std::vector<TimePoint> predict_time_course(const TimeCourseFit& fit,
                                                         std::span<const double> doses,
                                                         std::span<const double> times,
                                                         double reference);

}  // namespace sinew::dose_response
