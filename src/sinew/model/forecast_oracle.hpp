// The run of a forecast at the values themselves, by the stepper of forecasts and by an independent solver of the continuous system.
#pragma once

#include <sinew/model/forecast.hpp>
#include <sinew/model/step_distance.hpp>

namespace sinew::model {

/// Largest difference of an outcome, in the instrument's units.
struct OutcomeGap {
    const knowledge::ObservationSpec* spec = nullptr;
    Gap gap;
};

struct ForecastDistance {
    StepDistance states;               ///< with the programme and without, the larger
    std::vector<OutcomeGap> outcomes;  ///< the instruments of the class, likewise
    Gap lapse_free, in_programme;      ///< shares, 0-1
    StepError stored;                  ///< what the forecast itself stores
    int days = 0, days_before = 0;     ///< of the programme; of abstinence before it
    double evaluations = 0;            ///< by the solver, a day
};

/// Both go from the day of last use through the days of abstinence and of the programme; medication, doses and setting are the same constants
/// of each day. Followed path only.
/// @errors as forecast; did_not_converge: the solver gave up
/// @source docs/methods/forecast.md (against an independent solver), docs/adr/0013-independent-solver.md
[[nodiscard]] Result<ForecastDistance> forecast_against_oracle(
    const ForecastQuestion& question, const knowledge::ModelPack& pack,
    std::span<const knowledge::ModelLink> links,
    std::span<const knowledge::ObservationSpec> instruments);

}  // namespace sinew::model
