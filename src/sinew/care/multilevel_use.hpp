// The multilevel use case: effects that depend on each other in, one model of them out; the door to the room for the edge.
#pragma once

#include <sinew/care/effects_use.hpp>
#include <sinew/care/evidence_design.hpp>
#include <sinew/multilevel/reading.hpp>
#include <sinew/multilevel/robust.hpp>

namespace sinew::care {

struct MultilevelQuestion {
    /// "study/effect_id" nested, "study + lab" crossed, "outcome | study" inner within outer; mixed with "+".
    std::string random = "study/effect_id";
    multilevel::Structure structure = multilevel::Structure::compound;  ///< of "inner | outer"
    std::string mods = {};
    std::optional<double> rho = {};  ///< correlation of sampling errors inside `cluster`
    std::optional<domain::StudyTable> covariance =
        {};  ///< study, row_i, row_j, cov: data rows from 1
    std::optional<multilevel::Correction> robust = {};
    bool intervals = false;  ///< profile intervals of the components
    multilevel::FitSettings fit = {};
};

struct ComponentInterval {
    std::size_t term = 0, index = 0;
    multilevel::Component component = multilevel::Component::variance;
    std::optional<multilevel::ProfileInterval> interval =
        {};  ///< nothing: the reason is among the warnings
};

struct MultilevelAnswer {
    MultilevelQuestion question = {};
    effect::Effects effects = {};  ///< the rows that were used
    EvidenceDesign design = {};
    multilevel::MixedModel model = {};
    multilevel::MixedFit fit = {};
    std::vector<TermTest> terms = {};  ///< what each term of `mods` says, given the others
    multilevel::VarianceShares shares = {};
    std::optional<multilevel::Prediction> prediction = {};  ///< without moderators
    std::optional<multilevel::RobustFit> robust = {};
    std::vector<ComponentInterval> intervals = {};
    std::vector<multilevel::GroupEffect> groups = {};
    std::vector<std::vector<std::string>> group_names = {};  ///< of each term
    std::size_t studies = 0, clusters = 0;
    std::vector<std::string> warnings = {};
};

/// @errors every fault of the question against the table: columns that are not there, covariances of rows that are not there
///         or given twice, and what multilevel::fit_mixed and robust_variance refuse, with rows of the table
[[nodiscard]] Result<MultilevelAnswer> multilevel_of(effect::Effects effects,
                                                     const MultilevelQuestion& question);

/// The coefficients `b` of a model with independent rows of variance vi + tau2, with cluster-robust variance: for a pooled
/// answer (`pool --cluster`). `x` as the design; clusters are those of the rows.
[[nodiscard]] Result<multilevel::RobustFit> cluster_robust(
    const effect::Effects& effects, const EvidenceDesign& design, double tau2,
    const multilevel::RobustSettings& settings);

}  // namespace sinew::care
