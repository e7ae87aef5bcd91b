// Modalities with a dose curve each, compared in one network: what a dose of one does against a dose of another, and how
// modalities of a class lend to each other.
#pragma once

#include <sinew/dose_response/contrasts.hpp>
#include <sinew/dose_response/curve_basis.hpp>
#include <sinew/dose_response/emax_curve.hpp>

#include <map>
#include <span>

namespace sinew::dose_response {

enum class DoseFunction : std::uint8_t { linear, spline, emax };

/// What modalities of one class have in common.
enum class ClassEffect : std::uint8_t {
    none,
    curve,  ///< one curve for the whole class
    distribution,  ///< coefficients of its modalities spread about the class's, with one variance a coefficient
};

struct NetworkSettings {
    DoseFunction function = DoseFunction::linear;
    std::vector<double> knots = {};  ///< spline: the same for every modality
    ClassEffect classes = ClassEffect::none;
    bool random = true;  ///< heterogeneity tau2 between studies; arms of a study share half of it
    double level = 0.95;
    double reach = 100;  ///< of the search for ED50, as in EmaxSettings
};

/// The curve of one modality (or of a class): effect of a dose against none.
struct AgentCurve {
    std::string agent, group;   ///< group: its class; empty without classes
    std::vector<double> b, se;  ///< of the terms; Emax alone for emax
    double ed50 = 0;
    ProfileEnd ed50_lb = {}, ed50_ub = {};
    std::size_t studies = 0, doses = 0;  ///< that it rests on; different doses above 0
    double highest_dose = 0;
    std::string words;  ///< what cannot be identified of it; empty when nothing
};

struct NetworkFit {
    std::vector<AgentCurve> agents;  ///< in order of name
    std::vector<std::string> terms;
    NetworkSettings settings;
    double tau2 = 0;
    std::vector<double> class_variance;  ///< of each term, with `distribution`
    double log_likelihood = 0, qe = 0, qe_p = 0;
    std::size_t qe_degrees = 0, k = 0, rows = 0;
    std::vector<std::string> warnings;
    /// Covariance of all numbers of all agents: b of the first, of the second ...; then log ED50 of each group (emax).
    numerics::Matrix covariance;
    std::vector<std::size_t> ed50_of;  ///< of each agent: its ED50 among the groups
};

struct AgentPoint {
    std::string agent;
    double dose = 0, effect = 0, se = 0, ci_lb = 0, ci_ub = 0;
};

/// A dose of 0 is the same whatever it is a dose of. Linear and spline by REML, Emax by ML (one ED50 for each modality, or
/// for each class when classes share).
/// @param classes  modality -> class; a modality that is not there is a class of its own
/// @errors bad_input: a modality whose curve these data cannot identify (fewer doses than terms, or compared with nothing that
///         is known), named; a dose below 0; a distribution of classes for emax
/// @source mawdsley2016 (the model), crippa2019
[[nodiscard]] Result<NetworkFit> fit_network(
    std::span<const StudyContrasts> studies,
    const std::map<std::string, std::string, std::less<>>& classes,
    const NetworkSettings& settings = {});

/// Every modality at every dose up to its highest (others are left out), against a dose of 0.
[[nodiscard]] std::vector<AgentPoint> predict_network(const NetworkFit& fit,
                                                      std::span<const double> doses);

}  // namespace sinew::dose_response
