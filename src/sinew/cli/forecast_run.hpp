// `sinew simulate [RECORD] PROGRAMME`: its options, and the run itself.
#pragma once

#include <sinew/cli/call.hpp>
#include <sinew/cli/commands.hpp>

#include <vector>

namespace sinew::cli {

/// Options of the forecast, and --scenarios.
[[nodiscard]] std::vector<OptionSpec> forecast_options();

[[nodiscard]] Exit run_forecast(Call& call);

}  // namespace sinew::cli
