// `sinew evidence dose --time-course`: dose and time in one model.
#pragma once

#include <sinew/care/dose_use.hpp>
#include <sinew/cli/call.hpp>

namespace sinew::cli {

/// "30,90,180" as numbers; a fault at the option when one is none.
[[nodiscard]] std::vector<double> numbers_of(const Call& call, const char* option, Faults& faults);

/// --time-course, --time-column, --time-constant, --rho, --at-time
[[nodiscard]] std::vector<OptionSpec> dose_time_options();

/// Options of a time course without --time-course are faults.
void check_time_options(const Call& call, Faults& faults);

[[nodiscard]] Exit run_dose_time(Call& call, const care::DoseQuestion& question);

}  // namespace sinew::cli
