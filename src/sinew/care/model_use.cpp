#include <sinew/care/model_use.hpp>
#include <sinew/exchange/c_text.hpp>
#include <sinew/exchange/dot_text.hpp>
#include <sinew/exchange/latex_text.hpp>
#include <sinew/exchange/sbml_text.hpp>
#include <sinew/exchange/table_files.hpp>

#include <algorithm>

namespace sinew::care {

Checked<std::unique_ptr<const ModelKnowledge>> load_model_knowledge(
    const knowledge::PackSource& source) {
    Faults faults;
    auto known = std::make_unique<ModelKnowledge>();
    const auto take = [&faults](auto loaded, auto& place) {
        if (loaded)
            place = *std::move(loaded);
        else
            faults.take(std::move(loaded).error());
    };
    take(knowledge::load_model_pack(source), known->pack);
    take(knowledge::load_model_links(source), known->links);
    take(knowledge::load_observation_models(source), known->instruments);
    if (!faults.none()) return tl::unexpected{std::move(faults)};
    auto prior = model::Prior::read(known->pack, known->links);
    if (!prior) {
        faults.add(prior.error());
        return tl::unexpected{std::move(faults)};
    }
    known->prior = *std::move(prior);
    return known;
}

std::optional<PriorSpan> prior_span(const ModelKnowledge& known, std::string_view symbol) {
    const auto laws = known.prior.laws();
    const auto law = std::find_if(laws.begin(), laws.end(),
                                  [&](const model::PriorLaw& one) { return one.symbol == symbol; });
    if (law == laws.end()) return std::nullopt;
    return PriorSpan{model::value_at(*law, 0.05), model::value_at(*law, 0.95)};
}

Result<std::vector<ExportedFile>> export_model(const ModelKnowledge& known, ExportLanguage language,
                                               DrugClass drug) {
    SINEW_TRY(const exchange::ModelExport out, exchange::export_of(known.pack, drug));
    using Files = std::vector<ExportedFile>;
    switch (language) {
        case ExportLanguage::sbml: return Files{{"model.xml", exchange::sbml_text(out)}};
        case ExportLanguage::c: return Files{{"model.c", exchange::c_text(out)}};
        case ExportLanguage::latex: return Files{{"model.tex", exchange::latex_text(out)}};
        case ExportLanguage::dot: return Files{{"model.dot", exchange::dot_text(known.links)}};
        case ExportLanguage::petab:
            return exchange::petab_tables(out, known.pack, known.links, known.instruments);
        case ExportLanguage::csv: break;
    }
    return exchange::table_files(out, known.pack, known.links, known.instruments);
}

std::string model_links_csv(const ModelKnowledge& known) {
    return exchange::links_csv(known.links);
}
std::string model_parameters_csv(const ModelKnowledge& known) {
    return exchange::parameters_csv(known.pack);
}

}  // namespace sinew::care
