// A record and its programme as a question to the model: what forecasts, comparisons, sensitivities and the oracle all begin with.
#pragma once

#include <sinew/care/forecast_use.hpp>

namespace sinew::care {

/// What is told of the person and the plan, and the question; no question where the model has none of the substances.
struct ForecastAsked {
    ForecastAnswer told;
    std::optional<model::ForecastQuestion> question;
};

/// One question; two when opioid and stimulant stand together without a main one.
/// @errors as forecasts_for; the numbers of the question are judged by model::check
[[nodiscard]] Result<std::vector<ForecastAsked>> questions_of(
    const domain::Record& record, const domain::Programme& programme,
    const ForecastSettings& settings, const ForecastPacks& packs,
    const knowledge::Catalogue& catalogue);

}  // namespace sinew::care
