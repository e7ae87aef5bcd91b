// The forecast use case: a record and its programme in; what may happen, with bands, and what rests on hypotheses, out.
#pragma once

#include <sinew/domain/programme.hpp>
#include <sinew/domain/record.hpp>
#include <sinew/evidence/use_prior.hpp>
#include <sinew/knowledge/catalogue.hpp>
#include <sinew/knowledge/model_substances.hpp>
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
    std::string why_not;                    ///< text key under forecast.unmodelled.
    std::string substance;                  ///< the word this answer is for
    std::vector<std::string> not_in_model;  ///< the person's other substances
    std::vector<ForecastFact> facts;        ///< what was read, and what was assumed
    std::vector<std::string> warnings;      ///< text keys under forecast.warning.
    model::Forecast forecast;               ///< empty when not modelled
    model::PlannedDays plan;                ///< what was planned of each day
    std::vector<EvidenceOnly> evidence;     ///< by outcome
    int days = 0;
    double attendance = 0;  ///< of a session on the sampled path, at the values themselves
    bool within_day = false;
};

struct ForecastSettings {
    std::uint64_t seed = 1;
    int draws = 1000;
    std::optional<double> availability;  ///< A_v of the setting; nothing: the pack's
    std::optional<double> attendance;    ///< of each session on the sampled path; nothing: drawn
    bool within_day = false;             ///< cues and stress on the 15-minute grid
    std::optional<int> session_day;      ///< 1-based day to look into; nothing: the first of week 4
    int shapley_orders = 0;
    int steps_a_day = 0;                  ///< 0: chosen by the step error
    std::vector<std::string> substances;  ///< in the place of the record's; words of the glossary
    std::vector<std::string> without;     ///< links, mechanisms or states to switch off
    unsigned threads = 0;
};

/// Everything the use case reads besides record and programme. Kept alive by the caller: an answer points into it.
struct ForecastPacks {
    knowledge::ModelPack model;
    std::vector<knowledge::ModelLink> links;
    std::vector<knowledge::ObservationSpec> instruments;
    std::vector<knowledge::ModelSubstance> substances;
    knowledge::Trials trials;
    knowledge::SynthesisRules rules;
};

/// @errors every fault of the packs
[[nodiscard]] Checked<std::unique_ptr<const ForecastPacks>> load_forecast_packs(
    const knowledge::PackSource& source);

/// One answer; two when opioid and stimulant stand together without a main one: both forecasts, never averaged.
/// @param progress  told how many draws are done of how many in all
/// @errors not_found: a word that is no substance of the glossary, or names no link; out_of_range: no days since last use (without them there is no
/// forecast), or numbers outside what the model can answer
[[nodiscard]] Result<std::vector<ForecastAnswer>> forecasts_for(
    const domain::Record& record, const domain::Programme& programme,
    const ForecastSettings& settings, const ForecastPacks& packs,
    const knowledge::Catalogue& catalogue,
    const std::function<void(std::size_t, std::size_t)>& progress = {});

/// What is planned of each day, as the model takes it. Aerobic work at the middle of its heart-rate reserve, strength at the middle of its
/// share of 1RM; the forms are a quarter of capacity, supervised or alone as the setting says. A session without a time starts at 10:00, or at
/// the hour of its part of the day.
/// @source docs/methods/forecast.md
[[nodiscard]] model::PlannedDays planned_days(const domain::Programme& programme,
                                              const knowledge::Catalogue& catalogue);

}  // namespace sinew::care
