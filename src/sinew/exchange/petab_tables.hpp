// The calibration problem in PEtab, version 1: parameters with their priors, observables with their noise, conditions, and an empty table of
// measurements: none is invented.
#pragma once

#include <sinew/exchange/model_numbers.hpp>
#include <sinew/knowledge/model_links.hpp>
#include <sinew/knowledge/model_observation.hpp>

#include <span>

namespace sinew::exchange {

struct ExportedFile {
    std::string name, bytes;
};

/// problem.yaml, model.xml, parameters.tsv, observables.tsv, conditions.tsv, measurements.tsv. Scores of 0 to n are observed with the mean and the
/// variance of their beta-binomial; craving as the logit of its share. A prior PEtab has no word for (beta, cut normal) becomes a normal inside bounds.
/// @errors as model::Prior::read
/// @source docs/methods/exchange.md
[[nodiscard]] Result<std::vector<ExportedFile>> petab_tables(
    const ModelExport& model, const knowledge::ModelPack& pack,
    std::span<const knowledge::ModelLink> links,
    std::span<const knowledge::ObservationSpec> instruments);

}  // namespace sinew::exchange
