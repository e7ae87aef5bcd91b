// The mapping table from outside codes to what the house knows: facts, questions, cautions, fields of the record.
#pragma once

#include <sinew/domain/names.hpp>
#include <sinew/domain/reading.hpp>
#include <sinew/knowledge/screening_pack.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace sinew::knowledge {

enum class CodeSystem : std::uint8_t { snomed, loinc, rxnorm, act_code };
/// Resources whose codes the table reads; a MedicationStatement is read by the rows of MedicationRequest.
enum class MappedResource : std::uint8_t {
    condition,
    observation,
    medication,
    procedure,
    care_plan,
    encounter
};

/// The system with this address or name in the table; nothing for any other.
[[nodiscard]] std::optional<CodeSystem> code_system(std::string_view uri) noexcept;

enum class TargetKind : std::uint8_t {
    fact,  ///< sets a screening fact
    ask,   ///< puts a question on top; `name` may be a topic without a fact
    caution,
    person,  ///< a number of `person`: height_cm, weight_kg, mvpa_min_week
    deceased,
    report,  ///< shown, read by no rule
    panel,   ///< read the components
    days,
    minutes,  ///< halves of the weekly minutes of exercise
    none,     ///< read, no bearing
};

/// What an entry does: its row's main effect, or one that comes along.
struct MapEffect {
    TargetKind kind = TargetKind::none;
    std::string name;  ///< as the table writes it: "sbp", "ask:hb_g_l"
    std::optional<domain::FactIndex> fact;
    double value = 0;  ///< of a fact, in its own coding
    domain::Caution caution{};
    std::optional<int> within_days;  ///< only when the entry is at most so old
};

/// A UCUM code and the steps that turn its number into the target's unit: "g/dL * 10".
struct UnitRule {
    std::string ucum;
    std::vector<std::pair<char, double>> steps;
    [[nodiscard]] double convert(double value) const noexcept;
};

struct CodedAnswer {
    std::string code;
    double value = 0;
};

/// A place on a scale that stands for a word: at most / below `limit`; without one, all the rest.
struct Band {
    std::optional<double> limit;
    bool inclusive = false;
    double value = 0;
};

struct MapRow {
    CodeSystem system{};
    std::string code, label;
    MappedResource resource{};
    MapEffect effect;
    bool hours = false;  ///< the value is the hours since the entry
    std::vector<UnitRule> units;
    std::vector<CodedAnswer> answers;
    std::vector<Band> bands;
    std::optional<std::pair<double, double>>
        normal;  ///< usual limits where the report gives none; both ends inside
    bool any_status = false;
    std::optional<int> within_days;
    std::optional<double> at_least, below;  ///< counts only from / below this value
    std::optional<int> twice_over_days;     ///< ... and only when two values lie so many days apart
    bool at_rest = false;
    std::vector<MapEffect> also;
    domain::Status status = domain::Status::NA;
    std::string note;

    [[nodiscard]] const UnitRule* unit(std::string_view ucum) const noexcept;
};

struct FhirMap {
    std::vector<MapRow> rows;

    [[nodiscard]] const MapRow* find(MappedResource resource, CodeSystem system,
                                     std::string_view code) const;

    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const noexcept {
            return std::hash<std::string_view>{}(text);
        }
    };
    std::unordered_map<std::string, std::size_t, Hash, std::equal_to<>> index;
};

/// @errors every unknown word, fact, unit step or doubled code, with its line and column
void read_fhir_map(std::string_view text, const std::string& name, const ScreeningPack& screening,
                   FhirMap& map, Faults& faults);

}  // namespace sinew::knowledge
