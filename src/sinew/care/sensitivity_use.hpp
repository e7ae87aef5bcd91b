// Sensitivity and identifiability as use cases: an output, a week of training, a method in; parameters in the order of what they do, out.
#pragma once

#include <sinew/care/forecast_question.hpp>
#include <sinew/care/model_use.hpp>
#include <sinew/inference/identifiability.hpp>
#include <sinew/inference/model_sensitivity.hpp>

namespace sinew::care {

enum class SensitivityMethod : std::uint8_t { morris, sobol, local };

struct SensitivityAsked {
    SensitivityMethod method = SensitivityMethod::morris;
    inference::OutputAsked output{"craving_vas", 84, false};
    std::string week = "S1";  ///< of the specification's scenarios
    DrugClass drug = DrugClass::opioid;
    int days_abstinent = 14;
    double availability = 1;
    std::uint64_t seed = 1;
    int trajectories = 40, samples = 1024;
    bool by_block = false;  ///< sobol: the parameters of a block together
    unsigned threads = 0;
};

/// One person's forecast in the place of a standard week.
struct SensitivityPerson {
    std::string substance;             ///< as the record or the reader says it
    model::ForecastQuestion question;  ///< judged by model::check
};

/// The person a record and a programme make, for one class of substance.
/// @errors as questions_of and model::check; bad_input: no class of the model, or two without a main one
[[nodiscard]] Result<SensitivityPerson> sensitivity_person(const domain::Record& record,
                                                           const domain::Programme& programme,
                                                           const ForecastSettings& settings,
                                                           const ForecastPacks& packs,
                                                           const knowledge::Catalogue& catalogue);

struct SensitivityRow {
    std::string name;                                ///< symbol, or block
    const knowledge::ModelParameter* row = nullptr;  ///< nothing for a block
    numerics::ElementaryEffect effect;               ///< morris
    numerics::VarianceShare share;                   ///< sobol
    double slope = 0, by_sd = 0;                     ///< local
    double weight = 0;                               ///< what the order follows
};

struct SensitivityAnswer {
    SensitivityAsked asked;
    std::string substance;             ///< of a person; empty: a standard week was asked
    std::vector<SensitivityRow> rows;  ///< the heaviest first
    std::size_t evaluations = 0, left_out = 0;
    double at_centre = 0, mean = 0,
           sd = 0;  ///< mean and sd of the output over the prior: sobol only
    const knowledge::ObservationSpec* spec =
        nullptr;  ///< of the outcome, where it is an instrument
};

using inference::IdentifiabilityAnswer;
using inference::IdentifiabilityQuestion;
using inference::ProfilePoint;

/// Evaluations the method will take, before the parameters without effect are left out: for a progress bar.
[[nodiscard]] std::size_t evaluations_at_most(const SensitivityAsked& asked,
                                              const ModelKnowledge& known);

/// @errors not_found, out_of_range: outcome, week, day; as ModelSensitivity::make
[[nodiscard]] Result<SensitivityAnswer> sensitivity_of(
    const SensitivityAsked& asked, const ModelKnowledge& known,
    const numerics::EvaluationsDone& progress = {});

/// The same for one person's own forecast: Morris and Sobol'. `asked` keeps its method, output and numbers; class and days follow the person.
/// @errors as above; bad_input: local; out_of_range: a day beyond the programme
[[nodiscard]] Result<SensitivityAnswer> sensitivity_of(
    SensitivityAsked asked, const SensitivityPerson& person, const ModelKnowledge& known,
    const numerics::EvaluationsDone& progress = {});

struct IdentifiabilityTold {
    IdentifiabilityQuestion question;
    IdentifiabilityAnswer answer;
    std::string profiled;  ///< parameter; empty: none asked for
    std::vector<ProfilePoint> profile;
};

/// @errors as inference::identifiability and inference::profile
[[nodiscard]] Result<IdentifiabilityTold> identifiability_of(
    const IdentifiabilityQuestion& question, const std::string& profiled,
    const ModelKnowledge& known);

}  // namespace sinew::care
