#include <sinew/exchange/petab_tables.hpp>
#include <sinew/exchange/reference_conditions.hpp>
#include <sinew/exchange/sbml_text.hpp>
#include <sinew/model/prior.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace sinew::exchange {
namespace {

using model::PriorLaw;

std::string row_of(const std::vector<std::string>& cells) {
    return fmt::format("{}\n", fmt::join(cells, "\t"));
}

std::string parameters_table(const ModelExport& out, const model::Prior& prior) {
    std::string text =
        row_of({"parameterId", "parameterName", "parameterScale", "lowerBound", "upperBound",
                "nominalValue", "estimate", "objectivePriorType", "objectivePriorParameters"});
    for (const ModelNumber& number : out.numbers) {
        const auto laws = prior.laws();
        const auto law = std::find_if(laws.begin(), laws.end(), [&](const PriorLaw& one) {
            return one.symbol == number.row->symbol;
        });
        const double value = number.row->value;
        if (law == laws.end()) {  // not drawn: held where it is
            text += row_of({number.symbol, number.row->description, "lin", fmt::format("{}", value),
                            fmt::format("{}", value), fmt::format("{}", value), "0", "", ""});
            continue;
        }
        const auto cells = [&](std::string_view scale, double low, double high,
                               std::string_view type, double place, double spread) {
            text += row_of({number.symbol, number.row->description, std::string{scale},
                            fmt::format("{:.6g}", low), fmt::format("{:.6g}", high),
                            fmt::format("{}", value), "1", std::string{type},
                            fmt::format("{:.6g};{:.6g}", place, spread)});
        };
        constexpr double kFar = 4;  // sds: the bounds of a search, wide of the prior
        switch (law->kind) {
            case PriorLaw::Kind::lognormal:
                cells("log", value * std::exp(-kFar * law->spread),
                      value * std::exp(kFar * law->spread), "logNormal", std::log(value),
                      law->spread);
                break;
            case PriorLaw::Kind::beta: {
                const double sum = law->spread + law->second, mean = law->spread / sum;
                cells("lin", 0, 1, "normal", mean, std::sqrt(mean * (1 - mean) / (sum + 1)));
                break;
            }
            case PriorLaw::Kind::cut_normal: {
                const double far = law->centre + std::copysign(kFar * law->spread, law->centre);
                cells("lin", std::min(0.0, far), std::max(0.0, far), "normal", law->centre,
                      law->spread);
                break;
            }
            case PriorLaw::Kind::normal:
            case PriorLaw::Kind::fixed:
                cells("lin", law->centre - kFar * law->spread, law->centre + kFar * law->spread,
                      "normal", law->centre, law->spread);
                break;
        }
    }
    return text;
}

std::string sum_of(const knowledge::ObservationSpec& spec) {
    std::string text = fmt::format("{}", spec.intercept);
    for (const auto& [symbol, loading] : spec.loads)
        text += fmt::format(" + {} * {}", loading, symbol);
    return text;
}

struct Observable {
    std::string name, formula, noise;
};

Observable observable_of(const knowledge::ObservationSpec& spec) {
    using knowledge::ObservedAs;
    const std::string sum = sum_of(spec), name = spec.name_en;
    const auto score = [&](const std::string& share) {
        const std::string mean = fmt::format("{} * {}", spec.highest, share);
        const double swell = 1 + (spec.highest - 1) / (spec.spread + 1);
        return Observable{
            name + ", " + spec.unit_en, mean,
            fmt::format("sqrt({} * {} * (1 - {}) * {:.10g})", spec.highest, share, share, swell)};
    };
    const std::string spread = fmt::format("{}", spec.spread);
    switch (spec.form) {
        case ObservedAs::craving: return {name + ", logit of the share of the scale", sum, spread};
        case ObservedAs::craving_cue:
            return {name + ", logit of the share of the scale", sum + " + K", spread};
        case ObservedAs::clamped: return score("min(max(" + sum + ", 0.01), 0.99)");
        case ObservedAs::logit: return score("(1 / (1 + exp(-(" + sum + "))))");
        case ObservedAs::log_ratio: return {name + ", ln of the ratio to the start", sum, spread};
        case ObservedAs::ratio: break;
    }
    return {name + ", ratio to the start", sum, spread + " * (" + sum + ")"};
}

std::string observables_table(const ModelExport& out,
                              std::span<const knowledge::ObservationSpec> instruments) {
    std::string text = row_of({"observableId", "observableName", "observableFormula",
                               "observableTransformation", "noiseFormula", "noiseDistribution"});
    for (const knowledge::ObservationSpec& spec : instruments) {
        if (spec.opioid_only && out.drug != model::DrugClass::opioid) continue;
        const Observable one = observable_of(spec);
        text += row_of({"obs_" + spec.id, one.name, one.formula, "lin", one.noise, "normal"});
    }
    return text;
}

std::string conditions_table(const ModelExport& out, const model::Parameters& parameters) {
    std::vector<std::string> header{"conditionId", "conditionName", "A_v", "B", "E_m"};
    for (const char* dose : {"dose_A", "dose_R", "dose_M"})
        for (int day = 0; day < 7; ++day) header.push_back(fmt::format("{}_{}", dose, day));
    std::string text = row_of(header);
    for (const WeekCondition& one : reference_conditions(parameters)) {
        // Medication has a drive in the opioid class only.
        if (one.E_m > 0 && out.drug != model::DrugClass::opioid) continue;
        std::vector<std::string> cells{one.id, one.name,
                                       fmt::format("{}", model::kReferenceAvailability),
                                       fmt::format("{}", one.B), fmt::format("{}", one.E_m)};
        for (const auto& week : one.doses)
            for (const double dose : week) cells.push_back(fmt::format("{}", dose));
        text += row_of(cells);
    }
    return text;
}

}  // namespace

Result<std::vector<ExportedFile>> petab_tables(
    const ModelExport& out, const knowledge::ModelPack& pack,
    std::span<const knowledge::ModelLink> links,
    std::span<const knowledge::ObservationSpec> instruments) {
    SINEW_TRY(const model::Prior prior, model::Prior::read(pack, links));
    return std::vector<ExportedFile>{
        {"problem.yaml",
         "format_version: 1\nparameter_file: parameters.tsv\nproblems:\n  - sbml_files:\n      - "
         "model.xml\n    condition_files:\n      - conditions.tsv\n    measurement_files:\n      - "
         "measurements.tsv\n    observable_files:\n      - observables.tsv\n"},
        {"model.xml", sbml_text(out)},
        {"parameters.tsv", parameters_table(out, prior)},
        {"observables.tsv", observables_table(out, instruments)},
        {"conditions.tsv", conditions_table(out, prior.centre())},
        {"measurements.tsv",
         row_of({"observableId", "simulationConditionId", "measurement", "time"})},
    };
}

}  // namespace sinew::exchange
