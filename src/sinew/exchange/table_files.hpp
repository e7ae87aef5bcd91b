// The numbers, links, instruments and equations of the model as comma-separated tables.
#pragma once

#include <sinew/exchange/petab_tables.hpp>

namespace sinew::exchange {

/// parameters.csv (every row of the pack), links.csv, observables.csv, equations.csv (formulas in the notation of C).
[[nodiscard]] std::vector<ExportedFile> table_files(
    const ModelExport& model, const knowledge::ModelPack& pack,
    std::span<const knowledge::ModelLink> links,
    std::span<const knowledge::ObservationSpec> instruments);

[[nodiscard]] std::string parameters_csv(const knowledge::ModelPack& pack);
[[nodiscard]] std::string links_csv(std::span<const knowledge::ModelLink> links);

}  // namespace sinew::exchange
