// Do the designs of the trials tell one story: Q within and between designs, the full design-by-treatment model.
#pragma once

#include <sinew/network/consistency.hpp>

#include <optional>
#include <string>
#include <vector>

namespace sinew::network {

/// Trials that compare the same set of treatments.
struct Design {
    std::vector<std::size_t> treatments;  ///< ascending
    std::vector<std::size_t> trials;
};

/// By number of treatments, then by their indices.
[[nodiscard]] std::vector<Design> designs_of(const Network& network);

/// "acarbose : metformin : placebo"
[[nodiscard]] std::string name_of(const Design& design, const Network& network);

struct QStatistic {
    double Q = 0;
    std::size_t df = 0;
    double pval = 1;
};

struct DesignQ {
    Design design;
    QStatistic within;  ///< among its trials, common effect
    std::optional<QStatistic>
        when_detached;  ///< Q between designs without it; nothing when it alone joins treatments
};

struct Inconsistency {
    QStatistic total, within, between;  ///< common effect
    std::vector<DesignQ> designs;
    double tau2_within = 0;  ///< of the full design-by-treatment model, by the method of the fit
    QStatistic interaction;  ///< Wald test of all design-by-treatment terms at that tau2
    Tau2Method method = Tau2Method::reml;
};

/// @source higgins2012 (design by treatment), krahn2013 (decomposition of Q)
[[nodiscard]] Result<Inconsistency> inconsistency_of(const Network& network, Tau2Method method);

/// One contrast of a design in the net heat matrix; designs of m treatments have m - 1.
struct HeatRow {
    std::size_t design = 0;  ///< index into NetHeat::designs
    std::size_t treatment = 0, base = 0;
};

/// Rows and columns: contrasts of designs. Only designs that take part in a loop are there.
struct NetHeat {
    std::vector<Design> designs;
    std::vector<HeatRow>
        rows;  ///< in the order of a clustering: what belongs together stands together
    numerics::Matrix
        share;  ///< part of the column's direct evidence in the row's network estimate (hat matrix)
    numerics::Matrix
        heat;  ///< inconsistency of the row that goes when the column's design is detached; warm > 0
    double tau2 = 0;  ///< 0, or that of the full model
};

/// @param tau2  heterogeneity at which designs are pooled; 0 for the common effect
/// @return nothing when the network has no loop of designs that could disagree
/// @source krahn2013
[[nodiscard]] Result<std::optional<NetHeat>> net_heat(const Network& network, double tau2);

}  // namespace sinew::network
