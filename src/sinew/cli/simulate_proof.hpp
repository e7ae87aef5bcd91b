// The proofs of `sinew simulate`: --oracle (of scenarios and of a forecast), --steps, --checks.
#pragma once

#include <sinew/cli/call.hpp>
#include <sinew/document/scenario_reader.hpp>

#include <string>

namespace sinew::cli {

/// How far a scenario's answer is from the independent solver, written to the call's output.
/// @errors as care::against_oracle
[[nodiscard]] Result<void> write_oracle(Call& call, const document::NamedScenario& scenario,
                                        const knowledge::ModelPack& pack,
                                        const knowledge::Words& words);

/// A forecast's run at the values themselves against the independent solver.
[[nodiscard]] Exit run_forecast_oracle(Call& call);

/// The table of steppers on the courses S0 to S7.
[[nodiscard]] Exit run_steps(Call& call);

/// Face checks; in part (1) when one fails that is not known to.
[[nodiscard]] Exit run_checks(Call& call);

}  // namespace sinew::cli
