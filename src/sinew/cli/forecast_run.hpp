// `sinew simulate [RECORD] PROGRAMME`: its options, and the run itself.
#pragma once

#include <sinew/care/forecast_use.hpp>
#include <sinew/cli/call.hpp>
#include <sinew/cli/commands.hpp>

#include <vector>

namespace sinew::cli {

/// Options of the forecast, and --scenarios.
[[nodiscard]] std::vector<OptionSpec> forecast_options();

/// What the options ask for; faults of several at once.
[[nodiscard]] care::ForecastSettings forecast_settings(const Call& call, Faults& faults);

[[nodiscard]] Exit run_forecast(Call& call);

}  // namespace sinew::cli
