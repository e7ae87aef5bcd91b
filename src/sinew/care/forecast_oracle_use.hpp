// A person's forecast, its run at the values themselves, against an independent solver.
#pragma once

#include <sinew/care/forecast_question.hpp>
#include <sinew/model/forecast_oracle.hpp>

namespace sinew::care {

struct ForecastOracleAnswer {
    std::string substance;
    model::ForecastDistance distance;
};

/// One answer a modelled class.
/// @errors as forecasts_for; not_found where the model has no such substance
[[nodiscard]] Result<std::vector<ForecastOracleAnswer>> forecasts_against_oracle(
    const domain::Record& record, const domain::Programme& programme,
    const ForecastSettings& settings, const ForecastPacks& packs,
    const knowledge::Catalogue& catalogue);

}  // namespace sinew::care
