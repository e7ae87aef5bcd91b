#include <sinew/base/table_text.hpp>
#include <sinew/base/text.hpp>
#include <sinew/knowledge/fhir_map.hpp>
#include <sinew/knowledge/fhir_map_grammar.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace sinew::knowledge {
namespace {

struct SystemName {
    std::string_view name, uri;
    CodeSystem system;
};
constexpr std::array<SystemName, 4> kSystems{{
    {"SNOMED", "http://snomed.info/sct", CodeSystem::snomed},
    {"LOINC", "http://loinc.org", CodeSystem::loinc},
    {"RxNorm", "http://www.nlm.nih.gov/research/umls/rxnorm", CodeSystem::rxnorm},
    {"ActCode", "http://terminology.hl7.org/CodeSystem/v3-ActCode", CodeSystem::act_code},
}};
constexpr std::array<std::string_view, 6> kResources{
    "Condition", "Observation", "MedicationRequest", "Procedure", "CarePlan", "Encounter"};

/// One text for the index: resource, system and code never mix.
std::string key_of(MappedResource resource, CodeSystem system, std::string_view code) {
    std::string key{static_cast<char>('a' + static_cast<int>(resource)),
                    static_cast<char>('a' + static_cast<int>(system))};
    return key.append(code);
}

}  // namespace

std::optional<CodeSystem> code_system(std::string_view uri) noexcept {
    for (const SystemName& known : kSystems)
        if (known.uri == uri || known.name == uri) return known.system;
    return std::nullopt;
}

double UnitRule::convert(double value) const noexcept {
    for (const auto& [operation, amount] : steps) {
        if (operation == '*')
            value *= amount;
        else if (operation == '/')
            value /= amount;
        else if (operation == '-')
            value -= amount;
        else
            value += amount;
    }
    return value;
}

const UnitRule* MapRow::unit(std::string_view ucum) const noexcept {
    const auto found = std::find_if(units.begin(), units.end(),
                                    [&](const UnitRule& rule) { return rule.ucum == ucum; });
    return found == units.end() ? nullptr : &*found;
}

const MapRow* FhirMap::find(MappedResource resource, CodeSystem system,
                            std::string_view code) const {
    const auto found = index.find(key_of(resource, system, code));
    return found == index.end() ? nullptr : &rows[found->second];
}

void read_fhir_map(std::string_view text, const std::string& name, const ScreeningPack& screening,
                   FhirMap& map, Faults& faults) {
    auto table = read_table(text, name,
                            {"system", "code", "label", "resource", "target", "value", "when",
                             "also", "status", "note"});
    if (!table) return faults.take(std::move(table).error());
    for (std::size_t n = 0; n < table->rows.size(); ++n) {
        const auto cell = [&](std::string_view column) -> const std::string& {
            return table->cell(n, column);
        };
        const auto at = [&](std::string_view column) {
            return fmt::format("{}:{}:{}", name, table->lines[n], column);
        };
        MapRow row;
        row.code = cell("code");
        row.label = cell("label");
        row.note = cell("note");
        const auto status = domain::named<domain::Status>(cell("status"));
        if (!status)
            faults.add(ErrorCode::bad_input, at("status"), "unknown status",
                       "use " + domain::all_names<domain::Status>());
        row.status = status.value_or(domain::Status::NA);
        const auto system = code_system(cell("system"));
        if (!system)
            faults.add(ErrorCode::bad_input, at("system"), "unknown system",
                       "use SNOMED, LOINC, RxNorm or ActCode");
        const auto resource = std::find(kResources.begin(), kResources.end(), cell("resource"));
        if (resource == kResources.end())
            faults.add(ErrorCode::bad_input, at("resource"), "unknown resource",
                       "use Condition, Observation, "
                       "MedicationRequest, Procedure, CarePlan or Encounter");
        if (!system || resource == kResources.end()) continue;
        row.system = *system;
        row.resource = static_cast<MappedResource>(resource - kResources.begin());

        const RowGrammar grammar{screening, faults};
        row.effect = grammar.effect(cell("target"), cell("value"), at("target"));
        grammar.value(cell("value"), at("value"), row);
        grammar.when(cell("when"), at("when"), row);
        for (const std::string_view part : parts_of(cell("also")))
            row.also.push_back(grammar.also(part, at("also")));

        if (row.code.empty()) {
            if (row.status != domain::Status::NA)
                faults.add(ErrorCode::bad_input, at("code"), "a row without a code",
                           "give the code, or status NA");
            continue;  // kept in the table as a reminder; it can match nothing
        }
        if (!map.index.emplace(key_of(row.resource, row.system, row.code), map.rows.size()).second)
            faults.add(ErrorCode::bad_input, at("code"), "this code stands twice", "keep one row");
        map.rows.push_back(std::move(row));
    }
}

}  // namespace sinew::knowledge
