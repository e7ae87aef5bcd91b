// The forecast use case: a record and its programme in; what may happen, with bands, and what rests on hypotheses, out.
#pragma once

#include <sinew/domain/programme.hpp>
#include <sinew/domain/record.hpp>
#include <sinew/evidence/use_prior.hpp>
#include <sinew/knowledge/catalogue.hpp>
#include <sinew/model/forecast.hpp>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace sinew::care {

/// A fact of the person as the model took it. `from` is "record", "population" or "programme".
struct ForecastFact {
    std::string name;   ///< days_since_last_use; words under forecast.fact.<name>
    std::string value;  ///< a number or a word of the record
    std::string unit;
    std::string from;
};

/// The plain estimate from trials alone, in SD units of the outcome: no model, no course in time, no person.
struct EvidenceOnly {
    std::string outcome;   ///< of knowledge/trials: craving, depression ...
    std::string modality;  ///< of the programme
    evidence::UsePrior prior;
};

struct ForecastAnswer {
    bool modelled = false;
    std::string why_not;                 ///< text key under forecast.unmodelled.
    std::string substance;               ///< as recorded
    std::vector<ForecastFact> facts;     ///< what was read, and what was assumed
    std::vector<std::string> warnings;   ///< text keys under forecast.warning.
    model::Forecast forecast;            ///< empty when not modelled
    std::vector<EvidenceOnly> evidence;  ///< by outcome
    int days = 0;
};

struct ForecastSettings {
    std::uint64_t seed = 1;
    int draws = 1000;
    std::optional<double> availability;  ///< A_v of the setting; nothing: the pack's
    unsigned threads = 0;
};

/// Everything the use case reads besides record and programme. Kept alive by the caller: an answer points into it.
struct ForecastPacks {
    knowledge::ModelPack model;
    std::vector<knowledge::ModelLink> links;
    std::vector<knowledge::ObservationSpec> instruments;
    knowledge::Trials trials;
    knowledge::SynthesisRules rules;
};

/// @errors every fault of the packs
[[nodiscard]] Checked<std::unique_ptr<const ForecastPacks>> load_forecast_packs(
    const knowledge::PackSource& source);

/// @errors out_of_range: no days since last use (without them there is no forecast), or numbers outside what the model can answer
[[nodiscard]] Result<ForecastAnswer> forecast_for(
    const domain::Record& record, const domain::Programme& programme,
    const ForecastSettings& settings, const ForecastPacks& packs,
    const knowledge::Catalogue& catalogue, const std::function<void(std::size_t)>& progress = {});

/// The sessions of every day as the model's segments. Heart-rate zones give the middle of their band; warm-up and cool-down are light; forms
/// are a quarter of capacity, supervised or alone as the setting says.
/// @source docs/methods/forecast.md
[[nodiscard]] std::vector<std::vector<model::Segment>> segments_of(
    const domain::Programme& programme, const knowledge::Catalogue& catalogue);

}  // namespace sinew::care
