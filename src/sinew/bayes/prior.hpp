// What is believed before the studies speak: about the mean effect, and about how much true effects differ.
#pragma once

#include <sinew/base/result.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace sinew::bayes {

/// The prior of one coefficient: normal, or flat over the whole line (improper: no marginal likelihood then).
struct NormalPrior {
    bool flat = true;
    double mean = 0;
    double sd = 1;  ///< above 0; unread where flat

    [[nodiscard]] static NormalPrior nothing() { return {}; }
    [[nodiscard]] static NormalPrior normal(double mean, double sd) { return {false, mean, sd}; }
};

enum class TauShape : unsigned char {
    half_normal,  ///< scale: SD of the normal that is folded
    half_t,       ///< scale and degrees; one degree is the half-Cauchy
    log_normal,   ///< location and scale of log tau
    uniform,      ///< from 0 to scale
    exponential,  ///< scale: its mean
    fixed,        ///< tau is `location`, known (0 allowed: the common-effect model)
};

/// The prior of tau, the SD of true effects between studies; on the scale of the effects. Proper, every one.
struct TauPrior {
    TauShape shape = TauShape::half_normal;
    double scale = 0.5;
    double degrees = 1;   ///< half_t
    double location = 0;  ///< log_normal: mean of log tau; fixed: tau

    [[nodiscard]] static TauPrior half_normal(double scale) {
        return {TauShape::half_normal, scale};
    }
    [[nodiscard]] static TauPrior half_t(double scale, double degrees) {
        return {TauShape::half_t, scale, degrees};
    }
    [[nodiscard]] static TauPrior half_cauchy(double scale) { return half_t(scale, 1); }
    [[nodiscard]] static TauPrior log_normal(double location, double scale) {
        return {TauShape::log_normal, scale, 1, location};
    }
    [[nodiscard]] static TauPrior uniform(double highest) { return {TauShape::uniform, highest}; }
    [[nodiscard]] static TauPrior exponential(double mean) { return {TauShape::exponential, mean}; }
    [[nodiscard]] static TauPrior fixed(double tau) { return {TauShape::fixed, 0, 1, tau}; }
};

struct Prior {
    NormalPrior mu = {};
    TauPrior tau = {};
};

/// Logarithm of the prior's density at tau >= 0; minus infinity outside its range. Not for `fixed`.
[[nodiscard]] double log_density(const TauPrior& prior, double tau);

/// Its slope d log density / d tau at tau > 0 inside the range.
[[nodiscard]] double log_density_slope(const TauPrior& prior, double tau);

/// The tau below which a share `p` of the prior lies, 0 < p < 1.
[[nodiscard]] double quantile(const TauPrior& prior, double p);

/// How fast the density falls for large tau: it goes as tau^-(tail). Nothing where it falls faster than any power.
[[nodiscard]] std::optional<double> tail_power(const TauPrior& prior);

/// The same shape stretched: tau's prior median is multiplied by `factor` > 0.
[[nodiscard]] TauPrior stretched(TauPrior prior, double factor);

/// "half-normal:0.5" and "normal:0:1", the words that read_* understand.
[[nodiscard]] std::string name_of(const TauPrior& prior);
[[nodiscard]] std::string name_of(const NormalPrior& prior);

/// half-normal:SCALE | half-cauchy:SCALE | half-t:SCALE:DEGREES | log-normal:MEAN_LOG:SD_LOG | uniform:HIGHEST |
/// exponential:MEAN | fixed:TAU
/// @errors bad_input for another name or count of numbers; out_of_range for a scale that is not above 0.
[[nodiscard]] Result<TauPrior> read_tau_prior(std::string_view words, std::string_view where);

/// flat | normal:MEAN:SD
[[nodiscard]] Result<NormalPrior> read_normal_prior(std::string_view words, std::string_view where);

/// What makes a prior unusable (a scale of 0, not a number); nothing when it can be used.
[[nodiscard]] std::optional<Error> fault_of(const TauPrior& prior, std::string_view where);
[[nodiscard]] std::optional<Error> fault_of(const NormalPrior& prior, std::string_view where);

}  // namespace sinew::bayes
