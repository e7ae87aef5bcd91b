#include <sinew/base/text.hpp>
#include <sinew/exchange/c_text.hpp>
#include <sinew/exchange/table_files.hpp>

#include <fmt/format.h>

namespace sinew::exchange {
namespace {

std::string cell(std::string_view text) {
    if (text.find_first_of(",\"\n") == std::string_view::npos) return std::string{text};
    std::string quoted = "\"";
    for (const char c : text) {
        quoted += c;
        if (c == '"') quoted += c;
    }
    return quoted + '"';
}

std::string row_of(const std::vector<std::string>& cells) {
    std::vector<std::string> quoted;
    for (const std::string& one : cells) quoted.push_back(cell(one));
    return join(quoted, ",") + "\n";
}

std::string observables_csv(std::span<const knowledge::ObservationSpec> instruments) {
    std::string text = row_of(
        {"id", "name", "unit", "highest", "intercept", "loads", "spread", "source", "status"});
    for (const knowledge::ObservationSpec& spec : instruments) {
        std::vector<std::string> loads;
        for (const auto& [symbol, loading] : spec.loads)
            loads.push_back(fmt::format("{}:{}", symbol, loading));
        text += row_of({spec.id, spec.name_en, spec.unit_en, number_text(spec.highest),
                        number_text(spec.intercept), join(loads, ";"), number_text(spec.spread),
                        spec.source.empty() ? "NA" : spec.source, spec.status});
    }
    return text;
}

std::string equations_csv(const ModelExport& out) {
    std::string text = row_of({"kind", "symbol", "start", "target", "tau", "formula"});
    for (const Definition& input : out.model.inputs)
        text += row_of({"input", input.symbol, infix_text(input.value), "", "", ""});
    for (const Definition& drive : out.model.drives)
        text += row_of({"drive", drive.symbol, "", "", "", infix_text(drive.value)});
    for (const StateEquation& state : out.model.states)
        text += row_of({"state", state.symbol, number_text(state.start),
                        state.pulled ? infix_text(state.target) : "",
                        state.pulled ? infix_text(state.tau) : "", infix_text(state.rate)});
    for (const Definition& one : out.model.readouts)
        text += row_of({"readout", one.symbol, "", "", "", infix_text(one.value)});
    return text;
}

}  // namespace

std::string parameters_csv(const knowledge::ModelPack& pack) {
    std::string text = row_of({"id", "block", "symbol", "value", "unit", "description",
                               "dispersion", "distribution", "source", "status", "notes"});
    for (const knowledge::ModelParameter& row : pack.parameters)
        text += row_of({row.id, row.block, row.symbol, number_text(row.value), row.unit,
                        row.description, row.dispersion, row.distribution,
                        row.source.empty() ? "NA" : row.source, row.status, row.notes});
    return text;
}

std::string links_csv(std::span<const knowledge::ModelLink> links) {
    std::string text = row_of({"id", "from", "to", "sign", "mechanism", "grade", "grade_general",
                               "hypothesis_for_mind_body", "gains", "basis", "source", "status"});
    for (const knowledge::ModelLink& link : links)
        text += row_of({link.id, link.from, link.to, link.raises ? "+" : "-", link.mechanism,
                        std::string{knowledge::name_of(link.grade)},
                        std::string{knowledge::name_of(link.grade_general)},
                        link.hypothesis_for_mind_body ? "yes" : "no", join(link.gains, ";"),
                        link.basis, link.source.empty() ? "NA" : link.source, link.status});
    return text;
}

std::vector<ExportedFile> table_files(const ModelExport& out, const knowledge::ModelPack& pack,
                                      std::span<const knowledge::ModelLink> links,
                                      std::span<const knowledge::ObservationSpec> instruments) {
    return {{"parameters.csv", parameters_csv(pack)},
            {"links.csv", links_csv(links)},
            {"observables.csv", observables_csv(instruments)},
            {"equations.csv", equations_csv(out)}};
}

}  // namespace sinew::exchange
