// What one study gives a curve: effects of its doses against its reference dose, with the covariances that share of a
// reference brings.
#pragma once

#include <sinew/base/result.hpp>
#include <sinew/numerics/matrix.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace sinew::dose_response {

/// How the rows of a study came about; it decides what its reference shares with its other doses.
enum class Design : std::uint8_t {
    case_control,          ///< cc: log odds ratios, cases of n
    cumulative_incidence,  ///< ci: log risk ratios, cases of n
    incidence_rate,        ///< ir: log rate ratios, cases in person-time
    mean_difference,       ///< md: n, mean and SD of each arm
    standardised_mean,     ///< smd: the same, in SDs of the study
    given,                 ///< effects with a covariance that is given
};

/// One dose of one study. What the design does not use stays empty.
struct DoseLevel {
    double dose = 0;
    bool reference = false;
    std::string agent = {};               ///< what the dose is of, in a network of modalities
    std::optional<double> effect = {};    ///< against the reference, on the log scale for ratios
    std::optional<double> variance = {};  ///< of `effect`, above 0
    std::optional<double> cases = {};
    std::optional<double> total = {};  ///< people, or person-time
    std::optional<double> mean = {}, sd = {};
    std::size_t row = 0;  ///< of the table, from 1, for messages
};

struct DoseStudy {
    std::string name;
    Design design = Design::given;
    std::optional<double> time = {};     ///< of measurement, where studies were measured repeatedly
    std::vector<DoseLevel> levels = {};  ///< any order, one of them the reference
};

enum class CovarianceMethod : std::uint8_t {
    greenland_longnecker,  ///< margins of the table kept
    hamling,               ///< reported variances and two shares of the table kept
    independent,           ///< zero: for comparison, or for one dose a study
};

enum class MeanVariance : std::uint8_t {
    each_arm,  ///< sd^2 / n of each arm, as metafor's MD
    pooled,    ///< one SD for all arms of the study
};

struct ContrastSettings {
    CovarianceMethod method = CovarianceMethod::greenland_longnecker;
    MeanVariance mean_variance = MeanVariance::each_arm;
    bool hedges = true;  ///< smd: the small-sample factor J
};

/// The table that a covariance was read off, and how well it fits what was reported.
struct FittedTable {
    CovarianceMethod method = CovarianceMethod::greenland_longnecker;
    std::vector<double> cases, totals;  ///< reference first
    double largest_misfit = 0;  ///< of the log ratios (and of the variances and shares, Hamling)
    unsigned steps = 0;
};

/// Effects against the study's reference, in rising order of dose.
struct StudyContrasts {
    std::string name;
    double reference_dose = 0;
    std::string reference_agent = {};
    std::vector<double> doses;             ///< without the reference
    std::vector<std::string> agents = {};  ///< of the doses; empty texts where there is one agent
    std::vector<double> effects;
    numerics::Matrix covariance;  ///< of the effects
    std::optional<FittedTable> table = {};
    std::vector<std::size_t> rows = {};  ///< of the table, one an effect
};

/// Ratios need effect and variance of every other row, or counts alone (then the effects are the crude ones, with their
/// exact covariances). Means need n, mean and sd of every row.
/// @errors  bad_input: no reference or two, a dose twice, cases above n, an SD of zero, a variance that is not positive, an
///          effect on the reference row; did_not_converge: no table fits the numbers
/// @source greenland1992, hamling2008, orsini2012, crippa2016, gleser2009
[[nodiscard]] Result<StudyContrasts> contrasts_of(const DoseStudy& study,
                                                  const ContrastSettings& settings = {});

}  // namespace sinew::dose_response
