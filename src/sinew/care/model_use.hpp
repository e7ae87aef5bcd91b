// The model itself as a use case: its links, its parameters with their priors, and its equations in other programs' languages.
#pragma once

#include <sinew/exchange/petab_tables.hpp>
#include <sinew/model/prior.hpp>

#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace sinew::care {

/// Everything the packs say of the model. Answers point into it.
struct ModelKnowledge {
    knowledge::ModelPack pack;
    std::vector<knowledge::ModelLink> links;
    std::vector<knowledge::ObservationSpec> instruments;
    model::Prior prior;
};

/// @errors every fault of the packs
[[nodiscard]] Checked<std::unique_ptr<const ModelKnowledge>> load_model_knowledge(
    const knowledge::PackSource& source);

/// Where nine of ten draws of a parameter lie; nothing for what is not drawn.
struct PriorSpan {
    double low = 0, high = 0;
};
[[nodiscard]] std::optional<PriorSpan> prior_span(const ModelKnowledge& known,
                                                  std::string_view symbol);

enum class ExportLanguage : std::uint8_t { sbml, petab, c, latex, csv, dot };
using exchange::ExportedFile;
using model::DrugClass;

/// The languages that are several files, and therefore a folder.
[[nodiscard]] constexpr bool is_folder(ExportLanguage language) noexcept {
    return language == ExportLanguage::petab || language == ExportLanguage::csv;
}

/// @errors bad_input: a symbol of the equations that the pack lacks
[[nodiscard]] Result<std::vector<ExportedFile>> export_model(const ModelKnowledge& known,
                                                             ExportLanguage language,
                                                             DrugClass drug);

/// The tables of the packs, one symbol a row.
[[nodiscard]] std::string model_links_csv(const ModelKnowledge& known);
[[nodiscard]] std::string model_parameters_csv(const ModelKnowledge& known);

}  // namespace sinew::care
